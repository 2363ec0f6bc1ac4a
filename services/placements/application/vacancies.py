"""Which households have room on a day: read from the list, as their own rules said it.

The summary of a row tells the household's places from each day on which they change, so that a
planned end of a hold shows on its day, and the vacancies of a past day can be asked as well.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from services.placements.application.describing_households import KIND
from services.placements.domain.households.places import Places
from services.placements.domain.households.terms import HouseholdKind
from shared.event_store.listing import CaseList, Listed, ListOrder, Place, Sought

AT_ONCE: Final = 200
NO_PLACES: Final = Places(approved=0, filled=0, on_hold=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSought:
    """Every condition that is given must hold on the day `on`.

    `vacant` is how many places at least; `age` a child's in whole years, which the terms allow.
    """

    on: date
    vacant: int | None = None
    age: int | None = None
    kind: HouseholdKind | None = None
    team: str | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFound:
    row: Listed
    places: Places
    ages: tuple[int | None, int | None]


async def households_found(
    listing: CaseList, authority: str, sought: HouseholdSought, *, after: Place | None
) -> AsyncIterator[HouseholdFound]:
    """The households that fit, those approved last first, from the place `after` on."""
    conditions = Sought(
        kind=KIND,
        team=sought.team,
        open_only=sought.open_only,
        tags=() if sought.kind is None else (f"kind:{sought.kind}",),
    )
    while True:
        rows = await listing.page(
            authority, conditions, order=ListOrder.OPENED, after=after, limit=AT_ONCE
        )
        for row in rows:
            found = _as_on(row, sought.on)
            if _fits(found, sought):
                yield found
        if len(rows) < AT_ONCE:
            return
        after = Place(day=rows[-1].sorted_by, stream=rows[-1].stream)


def _as_on(row: Listed, day: date) -> HouseholdFound:
    places = NO_PLACES
    ages: tuple[int | None, int | None] = (None, None)
    spans = cast("list[tuple[str, int, int, int]]", row.summary["places"])
    for first, approved, filled, on_hold in spans:
        if date.fromisoformat(first) <= day:
            places = Places(approved=approved, filled=filled, on_hold=on_hold)
    periods = cast("list[tuple[str, int | None, int | None]]", row.summary["terms"])
    latest = date.min
    for first, youngest, oldest in periods:
        begins = date.fromisoformat(first)
        if latest <= begins <= day:
            ages, latest = (youngest, oldest), begins
    return HouseholdFound(row=row, places=places, ages=ages)


def _fits(found: HouseholdFound, sought: HouseholdSought) -> bool:
    if sought.vacant is not None and found.places.vacant < sought.vacant:
        return False
    youngest, oldest = found.ages
    age = sought.age
    return age is None or (youngest or 0) <= age <= (age if oldest is None else oldest)
