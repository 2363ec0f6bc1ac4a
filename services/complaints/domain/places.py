"""A complaint as it stands: one frozen class for each place it can be in the procedure.

What every place knows is in its `contact`; the rest exists only where the procedure has come so
far. A withdrawn or closed case keeps the place it was in before, to which reopening returns it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.complaints.domain.answer import Answer
from services.complaints.domain.people import Complainant
from services.complaints.domain.terms import (
    Advocacy,
    Cause,
    Channel,
    ClosingReason,
    Eligibility,
    ExtensionReason,
    GoodReason,
    ReopeningReason,
    Route,
    RouteReason,
    ServiceArea,
    Subject,
    WithdrawalReason,
)
from shared.casework.beside.state import Written
from shared.casework.people.details import PersonDetails
from shared.deadlines import Clock
from shared.event_sourcing import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """`undone_on` is the day on which the case was reopened after it, if it was."""

    on: date
    reason: WithdrawalReason
    undone_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    on: date
    reason: ClosingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    on: date
    reason: ReopeningReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Written):
    """What is known of a contact wherever it stands.

    `received_at` is None where only the day is known. `policy_edition` is the one in force on the
    day received, as the policy was known when that day was recorded. The tuples of
    withdrawals, closings and reopenings are in the order recorded.
    """

    reference: str
    received_on: date
    received_at: datetime | None
    channel: Channel
    complainant: Complainant
    representative: PersonDetails | None
    advocate: PersonDetails | None
    children: tuple[PersonDetails, ...]
    service_area: ServiceArea
    causes: tuple[Cause, ...]
    household: str | None = None
    statement: FreeText | None
    desired_outcome: FreeText | None
    policy_edition: int
    team: str | None
    worker: str | None = None
    allocated_on: date | None = None
    acknowledged_on: date | None = None
    advocacy: Advocacy
    clocks: tuple[Clock, ...]
    withdrawals: tuple[Withdrawal, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopenings: tuple[Reopening, ...] = ()

    def clock(self, timescale: str) -> Clock | None:
        """The case's clock under `timescale`, if it ever had one."""
        return next((clock for clock in self.clocks if clock.timescale == timescale), None)

    def people(self) -> tuple[PersonDetails, ...]:
        """Everybody on the case, the complainant first."""
        others = (self.representative, self.advocate)
        named = tuple(person for person in others if person is not None)
        return (self.complainant.details, *self.children, *named)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteDecision:
    decided_on: date
    route: Route
    reason: RouteReason
    eligibility: Eligibility | None
    subject: Subject | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    decided_on: date
    limit: int
    reason: ExtensionReason
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A response date agreed with the complainant."""

    agreed_on: date
    respond_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodReasonGiven:
    recorded_on: date
    reason: GoodReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage1:
    """How Stage 1 goes. Whether it is paused is its clocks' to say."""

    extension: Extension | None = None
    agreement: Agreement | None = None
    good_reason: GoodReasonGiven | None = None


@dataclass(frozen=True, slots=True)
class NothingReceived:
    """No contact under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A contact whose route is not decided."""

    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """A contact that goes another way than the statutory procedure."""

    contact: Contact
    decision: RouteDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class AtStage1:
    contact: Contact
    decision: RouteDecision
    stage: Stage1


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Answered at Stage 1. An answer once sent stays one, whatever follows."""

    contact: Contact
    decision: RouteDecision
    stage: Stage1
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    before: Received | Redirected | AtStage1

    @property
    def contact(self) -> Contact:
        return self.before.contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    before: Redirected | Resolved | Withdrawn

    @property
    def contact(self) -> Contact:
        return self.before.contact


OnTheWay = Received | Redirected | AtStage1 | Resolved
Known = OnTheWay | Withdrawn | Closed
Complaint = NothingReceived | Known


class Place(StrEnum):
    """The public code of where a case stands."""

    RECEIVED = "received"
    REDIRECTED = "redirected"
    STAGE_1 = "stage-1"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


def place_of(complaint: Known) -> Place:
    """Where the case stands."""
    match complaint:
        case Received():
            return Place.RECEIVED
        case Redirected():
            return Place.REDIRECTED
        case AtStage1():
            return Place.STAGE_1
        case Resolved():
            return Place.RESOLVED
        case Withdrawn():
            return Place.WITHDRAWN
        case Closed():
            return Place.CLOSED


def underlying(complaint: Known) -> OnTheWay:
    """The place in the procedure, beneath a withdrawal or a closing."""
    match complaint:
        case Withdrawn() | Closed():
            return underlying(complaint.before)
        case _:
            return complaint


def answer_of(complaint: Known) -> Answer | None:
    """The Stage 1 response, if one was sent."""
    place = underlying(complaint)
    return place.answer if isinstance(place, Resolved) else None


def stage_1_started(complaint: Known) -> bool:
    """Whether the case is, or ever was, at Stage 1."""
    return isinstance(underlying(complaint), AtStage1 | Resolved)


def is_withdrawn(complaint: Known) -> bool:
    """Whether the complaint is withdrawn now, closed after that or not."""
    match complaint:
        case Withdrawn() | Closed(before=Withdrawn()):
            return True
        case _:
            return False
