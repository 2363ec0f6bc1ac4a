"""Why any service says no. Each refusal says the rule; `code` is public and never changes.

First the refusals of standing (who asks, and where the case is), then those of content (what was
asked for). A service's own procedure adds its own.
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


class NobodyToAllocateTo(Refusal):
    code: ClassVar[str] = "nobody-to-allocate-to"
    because: ClassVar[str] = "The register has no other open team or worker."


class NoTextHeld(Refusal):
    code: ClassVar[str] = "no-text-held"
    because: ClassVar[str] = "The case holds no free text."


class NoRedactionAsked(Refusal):
    code: ClassVar[str] = "no-redaction-asked"
    because: ClassVar[str] = "Nobody's redaction is asked for on this case."


class PersonErased(Refusal):
    """As the log refuses what is said of an erased person; a rule knows the case, and no log."""

    code: ClassVar[str] = "person-erased"
    because: ClassVar[str] = "The person was erased, so nothing new can be recorded about them."


class EverybodyErased(Refusal):
    code: ClassVar[str] = "everybody-erased"
    because: ClassVar[str] = "Everybody on this case was erased."


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


class BeforePresentStep(ContentRefusal):
    code: ClassVar[str] = "before-present-step"
    because: ClassVar[str] = "The step that this one follows was taken later than that day."


class OutsideCalendar(ContentRefusal):
    code: ClassVar[str] = "outside-calendar"
    because: ClassVar[str] = "The working days around that date are not known to the calendar."


class InstantOnAnotherDay(ContentRefusal):
    code: ClassVar[str] = "instant-on-another-day"
    because: ClassVar[str] = "The instant does not lie on the day received (London time)."


class GivenTwice(ContentRefusal):
    code: ClassVar[str] = "given-twice"
    because: ClassVar[str] = "A code stands once in the list."


class CodeNotInUse(ContentRefusal):
    code: ClassVar[str] = "code-not-in-use"
    because: ClassVar[str] = "The code was not in use on the day received."


class TeamNotOpen(ContentRefusal):
    code: ClassVar[str] = "team-not-open"
    because: ClassVar[str] = "The register has no such team open on that day."


class WorkerNotInTeam(ContentRefusal):
    code: ClassVar[str] = "worker-not-in-team"
    because: ClassVar[str] = "The register has no such worker in that team on that day."


class NotRecordedYet(ContentRefusal):
    code: ClassVar[str] = "not-recorded-yet"
    because: ClassVar[str] = "What was never recorded cannot be corrected."


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
