"""Send a replay through the public APIs, line after line, and wait until the figures know it.

Sending a file again is safe and changes nothing: each line's id is its Idempotency-Key, so that a
line that was sent before is answered as it was then, and the saved names come back with it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from services.command_line import json_pointer
from services.command_line.api import Answer, Api
from services.command_line.replay_lines import Line, filled_body, filled_path

SECONDS_TO_REPEAT_A_READ: Final = 30.0
SECONDS_BETWEEN_READS: Final = 0.1


class Stopped(Exception):
    """A line was refused, or was not refused as it should have been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a whole replay did; `refused` lines met the refusal that they state."""

    lines: int
    refused: int
    authorities: tuple[str, ...]


def replay(lines: Sequence[Line], api: Api, after_each: Callable[[Line], None]) -> Sent:
    """Send all lines in order. Raises Stopped, Unreachable or NameNotSaved at the first failure."""
    saved: dict[str, str] = {}
    refused = 0
    for line in lines:
        answer = _send(line, api, saved)
        if line.refused is not None:
            _expect_refusal(line, answer)
            refused += 1
        elif not answer.is_good:
            raise Stopped(f"{line.key} ({line.method} {line.path}): {answer.why()}")
        if line.save and answer.is_good:
            document = answer.document()
            for name, pointer in line.save.items():
                saved[name] = str(json_pointer.find(document, pointer))
        after_each(line)
    return Sent(
        lines=len(lines),
        refused=refused,
        authorities=tuple(sorted({line.authority for line in lines})),
    )


def _send(line: Line, api: Api, saved: dict[str, str]) -> Answer:
    deadline = time.monotonic() + SECONDS_TO_REPEAT_A_READ
    headers = {"Candour-Time": line.at}
    if line.method != "GET":
        headers["Idempotency-Key"] = line.key
    while True:
        answer = api.send(
            service=line.service,
            role=line.role,
            authority=line.authority,
            method=line.method,
            path=filled_path(line.path, saved),
            body=filled_body(line.body, saved),
            headers=headers,
        )
        done = answer.is_good or line.method != "GET" or line.refused is not None
        if done or time.monotonic() > deadline:
            return answer
        time.sleep(SECONDS_BETWEEN_READS)


def _expect_refusal(line: Line, answer: Answer) -> None:
    if answer.is_good:
        raise Stopped(f"{line.key}: was to be refused ({line.refused}), and was accepted")
    if answer.code != line.refused:
        raise Stopped(f"{line.key}: was to be refused ({line.refused}): {answer.why()}")
