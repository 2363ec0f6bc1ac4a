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

SECONDS_BETWEEN_STRIKES: Final = 1.0
SECONDS_BETWEEN_LOOKS: Final = 0.02

OF_SERVICES: Final = ("append.before-send", "append.after-commit")
OF_READERS: Final = ("reader.before-checkpoint", "reader.after-commit")


@dataclass(slots=True, kw_only=True)
class Strikes:
    """Call `look` often, from the main thread, until it is `over`; then `calm`.

    `points` are those that each process passes, by its name. `blows` strike something else than a
    process of ours: the database, the broker. `reached` counts the lives that ended at each point.
    """

    place: Place
    points: Mapping[str, Sequence[str]]
    blows: Mapping[str, Callable[[], None]]
    wanted: int
    dice: random.Random
    reached: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    _armed: dict[str, str | None] = field(default_factory=dict)
    _next: dict[str, "cycle[str]"] = field(default_factory=dict)
    _again_at: float = 0.0
    _order: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        return self.reached.total() + self.struck.total()

    def is_over(self) -> bool:
        return self.kills >= self.wanted

    def look(self) -> None:
        """Start again who has ended; strike somebody if it is time."""
        for life in self.place.lives.values():
            if life.has_ended():
                self._note_the_end_of(life)
                self._start(life)
        if not self.is_over() and time.monotonic() >= self._again_at:
            self._strike()
            self._again_at = time.monotonic() + SECONDS_BETWEEN_STRIKES

    def calm(self) -> None:
        """Whoever was still to end somewhere is ended now, and lives on from there."""
        for life in self.place.lives.values():
            if self._armed.get(life.name) and not life.has_ended():
                life.kill()
                self.struck[life.name] += 1
            elif life.has_ended():
                self._note_the_end_of(life)
            self._armed[life.name] = None
        self.place.start_all()

    def _strike(self) -> None:
        """Everything in turn, in an order that the dice give."""
        if not self._order:
            self._order = [*self.points, *self.blows]
            self.dice.shuffle(self._order)
        name = self._order.pop()
        if name in self.blows:
            self.blows[name]()
        else:
            life = self.place.lives[name]
            if life.has_ended():
                return
            life.kill()
            self._armed[name] = None
        self.struck[name] += 1

    def _note_the_end_of(self, life: Lives) -> None:
        if point := self._armed.pop(life.name, None):
            self.reached[point] += 1

    def _start(self, life: Lives) -> None:
        points = self.points.get(life.name, ())
        if self.is_over() or not points:
            self._armed[life.name] = None
            life.start()
            return
        point = next(self._next.setdefault(life.name, cycle(points)))
        self._armed[life.name] = point
        life.start(CANDOUR_END_AT=f"{point}:{self.dice.randint(1, 20)}")
