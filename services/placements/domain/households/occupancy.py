"""Who is in a household on each day, beyond which limits, and by what that is lawful.

Everything is asked of single days, of the whole of what is recorded: people record late and
correct, so that a child who is placed today may turn out to have met another last month. Children
are counted in the order in which they came; it is the child who takes the household past a limit
who needs a ground (Children Act 1989 Sch 7 para 5: who fosters a child that the exemption does not
name, and in so doing exceeds the limit).

What lifts which limit:

    the usual limit of three   all children there are siblings of each other (Sch 7 para 3), or an
                               exemption in force names the child (para 4)
    places in the terms        the same two (siblings up to the terms' own number for them, where
                               they have one), or a placement in an emergency (SI 2010/959 reg 23)
    ages in the terms          a placement in an emergency

Regulation 23 sets aside the terms of an approval and nothing else, so no emergency goes beyond the
usual limit. It ends after six working days; that is a clock on the child's own case, and is never
a reason not to record who is there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.placements.domain.households.household import Approved, Stay, Terms
from services.placements.domain.households.terms import Ground, Limit

USUAL_LIMIT: Final = 3
"""Children Act 1989 Sch 7 para 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """On `day` a child is beyond a limit; `lifted_by` are the grounds on which that is lawful."""

    day: date
    care: str
    placement: int
    limit: Limit
    lifted_by: frozenset[Ground]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a household on a day; no fewer than none are vacant."""

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
    return Places(
        approved=approved_places(terms_on(household, day)),
        filled=len(staying_on(household, day)),
        on_hold=held_on(household, day),
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
            places = Places(approved=approved, filled=there, on_hold=held)
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


def passed_on(household: Approved, day: date) -> tuple[Passed, ...]:
    """Every limit that a child is beyond on `day`, with what makes it lawful, if anything does."""
    there = _by_arrival(household, day)
    terms = terms_on(household, day)
    return tuple(
        Passed(
            day=day,
            care=stay.care,
            placement=stay.placement,
            limit=limit,
            lifted_by=_lifting(household, stay, there=there, terms=terms, limit=limit, day=day),
        )
        for rank, stay in enumerate(there, start=1)
        for limit in _beyond(stay, rank, terms)
    )


def breaches(household: Approved, days: Iterable[date]) -> frozenset[tuple[date, str, int, Limit]]:
    """Where a child is beyond a limit with nothing that lifts it: the facts decide, not a claim.

    A placement in an emergency is one that was recorded as such.
    """
    return frozenset(
        (passed.day, passed.care, passed.placement, passed.limit)
        for day in days
        for passed in passed_on(household, day)
        if not passed.lifted_by
    )


def staying_on(household: Approved, day: date) -> tuple[Stay, ...]:
    return tuple(stay for stay in household.stays if stay.covers(day))


def days_of(stay: Stay, turns: Iterable[date]) -> tuple[date, ...]:
    """The turning days that the stay covers."""
    return tuple(day for day in turns if stay.covers(day))


def _by_arrival(household: Approved, day: date) -> tuple[Stay, ...]:
    """Of those who came on one day, whoever is there by a ground of their own came last."""

    def arrival(stay: Stay) -> tuple[date, bool]:
        return stay.from_on, stay.is_emergency_on(day) or _exempt(household, stay, day)

    return tuple(sorted(staying_on(household, day), key=arrival))


def _beyond(stay: Stay, rank: int, terms: Terms | None) -> Iterator[Limit]:
    if rank > USUAL_LIMIT:
        yield Limit.USUAL_LIMIT
    if terms is None:
        return
    if terms.places is not None and rank > terms.places:
        yield Limit.PLACES
    if not _of_age(stay.age, terms):
        yield Limit.AGES


def _of_age(age: int | None, terms: Terms) -> bool:
    """By the age on the first day; one that is not known is within no ages."""
    if terms.youngest is None and terms.oldest is None:
        return True
    return age is not None and (terms.youngest or 0) <= age <= (terms.oldest or age)


def _lifting(
    household: Approved,
    stay: Stay,
    *,
    there: tuple[Stay, ...],
    terms: Terms | None,
    limit: Limit,
    day: date,
) -> frozenset[Ground]:
    grounds: set[Ground] = set()
    if limit is not Limit.USUAL_LIMIT and stay.is_emergency_on(day):
        grounds.add(Ground.EMERGENCY)
    if limit is not Limit.AGES:
        if _exempt(household, stay, day):
            grounds.add(Ground.EXEMPTION)
        most = None if terms is None or limit is Limit.USUAL_LIMIT else terms.sibling_places
        if _all_siblings(there) and (most is None or len(there) <= most):
            grounds.add(Ground.SIBLINGS)
    return frozenset(grounds)


def _exempt(household: Approved, stay: Stay, day: date) -> bool:
    return any(e.care == stay.care and e.covers(day) for e in household.exemptions)


def _all_siblings(there: tuple[Stay, ...]) -> bool:
    groups = {stay.siblings for stay in there}
    return len(groups) == 1 and None not in groups
