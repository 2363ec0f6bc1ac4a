"""Whether an entry could be the one who is looked for, and what of it agreed.

Enough is: an identifier; the whole name, or two parts of it; one part of the name with the date
of birth; the date alone where no name is known. A date is taken with day and month exchanged too.
"""

from collections.abc import Iterator
from typing import Final

from services.referrals.domain.people.entry import Sought, swapped_day
from services.referrals.domain.people.names import name_parts
from services.referrals.domain.people.terms import Matched

_BY_THEMSELVES: Final = frozenset({Matched.IDENTIFIER, Matched.NAME, Matched.NAME_PARTS})
_DATES: Final = frozenset(
    {Matched.DATE_OF_BIRTH, Matched.EXPECTED_ON, Matched.DATE_OF_BIRTH_SWAPPED}
)


def matched(sought: Sought, held: Sought) -> tuple[Matched, ...]:
    """What agrees, the strongest first; nothing where `held` is no candidate."""
    agreed = tuple(_agreed(sought, held))
    if not _BY_THEMSELVES.isdisjoint(agreed):
        return agreed
    if _DATES.isdisjoint(agreed):
        return ()
    return agreed if Matched.ONE_NAME in agreed or sought.name is None else ()


def strength(agreed: tuple[Matched, ...]) -> tuple[int, ...]:
    """Sorts candidates: the smaller, the more likely."""
    order = list(Matched)
    return tuple(order.index(one) for one in agreed)


def _agreed(sought: Sought, held: Sought) -> Iterator[Matched]:
    if set(sought.identifiers) & set(held.identifiers):
        yield Matched.IDENTIFIER
    yield from _names(sought.name, held.name)
    born = sought.date_of_birth
    if born is not None and born == held.date_of_birth:
        yield Matched.DATE_OF_BIRTH
    if sought.expected_on is not None and sought.expected_on == held.expected_on:
        yield Matched.EXPECTED_ON
    if held.date_of_birth is not None and swapped_day(born) == held.date_of_birth:
        yield Matched.DATE_OF_BIRTH_SWAPPED


def _names(sought: str | None, held: str | None) -> Iterator[Matched]:
    if sought is None or held is None:
        return
    wanted, has = set(name_parts(sought)), set(name_parts(held))
    shared = len(wanted & has)
    if shared and wanted == has:
        yield Matched.NAME
    elif shared > 1:
        yield Matched.NAME_PARTS
    elif shared:
        yield Matched.ONE_NAME
