"""What was recorded wrongly until July and August 2014: start days, types, providers, households.

None of it changes who had three placements: a start day is never wrong across the first or last
day of a window.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from deploy.replay_generators.in_care.truth import (
    QUARTER_FIRST,
    QUARTER_LAST,
    YEAR_FIRST,
    Child,
    Stay,
)

HOME_MISTAKEN: Final = "home-mistaken"
"""A household to which one child was booked who never lived there."""
WRONG_DAYS: Final = 26
WRONG_TYPES: Final = 30
NEVER_BOOKED: Final = 2
"""Children who lived in a household of ours, and were recorded with an agency."""
FARTHEST: Final = timedelta(days=3)
WINDOWS: Final = (YEAR_FIRST, QUARTER_FIRST, QUARTER_LAST)
RECORDED_AS: Final = {"U6": "U4", "U4": "U6", "K2": "S1", "S1": "K2", "H5": "P2", "P1": "Z1"}
NOT_QUITE: Final = (-3, -2, -1, 1, 2, 3)

Key = tuple[str, int]
"""A child, and the number of a stay from 0."""


@dataclass(slots=True, kw_only=True)
class Mistakes:
    """The stays that were told otherwise than they were, one mistake in each child at most."""

    chance: Random
    children: Sequence[Child]
    told: dict[Key, Stay] = field(default_factory=dict)

    def draw(self) -> dict[Key, Stay]:
        for child, number in self._pick(WRONG_DAYS, self._may_be_days_off):
            stay = child.stays[number]
            by = abs(self.chance.choice(NOT_QUITE)) if number == 0 else self._by()
            self.told[child.key, number] = replace(
                stay, started_on=stay.started_on + timedelta(days=by)
            )
        for child, number in self._pick(WRONG_TYPES, _with_an_agency_or_home):
            stay = child.stays[number]
            self.told[child.key, number] = replace(stay, type=RECORDED_AS[stay.type])
        for child, number in self._pick(NEVER_BOOKED, _long_with_us):
            self.told[child.key, number] = replace(
                child.stays[number], provider="agency", household=None
            )
        for child, number in self._pick(1, _alone_with_an_agency):
            self.told[child.key, number] = replace(
                child.stays[number], provider="in-house", household=HOME_MISTAKEN
            )
        return self.told

    def _by(self) -> int:
        return self.chance.choice(NOT_QUITE)

    def _pick(self, count: int, fits: Callable[[Child, int], bool]) -> Iterator[tuple[Child, int]]:
        taken = {key for key, _ in self.told}
        fitting = [
            [(child, number) for number in range(len(child.stays)) if fits(child, number)]
            for child in self.children
            if child.key not in taken and _is_plain(child)
        ]
        for options in self.chance.sample([one for one in fitting if one], count):
            yield self.chance.choice(options)

    def _may_be_days_off(self, child: Child, number: int) -> bool:
        stay, end = child.stays[number], child.end_of(number)
        earliest = child.stays[number - 1].started_on if number else date.min
        return (
            all(abs(stay.started_on - edge) > FARTHEST + timedelta(days=1) for edge in WINDOWS)
            and stay.started_on < QUARTER_LAST
            and stay.started_on - FARTHEST > earliest + timedelta(days=1)
            and (end is None or end > stay.started_on + FARTHEST + timedelta(days=1))
        )


def _is_plain(child: Child) -> bool:
    """Neither in a household beyond a limit, nor with short breaks."""
    return (
        child.siblings is None
        and len(child.statuses) == 1
        and all(stay.ground == "within-terms" and stay.ended_on is None for stay in child.stays)
        and not any((stay.household or "").startswith("home-e") for stay in child.stays)
    )


def _with_an_agency_or_home(child: Child, number: int) -> bool:
    stay = child.stays[number]
    return stay.household is None and stay.type in RECORDED_AS and stay.started_on <= QUARTER_LAST


def _long_with_us(child: Child, number: int) -> bool:
    return (child.stays[number].household or "").startswith("home-long-")


def _alone_with_an_agency(child: Child, number: int) -> bool:
    return number == 0 and len(child.stays) == 1 and child.stays[0].provider == "agency"
