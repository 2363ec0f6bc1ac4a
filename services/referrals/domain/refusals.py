"""Why the procedure of referrals says no; what any service may say is in `shared.casework`.

First the refusals of standing (where the case is), then those of content (what was asked for).
"""

from typing import ClassVar

from shared.casework.refusals import ContentRefusal
from shared.event_sourcing import Refusal


class NotDecided(Refusal):
    code: ClassVar[str] = "not-decided"
    because: ClassVar[str] = "It is not decided yet what is done about the contact."


class AlreadyDecided(Refusal):
    code: ClassVar[str] = "already-decided"
    because: ClassVar[str] = "The response is decided; correct it if it is wrong."


class AlreadyAcknowledged(Refusal):
    code: ClassVar[str] = "already-acknowledged"
    because: ClassVar[str] = "It has been acknowledged; correct the date if it is wrong."


class NobodyToTell(Refusal):
    code: ClassVar[str] = "nobody-to-tell"
    because: ClassVar[str] = "The contact was anonymous, so nobody is answered."


class AlreadyTold(Refusal):
    code: ClassVar[str] = "already-told"
    because: ClassVar[str] = "The referrer has been told; correct the date if it is wrong."


class NotInSocialWork(Refusal):
    code: ClassVar[str] = "not-in-social-work"
    because: ClassVar[str] = "Only a referral is assessed: social work was not decided."


class AssessmentGoingOn(Refusal):
    code: ClassVar[str] = "assessment-going-on"
    because: ClassVar[str] = "An assessment is going on; it is authorised first."


class NoAssessmentGoingOn(Refusal):
    code: ClassVar[str] = "no-assessment-going-on"
    because: ClassVar[str] = "No assessment is going on."


class NoExploitation(Refusal):
    code: ClassVar[str] = "no-exploitation"
    because: ClassVar[str] = "No open exploitation is recorded on this case."


class ExploitationOpen(Refusal):
    code: ClassVar[str] = "exploitation-open"
    because: ClassVar[str] = "Exploitation is still worked on; that is closed first."


class NotClosed(Refusal):
    code: ClassVar[str] = "not-closed"
    because: ClassVar[str] = "The case is open, so there is nothing to reopen."


class ReasonDoesNotFitResponse(ContentRefusal):
    code: ClassVar[str] = "reason-does-not-fit-response"
    because: ClassVar[str] = "That reason does not lead to that response."


class EarlierNotBefore(ContentRefusal):
    code: ClassVar[str] = "earlier-not-before"
    because: ClassVar[str] = "An earlier referral was received before this one."


class WrongAssessment(ContentRefusal):
    code: ClassVar[str] = "wrong-assessment"
    because: ClassVar[str] = "That is not the assessment that is going on."


class OverReasonMissing(ContentRefusal):
    code: ClassVar[str] = "over-reason-missing"
    because: ClassVar[str] = "An assessment that took more than 45 working days says why."


class OverReasonNotNeeded(ContentRefusal):
    code: ClassVar[str] = "over-reason-not-needed"
    because: ClassVar[str] = "The assessment took no more than 45 working days."


class LookedAfterMissing(ContentRefusal):
    code: ClassVar[str] = "looked-after-missing"
    because: ClassVar[str] = "The day and the legal status of becoming looked after are needed."


class LookedAfterNotOutcome(ContentRefusal):
    code: ClassVar[str] = "looked-after-not-outcome"
    because: ClassVar[str] = "The outcome is not that the child becomes looked after."


class OverCeiling(ContentRefusal):
    code: ClassVar[str] = "over-ceiling"
    because: ClassVar[str] = (
        "The practitioner would have more cases than the ceiling; give a reason to go beyond it."
    )


class NotOverCeiling(ContentRefusal):
    code: ClassVar[str] = "not-over-ceiling"
    because: ClassVar[str] = "The practitioner is within the ceiling, so nothing is overridden."


class NoOutcomeGiven(ContentRefusal):
    code: ClassVar[str] = "no-outcome-given"
    because: ClassVar[str] = "Give an outcome at least."


class NoActionAmongOthers(ContentRefusal):
    code: ClassVar[str] = "no-action-among-others"
    because: ClassVar[str] = "No action is an outcome only where there is no other."


class DueAndBorn(ContentRefusal):
    code: ClassVar[str] = "expected-and-born"
    because: ClassVar[str] = "A child is born or expected, not both."


class ResponseLocked(ContentRefusal):
    code: ClassVar[str] = "response-locked"
    because: ClassVar[str] = (
        "An assessment was made, or the case is closed, so the response stays as it is."
    )


class StepsOutOfOrder(ContentRefusal):
    code: ClassVar[str] = "steps-out-of-order"
    because: ClassVar[str] = (
        "What is recorded would come before what it follows; correct both at once."
    )
