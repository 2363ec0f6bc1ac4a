"""The time limits of a procedure, each version with the dates between which it was in force."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from shared.deadlines.timescale import Timescale


class NoSuchTimescale(LookupError):
    """The catalogue has no entry of that code."""


class NotInForce(LookupError):
    """The catalogue has the code, but no version of it was in force on that day."""


class Catalogue:
    """Timescales by code. ValueError where two versions of one code overlap."""

    def __init__(self, timescales: Iterable[Timescale]) -> None:
        self._versions: dict[str, list[Timescale]] = {}
        for timescale in timescales:
            self._versions.setdefault(timescale.code, []).append(timescale)
        for code, versions in self._versions.items():
            versions.sort(key=_first_day)
            if any(_overlap(older, newer) for older, newer in pairwise(versions)):
                raise ValueError(f"{code}: two versions are in force on one day")

    def on(self, code: str, day: date) -> Timescale:
        """The version for a clock that starts on `day`. Raises NoSuchTimescale or NotInForce."""
        for version in self.versions(code):
            if version.in_force_on(day):
                return version
        raise NotInForce(f"{code} was not in force on {day}")

    def versions(self, code: str) -> tuple[Timescale, ...]:
        """Every version of the code, oldest first. Raises NoSuchTimescale."""
        if code not in self._versions:
            raise NoSuchTimescale(code)
        return tuple(self._versions[code])

    def __iter__(self) -> Iterator[Timescale]:
        """Every version of every code, in the order in which the codes were given."""
        for versions in self._versions.values():
            yield from versions


def _first_day(timescale: Timescale) -> date:
    return timescale.in_force_from or date.min


def _overlap(older: Timescale, newer: Timescale) -> bool:
    return older.in_force_to is None or older.in_force_to >= _first_day(newer)
