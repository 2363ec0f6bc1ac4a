"""The places of a household, approved, filled, on hold and vacant, on every day they change."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.placements.domain.households.household import Approved, Stay, Terms

USUAL_LIMIT: Final = 3
"""Children Act 1989 Sch 7 para 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a household on a day; no fewer than none are vacant.

    Holds for several reasons may overlap, or outlast higher terms: no place is on hold twice, and
    none that is not approved.
    """

    approved: int
    filled: int
    on_hold: int

    @property
    def vacant(self) -> int:
        return max(0, self.approved - self.filled - self.on_hold)


def terms_on(household: Approved, day: date) -> Terms | None:
    """The terms in force on `day`: of two from one day, those recorded later."""
    found: Terms | None = None
    latest = date.min
    for period in household.terms:
        if latest <= period.from_on <= day:
            found, latest = period.terms, period.from_on
    return found


def approved_places(terms: Terms | None) -> int:
    """The places of the terms; where they set none, the usual limit."""
    return USUAL_LIMIT if terms is None or terms.places is None else terms.places


def held_on(household: Approved, day: date) -> int:
    return sum(hold.places for hold in household.holds if hold.covers(day))


def places_on(household: Approved, day: date) -> Places:
    """How its places stand on `day`; none are approved before the approval or from the closing."""
    if not _fosters_on(household, day):
        return Places(approved=0, filled=len(staying_on(household, day)), on_hold=0)
    approved = approved_places(terms_on(household, day))
    return Places(
        approved=approved,
        filled=len(staying_on(household, day)),
        on_hold=min(held_on(household, day), approved),
    )


def places_by_day(household: Approved) -> tuple[tuple[date, Places], ...]:
    """Its places from each turning day on, as `places_on` has them, counted in one go.

    A household is described after each of its events, so a long history may not be walked anew
    for each of its days.
    """
    filled, on_hold = _changes(household)
    counted: list[tuple[date, Places]] = []
    there = held = 0
    for day in turning_days(household):
        there += filled[day]
        held += on_hold[day]
        if _fosters_on(household, day):
            approved = approved_places(terms_on(household, day))
            places = Places(approved=approved, filled=there, on_hold=min(held, approved))
        else:
            places = Places(approved=0, filled=there, on_hold=0)
        counted.append((day, places))
    return tuple(counted)


def _changes(household: Approved) -> tuple[Counter[date], Counter[date]]:
    """How many more, or fewer, children are there and places are held from a day on."""
    filled: Counter[date] = Counter()
    on_hold: Counter[date] = Counter()
    for stay in household.stays:
        filled[stay.from_on] += 1
        if stay.until is not None:
            filled[stay.until] -= 1
    for hold in household.holds:
        on_hold[hold.from_on] += hold.places
        if hold.to_on is not None:
            on_hold[hold.to_on] -= hold.places
    return filled, on_hold


def _fosters_on(household: Approved, day: date) -> bool:
    closure = household.closure
    return household.approved_on <= day and (closure is None or day < closure.on)


def turning_days(household: Approved) -> tuple[date, ...]:
    """The days on which anything about its places changes: between two of them nothing does."""
    return tuple(sorted(set(_turns(household))))


def _turns(household: Approved) -> Iterator[date]:
    yield household.approved_on
    if household.closure is not None:
        yield household.closure.on
    yield from (period.from_on for period in household.terms)
    stretches: tuple[tuple[date, date | None], ...] = (
        *((stay.from_on, stay.until) for stay in household.stays),
        *((stay.settled_on, None) for stay in household.stays if stay.settled_on is not None),
        *((hold.from_on, hold.to_on) for hold in household.holds),
        *((exemption.from_on, exemption.to_on) for exemption in household.exemptions),
    )
    for first, end in stretches:
        yield first
        if end is not None:
            yield end


def staying_on(household: Approved, day: date) -> tuple[Stay, ...]:
    return tuple(stay for stay in household.stays if stay.covers(day))
