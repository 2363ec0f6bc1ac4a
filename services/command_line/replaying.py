"""Send a replay through the public APIs, case by case, and wait until the figures know it.

Sending a file again is safe and changes nothing: each line's id is its Idempotency-Key, so that a
line that was sent before is answered as it was then, and the saved names come back with it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from services.command_line import json_pointer
from services.command_line.api import Answer, Api
from services.command_line.replay_lines import Line, NameNotSaved, filled_body, filled_path
from services.command_line.side_by_side import each

SECONDS_TO_REPEAT_A_READ: Final = 30.0
SECONDS_BETWEEN_READS: Final = 0.1


class Stopped(Exception):
    """A line was refused, or not as it should have been, or named what is not there.

    What was sent before it, and the line itself where it was accepted, stays sent.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a whole replay did; `refused` lines met the refusal that they state."""

    lines: int
    refused: int
    authorities: tuple[str, ...]


def replay(lines: Sequence[Line], api: Api, after_each: Callable[[Line], None]) -> Sent:
    """Send all lines, those of each case in order, several cases at once.

    Raises Stopped or Unreachable at the first failure.
    """
    saved: dict[str, str] = {}

    def send(line: Line) -> None:
        answer = _send(line, api, saved)
        if line.refused is not None:
            _expect_refusal(line, answer)
        elif not answer.is_good:
            raise Stopped(f"{_named(line)} ({line.method} {line.path}): {answer.why()}")
        if line.save and answer.is_good:
            saved.update(_found(line, answer))
        after_each(line)

    each(lines, send)
    return Sent(
        lines=len(lines),
        refused=sum(line.refused is not None for line in lines),
        authorities=tuple(sorted({line.authority for line in lines})),
    )


def _send(line: Line, api: Api, saved: dict[str, str]) -> Answer:
    deadline = time.monotonic() + SECONDS_TO_REPEAT_A_READ
    headers = {"Candour-Time": line.at}
    if line.method != "GET":
        headers["Idempotency-Key"] = line.key
    try:
        path, body = filled_path(line.path, saved), filled_body(line.body, saved)
    except NameNotSaved as unknown:
        raise Stopped(f"{_named(line)}: no earlier line has saved {unknown.args[0]}") from unknown
    while True:
        answer = api.send(
            service=line.service,
            role=line.role,
            agency=line.agency,
            authority=line.authority,
            method=line.method,
            path=path,
            body=body,
            headers=headers,
        )
        done = line.method != "GET" or line.refused is not None or _is_there(line, answer)
        if done or time.monotonic() > deadline:
            return answer
        time.sleep(SECONDS_BETWEEN_READS)


def _is_there(line: Line, answer: Answer) -> bool:
    """Whether a read has what the line wants of it: another service may have to hear of it yet."""
    if not answer.is_good:
        return False
    try:
        document = answer.document()
        return all(json_pointer.is_there(document, pointer) for pointer in line.save.values())
    except ValueError:
        return True


def _found(line: Line, answer: Answer) -> dict[str, str]:
    """What the line wants saved of its answer."""
    try:
        document = answer.document()
    except ValueError as other:
        raise Stopped(f"{_named(line)}: its answer is not JSON, so nothing is saved") from other
    try:
        return {
            name: str(json_pointer.find(document, pointer)) for name, pointer in line.save.items()
        }
    except json_pointer.NothingThere as absent:
        raise Stopped(f"{_named(line)} was sent, but its answer has no {absent}") from absent


def _named(line: Line) -> str:
    return f"line {line.number}, id {line.key}"


def _expect_refusal(line: Line, answer: Answer) -> None:
    if answer.is_good:
        raise Stopped(f"{_named(line)}: was to be refused ({line.refused}), and was accepted")
    if answer.code != line.refused:
        raise Stopped(f"{_named(line)}: was to be refused ({line.refused}): {answer.why()}")
