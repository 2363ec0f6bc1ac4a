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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from services.placements.domain.households.household import Approved, Stay, Terms
from services.placements.domain.households.places import USUAL_LIMIT, staying_on, terms_on
from services.placements.domain.households.terms import Ground, Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """On `day` a child is beyond a limit; `lifted_by` are the grounds on which that is lawful."""

    day: date
    care: str
    placement: int
    limit: Limit
    lifted_by: frozenset[Ground]


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
