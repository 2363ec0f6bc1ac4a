"""What truly happened to the children of block G: who was looked after, and where they lived.

The paper fixes two counts: of 400 children looked after on 30 June 2014, 60 had had three or more
placements (2014-11 paper, lines 3555 to 3561). Days, providers and names are invented.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

QUARTER_FIRST: Final = date(2014, 4, 1)
QUARTER_LAST: Final = date(2014, 6, 30)
YEAR_FIRST: Final = date(2013, 7, 1)
"""The first of the twelve months that end with the quarter."""

MANY: Final = 3
SHORT_BREAKS: Final = frozenset({"V3", "V4"})

AGENCY: Final = "agency", "U6"
ELSEWHERE: Final = (
    *(AGENCY, AGENCY, AGENCY, ("agency", "U4"), ("residential", "K2"), ("residential", "S1")),
    *(("semi-independent", "H5"), ("parents", "P1"), ("adopters", "A6"), ("health", "R2")),
)
"""Providers and types of placement outside our own households."""


@dataclass(slots=True, kw_only=True)
class Stay:
    """One placement. `household` is the name of one of ours; `why` is the reason it ended.

    A stay ends on the day on which the next begins, or on which the child left care, unless it is
    a short break with an end of its own.
    """

    started_on: date
    provider: str = "agency"
    type: str = "U6"
    household: str | None = None
    ground: str = "within-terms"
    why: str = "planned"
    ended_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Child:
    """One time in care. `statuses` are legal statuses from their first day, in order."""

    key: str = ""
    statuses: list[tuple[date, str]]
    stays: list[Stay]
    left_on: date | None = None
    siblings: UUID | None = None
    rank: int = field(default=0)
    """Of siblings who came together, in which order they were recorded."""

    @property
    def started_on(self) -> date:
        return self.statuses[0][0]

    def looked_after_on(self, day: date) -> bool:
        """Whether at the end of the day; the day on which they left is not one."""
        return self.started_on <= day and (self.left_on is None or self.left_on > day)

    def status_on(self, day: date) -> str:
        """The status on a day of their time in care."""
        return [status for since, status in self.statuses if since <= day][-1]

    def end_of(self, number: int) -> date | None:
        """When the stay of that number (from 0) ended; None while it lasts."""
        if self.stays[number].ended_on is not None:
            return self.stays[number].ended_on
        following = self.stays[number + 1 : number + 2]
        return following[0].started_on if following else self.left_on

    def stays_within(self, first: date, last: date) -> int:
        """Placements that overlap those days. The day of a move is the new one's."""
        return sum(
            stay.started_on <= last
            and self.status_on(stay.started_on) not in SHORT_BREAKS
            and (stay.started_on >= first or (end := self.end_of(number)) is None or end > first)
            for number, stay in enumerate(self.stays)
        )
