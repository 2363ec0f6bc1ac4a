"""Why the complaints procedure says no, beside what any service says (`shared.casework.refusals`).

Each refusal says the rule; `code` is public and never changes. First the refusals of standing
(where the case is), then those of content (what was asked for).
"""

from typing import ClassVar

from shared.casework.refusals import ContentRefusal
from shared.event_sourcing import Refusal


class CaseWithdrawn(Refusal):
    code: ClassVar[str] = "case-withdrawn"
    because: ClassVar[str] = "The complaint is withdrawn; reopen it first."


class AlreadyAcknowledged(Refusal):
    code: ClassVar[str] = "already-acknowledged"
    because: ClassVar[str] = "It has been acknowledged; correct the date if it is wrong."


class NothingToAcknowledge(Refusal):
    code: ClassVar[str] = "nothing-to-acknowledge"
    because: ClassVar[str] = "It was put right informally, so no acknowledgement is due."


class RouteLocked(Refusal):
    code: ClassVar[str] = "route-locked"
    because: ClassVar[str] = (
        "Stage 1 has started. Once the statutory procedure is initiated, all its stages are "
        "completed, so the route can no longer be chosen."
    )


class NotAtStage1(Refusal):
    code: ClassVar[str] = "not-at-stage-1"
    because: ClassVar[str] = "The complaint is not at Stage 1."


class AlreadyResponded(Refusal):
    code: ClassVar[str] = "already-responded"
    because: ClassVar[str] = "The Stage 1 response has been sent; correct it if it is wrong."


class AlreadyExtended(Refusal):
    code: ClassVar[str] = "already-extended"
    because: ClassVar[str] = "Stage 1 is extended once only (SI 2006/1738 reg 14)."


class Stage1IsPaused(Refusal):
    code: ClassVar[str] = "stage-1-paused"
    because: ClassVar[str] = "Stage 1 is paused while an advocate is found; resume it first."


class Stage1NotPaused(Refusal):
    code: ClassVar[str] = "stage-1-not-paused"
    because: ClassVar[str] = "Stage 1 is not paused."


class PauseNotInPolicy(Refusal):
    code: ClassVar[str] = "pause-not-in-policy"
    because: ClassVar[str] = "The local policy does not pause Stage 1 while an advocate is found."


class AdvocateAlreadyOffered(Refusal):
    code: ClassVar[str] = "advocate-already-offered"
    because: ClassVar[str] = "An advocate has been offered or appointed."


class AdvocateAlreadyAppointed(Refusal):
    code: ClassVar[str] = "advocate-already-appointed"
    because: ClassVar[str] = "An advocate has been appointed."


class NotReadyToClose(Refusal):
    code: ClassVar[str] = "not-ready-to-close"
    because: ClassVar[str] = (
        "A case is closed after a response, a withdrawal, or another route than the statutory one."
    )


class NotWithdrawnOrClosed(Refusal):
    code: ClassVar[str] = "not-withdrawn-or-closed"
    because: ClassVar[str] = "The case is open, so there is nothing to reopen."


class NobodyMoreToName(Refusal):
    code: ClassVar[str] = "nobody-more-to-name"
    because: ClassVar[str] = "The case has its representative, and as many children as it can hold."


class ActBeforeReceived(ContentRefusal):
    code: ClassVar[str] = "act-before-received"
    because: ClassVar[str] = (
        "What is recorded would come before the day of receipt; correct both at once."
    )


class PauseBeforeReceived(ContentRefusal):
    code: ClassVar[str] = "pause-before-received"
    because: ClassVar[str] = "Stage 1 was paused before that day, so it was received by then."


class InstantMissing(ContentRefusal):
    code: ClassVar[str] = "instant-missing"
    because: ClassVar[str] = "This contact runs by the hour, so the instant is needed."


class InstantNotKept(ContentRefusal):
    code: ClassVar[str] = "instant-not-kept"
    because: ClassVar[str] = "No duty of this contact runs by the hour, so no instant is kept."


class NoCauseGiven(ContentRefusal):
    code: ClassVar[str] = "no-cause-given"
    because: ClassVar[str] = "A complaint is about something: give a cause at least."


class EligibilityNotAsked(ContentRefusal):
    code: ClassVar[str] = "eligibility-not-asked"
    because: ClassVar[str] = "The statutory route needs to know why the complainant may complain."


class ComplainantNotEligible(ContentRefusal):
    code: ClassVar[str] = "complainant-not-eligible"
    because: ClassVar[str] = (
        "The statutory route is for those whom the Children Act 1989 s26(3) and s24D name."
    )


class SubjectNotStated(ContentRefusal):
    code: ClassVar[str] = "subject-not-stated"
    because: ClassVar[str] = "The statutory route needs to know that the subject is within scope."


class SubjectOutOfScope(ContentRefusal):
    code: ClassVar[str] = "subject-out-of-scope"
    because: ClassVar[str] = "The subject is outside the scope of the statutory procedure."


class ReasonDoesNotFitRoute(ContentRefusal):
    code: ClassVar[str] = "reason-does-not-fit-route"
    because: ClassVar[str] = "That reason does not lead to that route."


class ReasonDoesNotFitPlace(ContentRefusal):
    code: ClassVar[str] = "reason-does-not-fit-place"
    because: ClassVar[str] = "That reason does not fit where the case stands."


class LimitNotInExtension(ContentRefusal):
    code: ClassVar[str] = "limit-not-in-extension"
    because: ClassVar[str] = "Stage 1 is extended to 11 to 20 working days (SI 2006/1738 reg 14)."


class ComplainantNotTold(ContentRefusal):
    code: ClassVar[str] = "complainant-not-told"
    because: ClassVar[str] = "An extension counts only if the complainant is told of it."


class AgreedDatePassed(ContentRefusal):
    code: ClassVar[str] = "agreed-date-passed"
    because: ClassVar[str] = "The agreed date lies before the day it was agreed on."


class CauseWithoutOutcome(ContentRefusal):
    code: ClassVar[str] = "cause-without-outcome"
    because: ClassVar[str] = "Every cause of the complaint needs its outcome."


class OutcomeWithoutCause(ContentRefusal):
    code: ClassVar[str] = "outcome-without-cause"
    because: ClassVar[str] = "The complaint has no such cause; correct the causes first."


class ApologyMissing(ContentRefusal):
    code: ClassVar[str] = "apology-missing"
    because: ClassVar[str] = "Where anything is upheld, wholly or partly, the authority apologises."


class AcknowledgedAfterResponse(ContentRefusal):
    code: ClassVar[str] = "acknowledged-after-response"
    because: ClassVar[str] = "The response itself told the complainant that it had arrived."


class RepresentativeAlreadyNamed(ContentRefusal):
    code: ClassVar[str] = "representative-already-named"
    because: ClassVar[str] = "The case has a representative; correct their details."


class TooManyChildren(ContentRefusal):
    code: ClassVar[str] = "too-many-children"
    because: ClassVar[str] = "The case has as many children as it can hold."


class ChildAlreadyNamed(ContentRefusal):
    code: ClassVar[str] = "child-already-named"
    because: ClassVar[str] = "That child is on this case; correct their details."
