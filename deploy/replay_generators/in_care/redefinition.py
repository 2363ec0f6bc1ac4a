"""July and August 2014: the key address was defined anew, and the records were rewritten to it.

Some 250 addresses, and with them start days, types and providers that were found to be wrong. All
of it by corrections: nobody moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from deploy.replay_generators.in_care.mistakes import Key
from deploy.replay_generators.in_care.requests import Body, Requests, at, place_of
from deploy.replay_generators.in_care.truth import QUARTER_LAST, SHORT_BREAKS, Child, Stay

FIRST: Final = date(2014, 7, 14)
LAST: Final = date(2014, 8, 29)
READDRESSED: Final = 250
EARLIER_TOO: Final = 40
"""Of whom the placement before was rewritten as well."""


@dataclass(slots=True, kw_only=True)
class Redefinition:
    chance: Random
    requests: Requests

    def addresses(self, children: Sequence[Child]) -> Iterator[Body]:
        """Of those looked after at the end of the quarter, of whom an address was held."""
        held = [
            child
            for child in children
            if child.looked_after_on(QUARTER_LAST)
            and child.status_on(QUARTER_LAST) not in SHORT_BREAKS
        ]
        chosen = self.chance.sample(held, READDRESSED)
        moved = [child for child in chosen if _open_then(child) > 0]
        for child in chosen:
            yield self.requests.readdressing(child, _open_then(child), self._instant())
        for child in self.chance.sample(moved, EARLIER_TOO):
            yield self.requests.readdressing(child, _open_then(child) - 1, self._instant())

    def mistakes(self, children: Sequence[Child], told: Mapping[Key, Stay]) -> Iterator[Body]:
        """Every stay that was told otherwise than it was is put right."""
        for child in children:
            for number, stay in enumerate(child.stays):
                wrong = told.get((child.key, number))
                if wrong is not None:
                    yield from self._righted(child, number, stay, wrong)

    def _righted(self, child: Child, number: int, stay: Stay, wrong: Stay) -> Iterator[Body]:
        when = self._instant()
        right: Body = {}
        if wrong.type != stay.type:
            right["type"] = stay.type
        if wrong.provider != stay.provider:
            right["provider"] = stay.provider
            if stay.household is not None:
                right["place"] = place_of(stay)
        if right:
            yield self.requests.correction(child, number, when, right)
        if wrong.started_on == stay.started_on:
            return
        day = stay.started_on.isoformat()
        started = number, {"started_on": day}
        steps: list[tuple[int, Body]] = [(started[0], {**started[1]})]
        if number > 0:
            # Stays never overlap, on the way neither: what makes room is put right first.
            steps.insert(0 if stay.started_on < wrong.started_on else 1, (number - 1, _ended(day)))
        for turn, (which, said) in enumerate(steps):
            minute = when + timedelta(minutes=turn)
            yield self.requests.correction(child, which, minute, said)

    def _instant(self) -> datetime:
        while True:
            day = FIRST + timedelta(days=self.chance.randint(0, (LAST - FIRST).days))
            if day.weekday() < 5:  # noqa: PLR2004 -- Monday to Friday
                return at(day, self.chance.randint(9, 16), self.chance.randint(0, 58))


def _ended(day: str) -> Body:
    return {"ended_on": day}


def _open_then(child: Child) -> int:
    """The stay, from 0, that was the last one by the end of the quarter."""
    return max(number for number, stay in enumerate(child.stays) if stay.started_on <= QUARTER_LAST)
