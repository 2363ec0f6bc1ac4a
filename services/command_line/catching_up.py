"""Wait until the figures know everything that the cases' log held when we asked."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.command_line.api import Answer, Api

SECONDS_TO_CATCH_UP: Final = 120.0
SECONDS_BETWEEN_LOOKS: Final = 0.2


class NotCaughtUp(Exception):
    """The projections did not reach the log's head in two minutes."""


class Unexpected(Exception):
    """A service answered something else than it should; says its status and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a log when it was asked for."""

    log_id: str
    position: int


def wait_for_projections(api: Api, *, authority: str) -> Head:
    """Raises NotCaughtUp, Unexpected or Unreachable."""
    head = head_of_log(api, authority=authority)
    deadline = time.monotonic() + SECONDS_TO_CATCH_UP
    pause = threading.Event()
    while not any(_has_reached(source, head) for source in sources(api, authority=authority)):
        if time.monotonic() > deadline:
            raise NotCaughtUp(f"the projections have not reached position {head.position}")
        pause.wait(SECONDS_BETWEEN_LOOKS)
    return head


def head_of_log(api: Api, *, authority: str) -> Head:
    """How far the log of complaints reaches. Raises Unexpected."""
    said = object_of(
        api.send(
            service="complaints", role="auditor", authority=authority, method="GET", path="/log"
        )
    )
    return Head(log_id=str(said.get("log_id")), position=position_of(said))


def sources(api: Api, *, authority: str) -> tuple[Mapping[str, object], ...]:
    """What the projections read, and how far they have read it. Raises Unexpected."""
    said = object_of(
        api.send(
            service="projections",
            role="auditor",
            authority=authority,
            method="GET",
            path="/sources",
        )
    )
    listed = said.get("sources")
    if not isinstance(listed, list):
        raise Unexpected("/sources lists no sources")
    return tuple(each for each in listed if isinstance(each, dict))


def _has_reached(source: Mapping[str, object], head: Head) -> bool:
    return source.get("log_id") == head.log_id and position_of(source) >= head.position


def object_of(answer: Answer) -> Mapping[str, object]:
    """The JSON object that a service answered. Raises Unexpected."""
    if not answer.is_good:
        raise Unexpected(answer.why())
    try:
        said = answer.document()
    except ValueError as other:
        raise Unexpected("an answer is not JSON; is this address the service's?") from other
    if not isinstance(said, dict):
        raise Unexpected("an answer is no JSON object")
    return said


def position_of(said: Mapping[str, object]) -> int:
    """How far a log or its reader is; 0 before the first event. Raises Unexpected."""
    try:
        return int(str(said.get("position") or 0))
    except ValueError as other:
        raise Unexpected("a position is no number") from other
