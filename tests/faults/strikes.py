"""Kills, as they come to an installation at work: at named points, and at moments of their own.

Every life of a process is told a point at which it will end, and another process is struck every
now and then wherever it is. When enough were killed, all live on.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from tests.faults.lives import Lives
from tests.faults.place import Place

SECONDS_BETWEEN_STRIKES: Final = 0.5
MOST_TIMES_PASSED: Final = 6
SECONDS_BETWEEN_LOOKS: Final = 0.02

OF_SERVICES: Final = ("append.before-send", "append.after-commit")
OF_RELAYS: Final = ("relay.before-send", "relay.after-send", "relay.before-checkpoint")
OF_READERS: Final = ("topic.before-checkpoint", "topic.after-commit")


@dataclass(slots=True, kw_only=True)
class Strikes:
    """Call `look` often, from the main thread, while clients are at it; then `calm`.

    `points` are those that each process passes, by its name; `blows` strike something else than a
    process of ours: the database, the broker. `wanted` is how many are to be killed
    at least.
    """

    place: Place
    points: Mapping[str, Sequence[str]]
    blows: Mapping[str, Callable[[], None]]
    wanted: int
    dice: random.Random
    blown: Counter[str] = field(default_factory=Counter)
    _before: Counter[str] = field(default_factory=Counter)
    _next: dict[str, "cycle[str]"] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)
    _again_at: float = 0.0

    def __post_init__(self) -> None:
        self._before = self._ends()
        self._next = {
            name: cycle(self.dice.sample(list(points), len(points)))
            for name, points in self.points.items()
        }

    @property
    def done(self) -> Counter[str]:
        """How often each was killed, under the name of a point where it was killed at one."""
        return self._ends() - self._before + self.blown

    def is_over(self) -> bool:
        """Enough were killed, and somebody at each of the points."""
        return self.done.total() >= self.wanted and not self.unreached

    def look(self) -> None:
        """Start again who has ended; strike somebody if it is time."""
        for life in self.place.lives.values():
            if life.has_ended() and time.monotonic() >= life.may_start_at:
                self._start(life)
        now = time.monotonic()
        if not self.is_over() and now >= self._again_at:
            # On a slow machine a second blow before anybody has got up again would only prove that
            # who is never up answers nothing.
            if self._is_up():
                self._strike()
            self._again_at = now + SECONDS_BETWEEN_STRIKES

    @property
    def unreached(self) -> set[str]:
        """Points at which nobody was killed."""
        done = self.done
        return {point for points in self.points.values() for point in points if point not in done}

    def calm(self) -> None:
        """Whoever was still to end somewhere is ended now; from here on all live."""
        for life in self.place.lives.values():
            if life.end_at is not None:
                life.kill()
        self.place.start_all()

    def _is_up(self) -> bool:
        return all(map(self.place.is_ready, self.place.addresses))

    def _strike(self) -> None:
        """Each in its turn, in an order that the dice give."""
        if not self._order:
            self._order = [*self.place.lives, *self.blows]
            self.dice.shuffle(self._order)
        name = self._order.pop()
        if name in self.blows:
            self.blows[name]()
            self.blown[name] += 1
        else:
            self.place.lives[name].kill()

    def _start(self, life: Lives) -> None:
        """Told to end at a point where nobody has ended yet, if it passes one; else at any."""
        points = self._next.get(life.name)
        enough = self.done.total() >= self.wanted
        if points is None or (enough and self.unreached.isdisjoint(self.points[life.name])):
            life.start()
            return
        point = next(points)
        while enough and point not in self.unreached:
            point = next(points)
        life.start(end_at=point, nth=self.dice.randint(1, MOST_TIMES_PASSED))

    def _ends(self) -> Counter[str]:
        return sum((life.ends for life in self.place.lives.values()), Counter[str]())
