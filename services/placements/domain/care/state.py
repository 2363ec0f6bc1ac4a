"""A child's time in care as it stands, with its placements, visits and reviews.

A child who comes back into care begins another time in care. Placements, visits and reviews are
numbered in the order recorded; a number is never given again.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.placements.domain.care.child import Child
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import (
    SHORT_BREAKS,
    AdjournmentReason,
    CareEndReason,
    LateReason,
    LegalStatus,
    Need,
    NeedOfPlacement,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.beside.state import Written
from shared.deadlines import Clock
from shared.event_sourcing import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSpell:
    """A legal status, from the day `on` until the next one's."""

    on: date
    status: LegalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """The independent reviewing officer from that day: the code of a worker."""

    on: date
    worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfHousehold:
    """A place in one of the authority's own households, and by what it is lawful."""

    stream: UUID
    reference: str
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a requested placement was found. `household` is a reference, for one of ours."""

    on: date
    provider: Provider
    household: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRequest:
    """A placement that is looked for; `placement` is what came of it."""

    number: int
    on: date
    needs: tuple[NeedOfPlacement, ...]
    team: str | None
    match: Match | None = None
    placement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the child lives: personal, under the child's key."""

    person: UUID
    address: Personal | None
    postcode: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEnd:
    on: date
    reason: PlacementEndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a placement is. `long_term`: intended to last until the child is eighteen."""

    provider: Provider
    type: PlacementType
    emergency: bool
    long_term: bool
    place: PlaceOfHousehold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One placement. `settled_on` is the day an emergency outside the terms was put right."""

    number: int
    started_on: date
    particulars: Particulars
    address: Address | None
    planned_on: date | None = None
    settled_on: date | None = None
    end: PlacementEnd | None = None

    @property
    def is_emergency_outside_terms(self) -> bool:
        place = self.particulars.place
        return place is not None and place.ground is Ground.EMERGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    number: int
    on: date
    placement: int
    seen: bool
    seen_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review. `held_on` is the day of its first meeting, which is the day that counts.

    `parts` are the days of the further meetings; `complete` once the last was held.
    """

    number: int
    held_on: date
    parts: tuple[date, ...] = ()
    complete: bool
    late_reason: LateReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjournment:
    """A review that was put off before it was held. It moves no clock."""

    on: date
    reason: AdjournmentReason


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReview:
    """The reviewing officer asked for the next review by an earlier day (reg 33(3))."""

    asked_on: date
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    on: date
    reason: CareEndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeInCare(Written):
    """All that is known of a time in care.

    `statuses` has one at least, the first from `started_on`. `sibling_group` is shared by the
    times in care of children who are siblings of each other. `policy_edition` is the one in force
    on the first day. `withdrawn` are the numbers of placements that were recorded in error.
    """

    reference: str
    started_on: date
    child: Child
    statuses: tuple[StatusSpell, ...]
    need: Need
    unaccompanied: bool
    sibling_group: UUID | None
    policy_edition: int
    team: str | None
    worker: str | None = None
    allocated_on: date | None = None
    told_on: date | None = None
    officers: tuple[Officer, ...] = ()
    requests: tuple[PlacementRequest, ...] = ()
    placements: tuple[Placement, ...] = ()
    withdrawn: tuple[int, ...] = ()
    visits: tuple[Visit, ...] = ()
    reviews: tuple[Review, ...] = ()
    adjournments: tuple[Adjournment, ...] = ()
    earlier_review: EarlierReview | None = None
    ending: Ending | None = None
    clocks: tuple[Clock, ...] = ()

    @property
    def open_placement(self) -> Placement | None:
        """Where the child lives now, as far as it is recorded."""
        return next((one for one in self.placements if one.end is None), None)

    @property
    def next_placement(self) -> int:
        """The number of the next placement; that of a withdrawn one is not given again."""
        return len(self.placements) + len(self.withdrawn) + 1

    def placement(self, number: int) -> Placement | None:
        return next((one for one in self.placements if one.number == number), None)

    def status_on(self, day: date) -> LegalStatus:
        """The legal status on a day; before the first day, the first one."""
        spells = [spell for spell in self.statuses if spell.on <= day]
        return (spells[-1] if spells else self.statuses[0]).status

    def counts(self, placement: Placement) -> bool:
        """Whether it counts as a placement: short breaks do not (SSDA903 V3, V4)."""
        return self.status_on(placement.started_on) not in SHORT_BREAKS

    def visits_of(self, placement: Placement) -> tuple[Visit, ...]:
        """The visits to the placement, in the order of their days."""
        own = (visit for visit in self.visits if visit.placement == placement.number)
        return tuple(sorted(own, key=lambda visit: (visit.on, visit.number)))

    def in_order(self) -> tuple[Review, ...]:
        """The reviews in the order of their days."""
        return tuple(sorted(self.reviews, key=lambda review: (review.held_on, review.number)))

    def with_placement(self, changed: Placement) -> "TimeInCare":
        """With `changed` in the place of the placement of its number."""
        own = (changed if one.number == changed.number else one for one in self.placements)
        return replace(self, placements=tuple(own))


@dataclass(frozen=True, slots=True)
class NotInCare:
    """Nothing under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InCare:
    time: TimeInCare


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCare:
    """The authority no longer looks after the child; what was recorded can be put right still."""

    time: TimeInCare


KnownCare = InCare | LeftCare
Care = NotInCare | KnownCare


class CarePlace(StrEnum):
    """The public code of where the case stands."""

    NOT_PLACED = "not-placed"
    PLACED = "placed"
    LEFT = "left"


def place_of(care: KnownCare) -> CarePlace:
    match care:
        case LeftCare():
            return CarePlace.LEFT
        case InCare():
            placed = care.time.open_placement is not None
            return CarePlace.PLACED if placed else CarePlace.NOT_PLACED
