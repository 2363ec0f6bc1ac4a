"""Tells a child's time in care, one line after another, none before the one that it follows on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from deploy.replay_generators.in_care.lateness import BEGAN, LEFT, Lateness
from deploy.replay_generators.in_care.mistakes import Key
from deploy.replay_generators.in_care.requests import Body, Requests, at
from deploy.replay_generators.in_care.truth import Child, Stay

FIRST_HOUR = 9
LAST_HOUR = 16


@dataclass(slots=True, kw_only=True)
class Telling:
    """`wrong` are the stays that are told otherwise than they were."""

    chance: Random
    child: Child
    wrong: Mapping[Key, Stay]
    requests: Requests
    lateness: Lateness
    told_at: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def lines(self) -> Iterator[Body]:
        """Everything but corrections."""
        child = self.child
        yield self.requests.beginning(child, self._at(child.started_on, BEGAN))
        statuses = list(enumerate(child.statuses))[1:]
        for number, stay in enumerate(child.stays):
            while statuses and statuses[0][1][0] <= stay.started_on:
                turn, (since, _) = statuses.pop(0)
                yield self.requests.status(child, turn, self._at(since, BEGAN))
            yield from self._stay(number, stay)
        if child.left_on is not None:
            yield self.requests.departure(child, self._at(child.left_on, LEFT))

    def _stay(self, number: int, stay: Stay) -> Iterator[Body]:
        told = self.wrong.get((self.child.key, number), stay)
        told_at = self._at(max(stay.started_on, told.started_on), number)
        if number > 0 and self.child.stays[number - 1].ended_on is None:
            yield self.requests.move(self.child, number, told, told_at)
        else:
            yield self.requests.placement(self.child, number, told, told_at)
        if stay.ended_on is not None:
            yield self.requests.stay_over(self.child, number, self._at(stay.ended_on, number))

    def _at(self, happened_on: date, what: int) -> datetime:
        """Siblings who came together are told at once, in their order."""
        if self.child.rank:
            told_at = at(happened_on, FIRST_HOUR, self.child.rank)
        else:
            day = self.lateness.told_on((self.child.key, what), happened_on)
            hour, minute = self.chance.randint(FIRST_HOUR, LAST_HOUR), self.chance.randint(0, 59)
            told_at = at(day, hour, minute)
        self.told_at = max(self.told_at, told_at)
        return self.told_at
