"""An independent judge of the storm: the diaries of the callers against the rows of the log."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the judge looks at of an event's row."""

    position: int
    stream_id: str
    version: int
    command_id: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How many answers of each kind were right, and every wrong thing that was found."""

    answers: Counter[str]
    unanswered: int
    wrong: list[str]


def judge(diaries: Sequence[Path], events: Sequence[Row], seen: Sequence[int]) -> Judgement:
    """Compare what callers were told, what the log holds and what the tailing reader saw."""
    by_command: dict[str, list[Row]] = defaultdict(list)
    versions: dict[str, list[int]] = defaultdict(list)
    for event in events:
        by_command[event.command_id].append(event)
        versions[event.stream_id].append(event.version)
    lines = _lines(diaries)
    sent = {line["command"]: line for line in lines if line["what"] == "sent"}
    told = [line for line in lines if line["what"] != "sent"]
    unanswered = sent.keys() - {line["command"] for line in told}
    faults = [
        *_faults_of_the_log(events, versions, seen),
        *(fault for line in told if (fault := _fault(line, by_command, versions))),
        *(f"{one} was stored in part" for one in unanswered if _in_part(sent[one], by_command)),
        *(f"{one} was stored, nobody sent it" for one in by_command.keys() - sent.keys()),
    ]
    return Judgement(
        answers=Counter(line["what"] for line in told), unanswered=len(unanswered), wrong=faults
    )


def _faults_of_the_log(
    events: Sequence[Row], versions: dict[str, list[int]], seen: Sequence[int]
) -> list[str]:
    faults: list[str] = []
    whole = list(range(1, len(events) + 1))
    if [event.position for event in events] != whole:
        faults.append("positions have a gap")
    if any(numbers != list(range(1, len(numbers) + 1)) for numbers in versions.values()):
        faults.append("versions of a case are not in order")
    recorded = [event.recorded_at for event in events]
    if recorded != sorted(recorded):
        faults.append("recorded_at steps back")
    if list(seen) != whole:
        faults.append(f"the reader saw {len(seen)} of {len(events)}, or out of order")
    return faults


def _fault(
    line: dict[str, Any],
    by_command: Mapping[str, list[Row]],
    versions: Mapping[str, list[int]],
) -> str | None:
    """What is wrong with an answer; None when it was right."""
    rows = by_command.get(line["command"], [])
    stored = [(row.stream_id, row.version) for row in rows]
    positions = [row.position for row in rows]
    reached = [expected + events for _, expected, events in line["streams"]]
    match line["what"]:
        case "appended":
            right = (stored, positions, reached) == (
                _as_sent(line),
                line["positions"],
                line["versions"],
            )
        case "duplicate":
            right = (stored, positions[-1:], reached) == (
                _as_sent(line),
                [line["position"]],
                line["versions"],
            )
        case "conflict":
            expected = {stream: version for stream, version, _ in line["streams"]}
            moved_on = line["current"] > expected[line["stream"]]
            right = not rows and moved_on and line["current"] in versions[line["stream"]]
        case _:
            right = False
    return None if right else f"a wrong answer: {line}"


def _as_sent(line: dict[str, Any]) -> list[tuple[str, int]]:
    return [
        (stream, expected + n)
        for stream, expected, events in line["streams"]
        for n in range(1, events + 1)
    ]


def _in_part(line: dict[str, Any], by_command: Mapping[str, list[Row]]) -> bool:
    return len(by_command.get(line["command"], [])) not in {0, len(_as_sent(line))}


def _lines(diaries: Sequence[Path]) -> list[dict[str, Any]]:
    """Whole lines only: a killed process may leave half of one."""
    return [
        json.loads(line)
        for diary in diaries
        for line in diary.read_bytes().split(b"\n")
        if line.endswith(b"}")
    ]
