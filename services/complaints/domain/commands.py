"""What an officer can ask of a complaint, in the words an officer would use.

Business dates are London dates; none is in the future. Texts are already clean (no NUL, no lone
surrogate) and within length: the edge sees to it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain.answer import CauseOutcome
from services.complaints.domain.people import Complainant
from services.complaints.domain.terms import (
    Cause,
    Channel,
    ClosingReason,
    DocumentKind,
    Eligibility,
    ExtensionReason,
    GoodReason,
    NamedPart,
    Relation,
    ReopeningReason,
    Route,
    RouteReason,
    ServiceArea,
    Subject,
    WithdrawalReason,
)
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.casework.people.details import PersonDetails
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    """Record a contact. `received_at` is given where the hour matters: it starts the 24 hours."""

    reference: str
    received_on: date
    received_at: datetime | None = None
    channel: Channel
    complainant: Complainant
    representative: PersonDetails | None = None
    advocate: PersonDetails | None = None
    children: tuple[PersonDetails, ...] = ()
    service_area: ServiceArea
    team: str | None = None
    causes: tuple[Cause, ...]
    statement: str | None = None
    desired_outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    acknowledged_on: date
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRoute:
    """`eligibility` and `subject` are the two tests; the statutory route needs both.

    `resolved_at` is the instant at which an informal contact was put right, where it was
    received at an instant.
    """

    decided_on: date
    route: Route
    reason: RouteReason
    eligibility: Eligibility | None = None
    subject: Subject | None = None
    explanation: str | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocate:
    """Give the case to a team, and a worker in it; again to give it to others."""

    allocated_on: date
    team: str
    worker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendStage1:
    """Take the one extension, to `limit` working days from receipt (11 to 20)."""

    decided_on: date
    limit: int
    reason: ExtensionReason
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeResponseDate:
    agreed_on: date
    respond_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGoodReason:
    recorded_on: date
    reason: GoodReason
    explanation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseStage1:
    paused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeStage1:
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondStage1:
    responded_on: date
    outcomes: tuple[CauseOutcome, ...]
    apology: bool
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Put right what was recorded. What is None stays; several values may move at once."""

    reason: CorrectionReason
    received_on: date | None = None
    received_at: datetime | None = None
    acknowledged_on: date | None = None
    responded_on: date | None = None
    outcomes: tuple[CauseOutcome, ...] | None = None
    apology: bool | None = None
    channel: Channel | None = None
    relation: Relation | None = None
    eligibility: Eligibility | None = None
    service_area: ServiceArea | None = None
    causes: tuple[Cause, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    withdrawn_on: date
    reason: WithdrawalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    closed_on: date
    reason: ClosingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    reopened_on: date
    reason: ReopeningReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAdvocate:
    offered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointAdvocate:
    appointed_on: date
    advocate: PersonDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDocument:
    referenced_on: date
    kind: DocumentKind
    location: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePerson:
    """Add a child, or the representative, learned of after the receipt."""

    named_on: date
    part: NamedPart
    details: PersonDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHousehold:
    """`household` is a reference of placements; None where the complaint is about none."""

    recorded_on: date
    household: str | None


ComplaintCommand = (
    Receive
    | Acknowledge
    | DecideRoute
    | Allocate
    | ExtendStage1
    | AgreeResponseDate
    | RecordGoodReason
    | PauseStage1
    | ResumeStage1
    | RespondStage1
    | Correct
    | Withdraw
    | Close
    | Reopen
    | OfferAdvocate
    | AppointAdvocate
    | AddNote
    | ReferenceDocument
    | RedactText
    | AskRedaction
    | CompleteRedaction
    | LinkPerson
    | CorrectPerson
    | NamePerson
    | RecordHousehold
)
