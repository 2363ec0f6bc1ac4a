"""Wait until the figures know everything that the cases' log held when we asked."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.command_line.api import Answer, Api, NotRunning
from services.command_line.which_services import PORT_OFFSETS, keeping_cases, sources_of

SECONDS_TO_CATCH_UP: Final = 120.0
SECONDS_BETWEEN_LOOKS: Final = 0.2


class NotCaughtUp(Exception):
    """A service did not read to the end of the logs that it reads in two minutes."""


class Unexpected(Exception):
    """A service answered something else than it should; says its status and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a service's log when it was asked for."""

    service: str
    log_id: str
    position: int


def wait_for_projections(api: Api, *, authority: str) -> None:
    """Until every service has read what those that it reads held, and the projections all of it.

    In the order in which services hear each other: what one hears, it may tell the next.
    Raises NotCaughtUp, Unexpected or Unreachable.
    """
    deadline = time.monotonic() + SECONDS_TO_CATCH_UP
    for reader in readers(api):
        heads = [head_of_log(api, service, authority=authority) for service in logs_of(api, reader)]
        pause = threading.Event()
        while not _has_reached_all(sources(api, reader, authority=authority), heads):
            if time.monotonic() > deadline:
                positions = ", ".join(f"{head.service} {head.position}" for head in heads)
                raise NotCaughtUp(f"{reader} has not reached {positions}")
            pause.wait(SECONDS_BETWEEN_LOOKS)


def logs(api: Api) -> tuple[str, ...]:
    """The services that have a log, as far as their addresses are known.

    Raises NotRunning where none is.
    """
    known = tuple(name for name in keeping_cases() if name in api.addresses)
    if not known:
        raise NotRunning(keeping_cases()[0])
    return known


def readers(api: Api) -> tuple[str, ...]:
    """The services that read others, the projections last."""
    return tuple(name for name in PORT_OFFSETS if name in api.addresses and logs_of(api, name))


def logs_of(api: Api, reader: str) -> tuple[str, ...]:
    """Whose logs `reader` reads."""
    return tuple(name for name in sources_of(reader) if name in api.addresses)


def head_of_log(api: Api, service: str, *, authority: str) -> Head:
    """How far the log of a service reaches. Raises Unexpected."""
    said = object_of(
        api.send(service=service, role="auditor", authority=authority, method="GET", path="/log")
    )
    return Head(service=service, log_id=str(said.get("log_id")), position=position_of(said))


def sources(api: Api, reader: str, *, authority: str) -> tuple[Mapping[str, object], ...]:
    """What a service reads, and how far it has read it. Raises Unexpected."""
    said = object_of(
        api.send(service=reader, role="auditor", authority=authority, method="GET", path="/sources")
    )
    listed = said.get("sources")
    if not isinstance(listed, list):
        raise Unexpected("/sources lists no sources")
    return tuple(each for each in listed if isinstance(each, dict))


def _has_reached_all(sources: Sequence[Mapping[str, object]], heads: Sequence[Head]) -> bool:
    read = {source.get("log_id"): position_of(source) for source in sources}
    return all(read.get(head.log_id, -1) >= head.position for head in heads)


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
