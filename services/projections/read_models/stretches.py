"""Bitemporal rows: something that was known from one recording to the next.

The business dates are in the values. The interval is that of the owning service's `recorded_at`
(never of our ingestion), with the log's positions beside it: equal instants order by position.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)
ValuesT = TypeVar("ValuesT")


@dataclass(frozen=True, slots=True)
class Recording:
    """When, and at which position of its log, something was recorded."""

    recorded_at: datetime
    position: int


@dataclass(frozen=True, slots=True)
class Stretch(Generic[ValuesT]):
    """`values` were known from `known`, included, until `ended`, excluded; None: they still are."""

    values: ValuesT
    known: Recording
    ended: Recording | None = None


@dataclass(slots=True)
class Timeline(Generic[KeyT, ValuesT]):
    """The stretches that a page of messages adds, one for every recorded change.

    `ends` are the keys whose stretch from earlier pages ends in this one. Fed in the order of
    positions.
    """

    stretches: list[Stretch[ValuesT]] = field(default_factory=list)
    ends: dict[KeyT, Recording] = field(default_factory=dict)
    _latest: dict[KeyT, int] = field(default_factory=dict)
    _gone: set[KeyT] = field(default_factory=set)

    def state(self, key: KeyT, values: ValuesT, known: Recording, *, first: bool = False) -> None:
        """`values` hold for `key` from now on. `first`: no earlier page can have said so."""
        self._end(key, known, first=first)
        self._gone.discard(key)
        self._latest[key] = len(self.stretches)
        self.stretches.append(Stretch(values, known))

    def withdraw(self, key: KeyT, known: Recording) -> None:
        """Nothing holds for `key` from now on."""
        self._end(key, known, first=False)
        self._gone.add(key)

    def _end(self, key: KeyT, known: Recording, *, first: bool) -> None:
        at = self._latest.pop(key, None)
        if at is not None:
            self.stretches[at] = replace(self.stretches[at], ended=known)
        elif not first and key not in self._gone:
            self.ends.setdefault(key, known)
