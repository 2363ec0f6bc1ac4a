"""What can have happened to a complaint. Every event says when, and holds the dates it computed.

`occurred_on` is the London day on which it happened in the world; for a correction, the day on
which it was corrected. `clocks` is the full new state of each clock that the event touched.
A correction names the stored type of the event that it corrects.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from services.complaints.domain.answer import Answer, Finding, Timing
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
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    TextRedacted,
)
from shared.casework.people.details import PersonDetails
from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock
from shared.event_sourcing import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReceived:
    """A contact arrived. Whether it is a complaint, and of which kind, is decided later."""

    occurred_on: date
    reference: str
    received_at: datetime | None
    channel: Channel
    complainant: Complainant
    representative: PersonDetails | None
    advocate: PersonDetails | None
    children: tuple[PersonDetails, ...]
    service_area: ServiceArea
    team: str | None
    causes: tuple[Cause, ...]
    statement: FreeText | None
    desired_outcome: FreeText | None
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAcknowledged:
    occurred_on: date
    channel: Channel | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteDecided:
    """Where the contact goes. The statutory route starts Stage 1, from the date received."""

    occurred_on: date
    route: Route
    reason: RouteReason
    eligibility: Eligibility | None
    subject: Subject | None
    explanation: FreeText | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAllocated:
    """The case has a new owner. `worker` is None while only the team is known."""

    occurred_on: date
    team: str
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage1Extended:
    """`limit` is the new limit in working days from receipt, 11 to 20."""

    occurred_on: date
    limit: int
    reason: ExtensionReason
    told_on: date
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDateAgreed:
    """Agreed with the complainant. It moves no clock."""

    occurred_on: date
    respond_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodReasonRecorded:
    """Why the response may take longer than 20 working days. It moves no clock."""

    occurred_on: date
    reason: GoodReason
    explanation: FreeText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage1Paused:
    """Stage 1 stands still while an advocate is found, where local policy allows it."""

    occurred_on: date
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage1Resumed:
    occurred_on: date
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage1Responded:
    """The written response left the authority."""

    occurred_on: date
    finding: Finding
    timing: Timing
    summary: FreeText | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedDateCorrected:
    """The contact had arrived on another day. `answer` is the response as it stands thereby.

    Where one command corrects more dates, this event comes first and holds every clock and figure
    that moves, so that no reader ever sees a clock that stops before it starts.
    """

    corrects: ClassVar[str] = "complaint-received"

    occurred_on: date
    received_on: date
    received_at: datetime | None
    reason: CorrectionReason
    answer: Answer | None
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementCorrected:
    corrects: ClassVar[str] = "complaint-acknowledged"

    occurred_on: date
    acknowledged_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCorrected:
    """The response was sent on another day, or found otherwise. `answer` replaces the former."""

    corrects: ClassVar[str] = "stage-1-responded"

    occurred_on: date
    answer: Answer
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsCorrected:
    """The codes of the contact, as they should have been; unchanged ones are repeated."""

    corrects: ClassVar[str] = "complaint-received"

    occurred_on: date
    channel: Channel
    relation: Relation
    eligibility: Eligibility | None
    service_area: ServiceArea
    causes: tuple[Cause, ...]
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintWithdrawn:
    occurred_on: date
    reason: WithdrawalReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintClosed:
    occurred_on: date
    reason: ClosingReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReopened:
    """The case stands again where it stood before it was withdrawn or closed."""

    occurred_on: date
    reason: ReopeningReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateOffered:
    occurred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocateAppointed:
    occurred_on: date
    advocate: PersonDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRecorded:
    """The fostering household that the complaint is about, by reference; None for none."""

    occurred_on: date
    household: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReferenced:
    """A document that another system keeps, found there by `location`."""

    occurred_on: date
    kind: DocumentKind
    location: FreeText
    title: FreeText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected:
    """A person as they should have been recorded, whole, in every part that they have here.

    Whoever was named or appointed later is corrected under the same name: with the receipt, their
    details are what is recorded of the contact.
    """

    corrects: ClassVar[str] = "complaint-received"

    occurred_on: date
    details: PersonDetails
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed:
    """A child, or the representative, of whom the authority learned after the receipt."""

    occurred_on: date
    part: NamedPart
    details: PersonDetails


ComplaintEvent = (
    ComplaintReceived
    | ComplaintAcknowledged
    | RouteDecided
    | ComplaintAllocated
    | Stage1Extended
    | ResponseDateAgreed
    | GoodReasonRecorded
    | Stage1Paused
    | Stage1Resumed
    | Stage1Responded
    | ReceivedDateCorrected
    | AcknowledgementCorrected
    | ResponseCorrected
    | ParticularsCorrected
    | ComplaintWithdrawn
    | ComplaintClosed
    | ComplaintReopened
    | AdvocateOffered
    | AdvocateAppointed
    | NoteAdded
    | DocumentReferenced
    | TextRedacted
    | RedactionAsked
    | RedactionCompleted
    | PersonLinked
    | PersonCorrected
    | PersonNamed
    | HouseholdRecorded
)

STORED: Final = (
    StoredAs("complaint-received", 1, ComplaintReceived, "complainant.details.person"),
    StoredAs("complaint-acknowledged", 1, ComplaintAcknowledged),
    StoredAs("route-decided", 1, RouteDecided),
    StoredAs("complaint-allocated", 1, ComplaintAllocated),
    StoredAs("stage-1-extended", 1, Stage1Extended),
    StoredAs("response-date-agreed", 1, ResponseDateAgreed),
    StoredAs("good-reason-recorded", 1, GoodReasonRecorded),
    StoredAs("stage-1-paused", 1, Stage1Paused),
    StoredAs("stage-1-resumed", 1, Stage1Resumed),
    StoredAs("stage-1-responded", 1, Stage1Responded),
    StoredAs("received-date-corrected", 1, ReceivedDateCorrected),
    StoredAs("acknowledgement-corrected", 1, AcknowledgementCorrected),
    StoredAs("response-corrected", 1, ResponseCorrected),
    StoredAs("particulars-corrected", 1, ParticularsCorrected),
    StoredAs("complaint-withdrawn", 1, ComplaintWithdrawn),
    StoredAs("complaint-closed", 1, ComplaintClosed),
    StoredAs("complaint-reopened", 1, ComplaintReopened),
    StoredAs("advocate-offered", 1, AdvocateOffered),
    StoredAs("advocate-appointed", 1, AdvocateAppointed),
    StoredAs("note-added", 1, NoteAdded),
    StoredAs("document-referenced", 1, DocumentReferenced),
    StoredAs("text-redacted", 1, TextRedacted),
    StoredAs("redaction-asked", 1, RedactionAsked),
    StoredAs("redaction-completed", 1, RedactionCompleted),
    StoredAs("person-linked", 1, PersonLinked),
    StoredAs("person-corrected", 1, PersonCorrected),
    StoredAs("person-named", 1, PersonNamed),
    StoredAs("household-recorded", 1, HouseholdRecorded),
)
