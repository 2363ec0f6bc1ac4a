"""One child's referral as it stands: a frozen class for each place it can be in.

What every place knows is in its `contact`. A contact is undecided, answered (information, early
help, no further action), or a referral, where social work was decided and assessments are made. A
closed case keeps the place it was in before, to which reopening returns it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.terms import (
    AssessmentOutcome,
    Category,
    ClosingReason,
    ContactKind,
    DecisionReason,
    LegalStatus,
    OverReason,
    ReopeningReason,
    Response,
    Source,
)
from shared.casework.beside.state import Written
from shared.casework.people.details import PersonDetails
from shared.deadlines import Clock
from shared.event_sourcing import FreeText


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
    """What is known wherever the case stands.

    `received_at` is None where only the day is known. `policy_edition` is the one in force on the
    day received, as the policy was known when that day was recorded. Tuples are in the order
    recorded.
    """

    reference: str
    received_on: date
    received_at: datetime | None
    source: Source
    agency: str | None
    kind: ContactKind
    category: Category
    child: Child
    referrer: PersonDetails | None
    came_from: str | None
    concerns: FreeText | None
    policy_edition: int
    team: str | None
    worker: str | None = None
    allocated_on: tuple[date, ...] = ()
    acknowledged_on: date | None = None
    told_on: date | None = None
    exploitation: Exploitation | None = None
    clocks: tuple[Clock, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopenings: tuple[Reopening, ...] = ()

    @property
    def has_referrer(self) -> bool:
        """Whether there is anybody to be answered: not where nobody said who they were."""
        return self.source is not Source.ANONYMOUS

    def clock(self, clock: UUID) -> Clock | None:
        """The clock of that id, if the case ever had it."""
        return next((one for one in self.clocks if one.clock == clock), None)

    def references(self) -> tuple[UUID, ...]:
        """Every reference of the child: the one made here, and those it is linked to."""
        person = self.child.person
        return (person, *(link.known_as for link in self.links if link.person == person))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`former` is the earlier referral that a former system held, as it was given."""

    decided_on: date
    response: Response
    reason: DecisionReason
    re_referral: EarlierReferral | None
    former: EarlierReferral | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAfterFrom:
    on: date
    legal_status: LegalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """Days are working days from each start; `days_from_referral` of the first assessment only."""

    authorised_on: date
    outcome: AssessmentOutcome
    over_reason: OverReason | None
    days_from_start: int
    days_from_referral: int | None
    looked_after: LookedAfterFrom | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """`after_reopenings` is how often the case had been reopened when it was started."""

    number: int
    started_on: date
    after_reopenings: int
    authorisation: Authorisation | None = None


@dataclass(frozen=True, slots=True)
class NothingOpened:
    """No contact under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A contact of which it is not decided what is done."""

    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A contact that is answered without social work."""

    contact: Contact
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class InSocialWork:
    """A referral: social work was decided."""

    contact: Contact
    decision: Decision
    assessments: tuple[Assessment, ...] = ()

    @property
    def assessing(self) -> Assessment | None:
        """The assessment that is going on."""
        going_on = (one for one in self.assessments if one.authorisation is None)
        return next(going_on, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    before: Answered | InSocialWork

    @property
    def contact(self) -> Contact:
        return self.before.contact


OnTheWay = Undecided | Answered | InSocialWork
Known = OnTheWay | Closed
Referral = NothingOpened | Known


class Place(StrEnum):
    """The public code of where a case stands."""

    CONTACT = "contact"
    ANSWERED = "answered"
    REFERRAL = "referral"
    CLOSED = "closed"


def place_of(referral: Known) -> Place:
    """Where the case stands."""
    match referral:
        case Undecided():
            return Place.CONTACT
        case Answered():
            return Place.ANSWERED
        case InSocialWork():
            return Place.REFERRAL
        case Closed():
            return Place.CLOSED


def underlying(referral: Known) -> OnTheWay:
    """The place in the procedure, beneath a closing."""
    return referral.before if isinstance(referral, Closed) else referral


def decision_of(referral: Known) -> Decision | None:
    """What was decided, once it was."""
    place = underlying(referral)
    return None if isinstance(place, Undecided) else place.decision


def assessments_of(referral: Known) -> tuple[Assessment, ...]:
    """The assessments of a referral; a contact that became none has none."""
    place = underlying(referral)
    return place.assessments if isinstance(place, InSocialWork) else ()
