"""Why the procedure says no. Each refusal says the rule; `code` is public and never changes.

First the refusals of standing (where the case is), then those of content (what was asked for).
"""

from typing import ClassVar, Final

from shared.event_sourcing import NOT_LIKE_THIS, Refusal
from shared.event_sourcing.refusal import FactOfRefusal

NOT_YOURS: Final = 403


class ContentRefusal(Refusal):
    """A value of the body cannot be so; `field` names it."""

    status: ClassVar[int] = NOT_LIKE_THIS

    def __init__(self, field: str, **facts: FactOfRefusal) -> None:
        super().__init__(**facts)
        self.field = field


class NotReceived(Refusal):
    code: ClassVar[str] = "not-received"
    because: ClassVar[str] = "Nothing has been received under this reference."


class AlreadyReceived(Refusal):
    code: ClassVar[str] = "already-received"
    because: ClassVar[str] = "It has been received already."


class NotYourTeamsCase(Refusal):
    code: ClassVar[str] = "not-your-teams-case"
    because: ClassVar[str] = "In this role one acts on the cases of one's own team only."
    status: ClassVar[int] = NOT_YOURS


class CaseClosed(Refusal):
    code: ClassVar[str] = "case-closed"
    because: ClassVar[str] = "The case is closed; reopen it first."


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


class NobodyToAllocateTo(Refusal):
    code: ClassVar[str] = "nobody-to-allocate-to"
    because: ClassVar[str] = "The register has no other open team or worker."


class NotReadyToClose(Refusal):
    code: ClassVar[str] = "not-ready-to-close"
    because: ClassVar[str] = (
        "A case is closed after a response, a withdrawal, or another route than the statutory one."
    )


class NotWithdrawnOrClosed(Refusal):
    code: ClassVar[str] = "not-withdrawn-or-closed"
    because: ClassVar[str] = "The case is open, so there is nothing to reopen."


class NoTextHeld(Refusal):
    code: ClassVar[str] = "no-text-held"
    because: ClassVar[str] = "The case holds no free text."


class NoRedactionAsked(Refusal):
    code: ClassVar[str] = "no-redaction-asked"
    because: ClassVar[str] = "Nobody's redaction is asked for on this case."


class EverybodyErased(Refusal):
    code: ClassVar[str] = "everybody-erased"
    because: ClassVar[str] = "Everybody on this case was erased."


class NobodyMoreToName(Refusal):
    code: ClassVar[str] = "nobody-more-to-name"
    because: ClassVar[str] = "The case has its representative, and as many children as it can hold."


class TeamStillUnknown(Refusal):
    code: ClassVar[str] = "no-team-in-register"
    because: ClassVar[str] = "The register has no team yet."


class NoTeamToClose(Refusal):
    code: ClassVar[str] = "no-team-to-close"
    because: ClassVar[str] = "Every team of the register is closed, or has a last day."


class NobodyInTeams(Refusal):
    code: ClassVar[str] = "nobody-in-teams"
    because: ClassVar[str] = "No worker is in a team without a last day."


class ErasureAlreadyAsked(Refusal):
    code: ClassVar[str] = "erasure-already-asked"
    because: ClassVar[str] = "The erasure of this person has been asked for."


class ErasureNotAsked(Refusal):
    code: ClassVar[str] = "erasure-not-asked"
    because: ClassVar[str] = "Nobody asked for an erasure under this reference."


class DestructionAlreadyConfirmed(Refusal):
    code: ClassVar[str] = "destruction-already-confirmed"
    because: ClassVar[str] = "The destruction of the keys has been confirmed."


class NothingToChange(ContentRefusal):
    code: ClassVar[str] = "nothing-to-change"
    because: ClassVar[str] = "The case is already so."


class InTheFuture(ContentRefusal):
    code: ClassVar[str] = "in-the-future"
    because: ClassVar[str] = "What has not happened yet cannot be recorded."


class BeforeReceived(ContentRefusal):
    code: ClassVar[str] = "before-received"
    because: ClassVar[str] = "Nothing is done on a case before it is received."


class ActBeforeReceived(ContentRefusal):
    code: ClassVar[str] = "act-before-received"
    because: ClassVar[str] = (
        "What is recorded would come before the day of receipt; correct both at once."
    )


class PauseBeforeReceived(ContentRefusal):
    code: ClassVar[str] = "pause-before-received"
    because: ClassVar[str] = "Stage 1 was paused before that day, so it was received by then."


