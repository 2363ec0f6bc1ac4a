"""Draws the children of block G: 400 in care on 30 June 2014, 60 of them often moved.

Beside them are those whom a careless count would add: who left before that day, who came after it,
short breaks, stays that ended on the very first day of a window.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.replay_generators.in_care import households as ours
from deploy.replay_generators.in_care.truth import (
    ELSEWHERE,
    MANY,
    QUARTER_FIRST,
    QUARTER_LAST,
    YEAR_FIRST,
    Child,
    Stay,
)

LOOKED_AFTER: Final = 400
OFTEN_MOVED: Final = 60
STATUSES: Final = ("C1", "C1", "C2", "C2", "C2", "E1", "J1", "V2", "V2")
WHY: Final = (
    *("better-match", "behaviour-or-risk", "carer-asked", "child-asked", "health-needs"),
    *("carer-retired", "standards", "provider-closed", "planned"),
)
AFTER: Final = QUARTER_LAST + timedelta(days=1)
LONG_AGO: Final = date(2011, 5, 3), date(2013, 5, 24)
MOVES_OF_THE_OFTEN_MOVED: Final = (*((2,) * 46), *((3,) * 9), *((4,) * 4))
"""Within the quarter; the sixtieth child is the one placed in an emergency."""
MOVED_ONCE: Final = 95
LEFT_OFTEN_MOVED: Final = 8
LEFT: Final = 38
LEFT_EARLY: Final = 4
"""In April and May 2013: known from the first day on, since records go back to that April."""
SINCE: Final = (*((date(2013, 6, 10),) * 89), QUARTER_LAST)
"""From when on those came lately who were never moved: the last of them on the last day."""
CAME_AFTER: Final = 6
BREAKS: Final = 12
FROM_BREAKS: Final = 4
ON_THE_FIRST_DAY: Final = 6
MOVED_AFTER: Final = 12

# By their turn among those often moved, and those moved once:
CAME_LATELY: Final = frozenset(range(3, OFTEN_MOVED, 7))
MOVED_BEFORE: Final = frozenset(range(2, OFTEN_MOVED, 5)) - CAME_LATELY
MOVED_ON_THE_SECOND_DAY: Final = 0
MOVED_ON_THE_LAST_DAY: Final = 1
MOVED_ON_THE_FIRST_DAY: Final = 2
LEFT_THE_DAY_AFTER: Final = 4
MOVED_LONG_AGO: Final = frozenset(range(5, MOVED_ONCE, 16))


@dataclass(slots=True, kw_only=True)
class Quarter:
    """The same chance gives the same children."""

    chance: Random

    def draw(self) -> tuple[Child, ...]:
        """All children, oldest time in care first, with keys in that order."""
        often = [*self._often_moved()]
        ours.pass_through([child for child in often if len(child.stays) == MANY][:10])
        now_and_then = [*self._moved_once(), *self._moved_on_the_first_day(), *self._from_breaks()]
        special = [*ours.siblings(), *ours.around_the_exemption(), ours.host_of_the_emergency()]
        still = LOOKED_AFTER - len(often) - 1 - len(now_and_then) - len(special)
        settled = [self._settled(*LONG_AGO) for _ in range(still - len(SINCE))]
        lately = [self._settled(since, QUARTER_LAST) for since in SINCE]
        ours.settle_down(settled[:50])
        self._after_the_quarter(now_and_then[:MOVED_AFTER], settled[50:55])
        everybody = [
            *often, ours.in_emergency(), *now_and_then, *special, *settled, *lately,
            *self._left(), *self._came_after(), *self._breaks(),
        ]  # fmt: skip
        everybody.sort(key=lambda child: (child.started_on, child.rank))
        for number, child in enumerate(everybody, start=1):
            child.key = child.key or f"k{number:03}"
        return tuple(everybody)

    def _often_moved(self) -> Iterator[Child]:
        for turn, moves in enumerate(MOVES_OF_THE_OFTEN_MOVED):
            if turn in CAME_LATELY:
                began = self.day_in(QUARTER_FIRST, QUARTER_FIRST + timedelta(days=14))
            else:
                began = self.day_in(*LONG_AGO)
            days = self._spread(QUARTER_FIRST + timedelta(days=20), QUARTER_LAST, moves)
            if turn == MOVED_ON_THE_SECOND_DAY:
                days[0] = QUARTER_FIRST + timedelta(days=1)
            if turn == MOVED_ON_THE_LAST_DAY:
                days[-1] = QUARTER_LAST
            if turn in MOVED_BEFORE:
                days.insert(0, self.day_in(date(2013, 8, 1), date(2014, 3, 14)))
            if turn == MOVED_ON_THE_FIRST_DAY:
                days.insert(1, QUARTER_FIRST)
            child = self._child(began, days)
            if turn == LEFT_THE_DAY_AFTER:
                child.left_on = AFTER
            yield child

    def _moved_once(self) -> Iterator[Child]:
        for turn in range(MOVED_ONCE):
            first = QUARTER_FIRST if turn % 2 else YEAR_FIRST + timedelta(days=1)
            days = [self.day_in(first, QUARTER_LAST - timedelta(days=3))]
            if turn in MOVED_LONG_AGO:
                days = [date(2012, 8, 6), date(2013, 2, 11), *days]
                yield self._child(date(2011, 11, 14), days)
            else:
                yield self._child(self.day_in(*LONG_AGO), days)

    def _moved_on_the_first_day(self) -> Iterator[Child]:
        """Who counts the stay that ended on the first of the twelve months finds three."""
        for _ in range(ON_THE_FIRST_DAY):
            again = self.day_in(date(2013, 9, 2), date(2014, 6, 20))
            yield self._child(self.day_in(*LONG_AGO), [YEAR_FIRST, again])

    def _from_breaks(self) -> Iterator[Child]:
        """Two short breaks, then looked after for good and moved once: two that count."""
        for turn in range(FROM_BREAKS):
            child = self._with_breaks("V4", date(2014, 4, 2), 2)
            looked_after_on = date(2014, 5, 6) + timedelta(days=turn)
            child.statuses.append((looked_after_on, "V2"))
            child.stays += [
                self._stay(looked_after_on),
                self._stay(looked_after_on + timedelta(days=21 + turn)),
            ]
            yield child

    def _breaks(self) -> Iterator[Child]:
        for turn in range(BREAKS):
            yield self._with_breaks("V4" if turn % 3 else "V3", date(2014, 4, 4), 3 + turn % 3)

    def _with_breaks(self, status: str, first: date, count: int) -> Child:
        came = [
            first + timedelta(days=14 * number + self.chance.randint(0, 3))
            for number in range(count)
        ]
        stays = [Stay(started_on=day, ended_on=day + timedelta(days=2)) for day in came]
        return Child(statuses=[(first, status)], stays=stays)

    def _left(self) -> Iterator[Child]:
        for turn in range(LEFT_OFTEN_MOVED):
            began = self.day_in(*LONG_AGO)
            child = self._child(began, self._spread(date(2014, 4, 7), date(2014, 6, 17), 2))
            child.left_on = QUARTER_LAST if turn == 0 else date(2014, 6, 17) + timedelta(days=turn)
            yield child
        for turn in range(LEFT):
            days = [self.day_in(date(2013, 6, 10), date(2013, 8, 16))] if turn % 3 else []
            child = self._child(self.day_in(*LONG_AGO), days)
            child.left_on = self.day_in(date(2013, 8, 19), date(2014, 6, 27))
            yield child
        for _ in range(LEFT_EARLY):
            child = self._settled(date(2011, 5, 3), date(2013, 3, 22))
            child.left_on = self.day_in(date(2013, 4, 8), date(2013, 5, 24))
            yield child

    def _came_after(self) -> Iterator[Child]:
        for last in (AFTER, *(date(2014, 8, 15),) * (CAME_AFTER - 1)):
            yield self._settled(AFTER, last)

    def _after_the_quarter(self, moved: Sequence[Child], left: Sequence[Child]) -> None:
        """Real moves and departures of July and August: no corrections."""
        for child in moved:
            child.stays[-1].why = self.chance.choice(WHY)
            child.stays.append(self._stay(self.day_in(date(2014, 7, 2), date(2014, 8, 22))))
        for child in left:
            child.left_on = self.day_in(date(2014, 7, 2), date(2014, 8, 22))

    def _settled(self, first: date, last: date) -> Child:
        return self._child(self.day_in(first, last), [])

    def _child(self, began: date, moves: Sequence[date]) -> Child:
        status = self.chance.choice(STATUSES)
        stays = [self._stay(day) for day in (began, *moves)]
        for stay in stays[:-1]:
            stay.why = self.chance.choice(WHY)
        return Child(statuses=[(began, status)], stays=stays)

    def _stay(self, day: date) -> Stay:
        provider, kind = self.chance.choice(ELSEWHERE)
        return Stay(started_on=day, provider=provider, type=kind)

    def _spread(self, first: date, last: date, count: int) -> list[date]:
        """Days at least a week apart, in order."""
        share = ((last - first).days - 1) // count
        return [
            first + timedelta(days=share * turn + self.chance.randint(1, share - 7))
            for turn in range(count)
        ]

    def day_in(self, first: date, last: date) -> date:
        """Any day but a Saturday or Sunday, unless the range has no other."""
        for _ in range(20):
            day = first + timedelta(days=self.chance.randint(0, (last - first).days))
            if day.weekday() < 5:  # noqa: PLR2004 -- Monday to Friday
                return day
        return first
