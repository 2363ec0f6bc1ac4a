"""A fostering household as it stands.

Every stretch of days runs from its first day up to, and not with, its last: on the day on which
one child leaves, another may take the place. A stretch without a last day goes on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.placements.domain.households.terms import (
    Ground,
    HoldReason,
    HouseholdClosingReason,
    HouseholdKind,
)
from shared.casework.people.details import PersonDetails

MOST_PLACES = 12
"""In terms of approval: a greater number is a slip of the pen."""
OLDEST = 18
"""A looked-after child is under 18; terms may reach up to that birthday."""
MOST_CARERS = 4
"""In one household."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms of approval. A value that is None sets no bound of its own.

    `places` is how many children may be placed; `sibling_places` how many where all of them are
    siblings of each other. `youngest` and `oldest` are whole years on the day of placement, both
    inclusive.
    """

    places: int | None = None
    sibling_places: int | None = None
    youngest: int | None = None
    oldest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsPeriod:
    """Terms from a day on, until others follow; `terms` None is an approval without any."""

    from_on: date
    terms: Terms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """The authority's exemption from the usual limit for the child with this care reference."""

    care: str
    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Places that are not filled for a time; who is there already stays."""

    places: int
    reason: HoldReason
    from_on: date
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A child in the household: placement number `placement` of their time in care.

    `child` is the person's pseudonymous reference, `age` in whole years on the first day where it
    is known, `siblings` the sibling group on their case. `settled_on` is the day from which a
    placement in an emergency was no longer one, because the limits allowed it.
    """

    care: str
    placement: int
    child: UUID
    from_on: date
    to_on: date | None
    age: int | None
    siblings: UUID | None
    ground: Ground
    settled_on: date | None = None

    @property
    def until(self) -> date | None:
        """The first day on which the place is free: of a stay within one day, the next."""
        return None if self.to_on is None else max(self.to_on, self.from_on + timedelta(days=1))

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until is None or day < self.until)

    def is_emergency_on(self, day: date) -> bool:
        settled = self.settled_on is not None and self.settled_on <= day
        return self.ground is Ground.EMERGENCY and not settled


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenComplaint:
    """A complaint about the household, by its reference in the complaints service.

    One that was `taken_back` is not about this household after all.
    """

    complaint: str
    from_on: date
    to_on: date | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    on: date
    reason: HouseholdClosingReason


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Nothing recorded under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """An approved household, `closure` once it fosters no more.

    `terms` are in the order in which they were recorded, the approval's own first.
    """

    reference: str
    approved_on: date
    kind: HouseholdKind
    carers: tuple[PersonDetails, ...]
    team: str | None
    worker: str | None
    terms: tuple[TermsPeriod, ...]
    allocated_on: date | None = None
    exemptions: tuple[Exemption, ...] = ()
    holds: tuple[Hold, ...] = ()
    stays: tuple[Stay, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()
    closure: Closure | None = None

    def stay(self, care: str, placement: int) -> Stay | None:
        return next((s for s in self.stays if (s.care, s.placement) == (care, placement)), None)


Household = NotApproved | Approved
