"""When each thing was told: mostly within two days, some of June only in the first days of July.

By 11 July everything true on 30 June was known; the rewriting of records began on the 14th. So
what was known on 30 June differs, and what is known on 11 July and ever after does not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.replay_generators.in_care.truth import QUARTER_FIRST, QUARTER_LAST, Child

GO_LIVE: Final = date(2013, 6, 3)
COMPLETE_FROM: Final = date(2013, 4, 1)
"""All who were looked after since then were recorded when the system went live."""
LATE_FIRST: Final = date(2014, 7, 1)
LATE_LAST: Final = date(2014, 7, 11)
LATE_MOVES: Final = 7
LATE_DEPARTURES: Final = 5
LATE_ARRIVALS: Final = 3
LATE_FROM: Final = date(2014, 6, 13)

BEGAN: Final = -1
LEFT: Final = -2
Key = tuple[str, int]
"""A child, and the number of a stay from 0, or BEGAN, or LEFT."""


@dataclass(slots=True, kw_only=True)
class Lateness:
    """Draws on which day things were told."""

    chance: Random
    late: dict[Key, date] = field(default_factory=dict)

    def draw(self, children: Sequence[Child]) -> None:
        """Third placements, departures and arrivals of June that are told only in July."""
        for child in self._pick(LATE_MOVES, children, _third_in_june):
            self.late[child.key, len(child.stays) - 1] = self._in_july()
        for child in self._pick(LATE_DEPARTURES, children, _left_in_june):
            self.late[child.key, LEFT] = self._in_july()
        for child in self._pick(LATE_ARRIVALS, children, _came_in_june):
            self.late[child.key, BEGAN] = self._in_july()

    def told_on(self, key: Key, happened_on: date) -> date:
        """Late where it was drawn so; else within two days, in the quarter where it happened."""
        if key in self.late:
            return self.late[key]
        if happened_on < GO_LIVE:
            return GO_LIVE
        told_on = happened_on + timedelta(days=self.chance.choice((0, 0, 0, 1, 1, 2)))
        return min(told_on, QUARTER_LAST) if happened_on <= QUARTER_LAST else told_on

    def _in_july(self) -> date:
        return LATE_FIRST + timedelta(days=self.chance.randint(0, (LATE_LAST - LATE_FIRST).days))

    def _pick(
        self, count: int, children: Sequence[Child], fits: Callable[[Child], bool]
    ) -> Iterator[Child]:
        yield from self.chance.sample([child for child in children if fits(child)], count)


def _third_in_june(child: Child) -> bool:
    """The last placement is the third, and came so late that nobody had told it by the end."""
    return (
        child.left_on is None
        and child.stays_within(QUARTER_FIRST, QUARTER_LAST) == len(child.stays) == 3  # noqa: PLR2004
        and LATE_FROM <= child.stays[-1].started_on <= QUARTER_LAST
        and child.stays[-1].household is None
    )


def _left_in_june(child: Child) -> bool:
    return child.left_on is not None and LATE_FROM <= child.left_on <= QUARTER_LAST


def _came_in_june(child: Child) -> bool:
    return LATE_FROM <= child.started_on <= QUARTER_LAST and child.left_on is None