class BeforePresentStep(ContentRefusal):
    code: ClassVar[str] = "before-present-step"
    because: ClassVar[str] = "The step that this one follows was taken later than that day."


class OutsideCalendar(ContentRefusal):
    code: ClassVar[str] = "outside-calendar"
    because: ClassVar[str] = "The working days around that date are not known to the calendar."


class InstantOnAnotherDay(ContentRefusal):
    code: ClassVar[str] = "instant-on-another-day"
    because: ClassVar[str] = "The instant does not lie on the day received (London time)."


class InstantMissing(ContentRefusal):
    code: ClassVar[str] = "instant-missing"
    because: ClassVar[str] = "This contact runs by the hour, so the instant is needed."


class InstantNotKept(ContentRefusal):
    code: ClassVar[str] = "instant-not-kept"
    because: ClassVar[str] = "No duty of this contact runs by the hour, so no instant is kept."


class NoCauseGiven(ContentRefusal):
    code: ClassVar[str] = "no-cause-given"
    because: ClassVar[str] = "A complaint is about something: give a cause at least."


class GivenTwice(ContentRefusal):
    code: ClassVar[str] = "given-twice"
    because: ClassVar[str] = "A code stands once in the list."


class CodeNotInUse(ContentRefusal):
    code: ClassVar[str] = "code-not-in-use"
    because: ClassVar[str] = "The code was not in use on the day received."


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


class TeamNotOpen(ContentRefusal):
    code: ClassVar[str] = "team-not-open"
    because: ClassVar[str] = "The register has no such team open on that day."


class WorkerNotInTeam(ContentRefusal):
    code: ClassVar[str] = "worker-not-in-team"
    because: ClassVar[str] = "The register has no such worker in that team on that day."


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


class NotRecordedYet(ContentRefusal):
    code: ClassVar[str] = "not-recorded-yet"
    because: ClassVar[str] = "What was never recorded cannot be corrected."


class AcknowledgedAfterResponse(ContentRefusal):
    code: ClassVar[str] = "acknowledged-after-response"
    because: ClassVar[str] = "The response itself told the complainant that it had arrived."


class NoSuchText(ContentRefusal):
    code: ClassVar[str] = "no-such-text"
    because: ClassVar[str] = "The case holds no such text, or it has been redacted."


class RedactionAlreadyAsked(ContentRefusal):
    code: ClassVar[str] = "redaction-already-asked"
    because: ClassVar[str] = "That person's redaction is asked for on this case."


class RedactionNotAsked(ContentRefusal):
    code: ClassVar[str] = "redaction-not-asked"
    because: ClassVar[str] = "That person's redaction is not asked for on this case."


class PersonNotOnCase(ContentRefusal):
    code: ClassVar[str] = "person-not-on-case"
    because: ClassVar[str] = "That person is not on this case."


class DetailsErased(ContentRefusal):
    code: ClassVar[str] = "details-erased"
    because: ClassVar[str] = "The person was erased, so nothing is left to put right."


class RepresentativeAlreadyNamed(ContentRefusal):
    code: ClassVar[str] = "representative-already-named"
    because: ClassVar[str] = "The case has a representative; correct their details."


class TooManyChildren(ContentRefusal):
    code: ClassVar[str] = "too-many-children"
    because: ClassVar[str] = "The case has as many children as it can hold."


class ChildAlreadyNamed(ContentRefusal):
    code: ClassVar[str] = "child-already-named"
    because: ClassVar[str] = "That child is on this case; correct their details."


class PolicyNotRetrospective(ContentRefusal):
    code: ClassVar[str] = "policy-not-retrospective"
    because: ClassVar[str] = "A change of policy takes effect today or later."


class OutsidePolicyBounds(ContentRefusal):
    code: ClassVar[str] = "outside-policy-bounds"
    because: ClassVar[str] = "A local policy cannot set that value."


class TeamAlreadyOpen(ContentRefusal):
    code: ClassVar[str] = "team-already-open"
    because: ClassVar[str] = "The team is open on that day, or opens later."


class ClosedBeforeOpened(ContentRefusal):
    code: ClassVar[str] = "closed-before-opened"
    because: ClassVar[str] = "The last day lies before the first."


class WorkerAlreadyInTeam(ContentRefusal):
    code: ClassVar[str] = "worker-already-in-team"
    because: ClassVar[str] = "The worker is in the team on that day, or joins it later."
