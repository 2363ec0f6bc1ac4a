"""The figures of block G, counted one by one from the lines of the replay: now, and as known.

Knows nothing of events, facts or SQL, nor of what was drawn: it hears the requests, and can
disagree with both.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from services.command_line.replay_lines import Line
from shared.clock import london_date

MANY: Final = 3
SHORT_BREAKS: Final = frozenset({"V3", "V4"})
OF_CHILD: Final = re.compile(r"/care/\{(?P<child>[a-z0-9-]+)\}/(?P<step>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`often_moved` and `looked_after` leave short breaks out; `children` does not."""

    often_moved: int
    looked_after: int
    children: int


@dataclass(slots=True, kw_only=True)
class _Child:
    started_on: date
    statuses: dict[date, str]
    starts: list[date] = field(default_factory=list)
    ends: dict[int, date] = field(default_factory=dict)
    left_on: date | None = None

    def in_care_on(self, day: date) -> bool:
        return self.started_on <= day and not (self.left_on is not None and self.left_on <= day)

    def on_short_breaks(self, day: date) -> bool:
        return self.statuses[max(since for since in self.statuses if since <= day)] in SHORT_BREAKS

    def stays_within(self, first: date, last: date) -> int:
        return sum(1 for _ in self._stays(first, last))

    def _stays(self, first: date, last: date) -> Iterator[int]:
        for number, start in enumerate(self.starts, start=1):
            end = self.ends.get(number)
            over_before = start < first and end is not None and end <= first
            if start <= last and not over_before and not self.on_short_breaks(start):
                yield number


def counted(lines: Iterable[Line], first: date, last: date, known_on: date) -> Figures:
    """Of the children looked after on `last`: whose placements overlap `first` to `last`.

    From what had been told by the end of the day `known_on` in London.
    """
    children: dict[str, _Child] = {}
    for line in sorted(lines, key=lambda line: line.at):
        if london_date(datetime.fromisoformat(line.at)) <= known_on:
            _hear(children, line)
    here = [child for child in children.values() if child.in_care_on(last)]
    proper = [child for child in here if not child.on_short_breaks(last)]
    return Figures(
        often_moved=sum(child.stays_within(first, last) >= MANY for child in proper),
        looked_after=len(proper),
        children=len(here),
    )


def _hear(children: dict[str, _Child], line: Line) -> None:
    said = line.body if isinstance(line.body, Mapping) else {}
    if line.path == "/care":
        began = _day(said, "started_on")
        (name,) = line.save
        children[name] = _Child(started_on=began, statuses={began: str(said["legal_status"])})
    elif found := OF_CHILD.fullmatch(line.path):
        _hear_of(children[found["child"]], found["step"], said)


def _hear_of(child: _Child, step: str, said: Mapping[str, object]) -> None:
    match step.split("/"):
        case ["placements"]:
            child.starts.append(_day(said, "started_on"))
        case ["moves"]:
            moved_on = _day(said, "moved_on")
            child.ends[len(child.starts)] = moved_on
            child.starts.append(moved_on)
        case ["placements", number, "ending"]:
            child.ends[int(number)] = _day(said, "ended_on")
        case ["ending"]:
            child.left_on = _day(said, "ended_on")
            child.ends.setdefault(len(child.starts), child.left_on)
        case ["legal-statuses"]:
            child.statuses[_day(said, "changed_on")] = str(said["status"])
        case ["corrections", "placements", number]:
            if "started_on" in said:
                child.starts[int(number) - 1] = _day(said, "started_on")
            if "ended_on" in said:
                child.ends[int(number)] = _day(said, "ended_on")
        case ["corrections", "placements", _, "address"]:
            pass
        case _:
            raise ValueError("a step that no figure knows")


def _day(said: Mapping[str, object], field_name: str) -> date:
    return date.fromisoformat(str(said[field_name]))
