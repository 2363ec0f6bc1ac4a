"""An independent judge: what clients were told, against the rows of the log and of its readers.

It shares no code with the store: rows come by plain SQL, and identifiers are derived here again
from the published contract.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import asyncpg

from tests.faults.diary import Entry, Told

COMMANDS: Final = uuid5(NAMESPACE_URL, "candour:commands")
EVENTS: Final = """
select position, stream_id, version, event_id, command_id, authority, recorded_at, message
  from events order by position
"""
STORED: Final = "select command_id, streams, versions, answering, position from commands"
COPIED: Final = "select stream_id, version, position from messages where source = $1"
PARKED: Final = """
select source, stream_id, version, reason from parked where released_at is null
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the judge looks at of an event's row."""

    position: int
    stream_id: UUID
    version: int
    event_id: UUID
    command_id: UUID
    authority: str
    recorded_at: datetime
    message: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the log says that a command did: each stream with its version after it."""

    command_id: UUID
    streams: tuple[UUID, ...]
    versions: tuple[int, ...]
    answering: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A service's log as it lies on the disk."""

    events: tuple[Event, ...]
    commands: Mapping[UUID, Stored]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A message as a reader has kept it."""

    stream_id: UUID
    version: int
    position: int


async def read_log(dsn: str, schema: str) -> Log:
    """All of it; `dsn` is anybody's who may read."""
    connection = await asyncpg.connect(dsn, server_settings={"search_path": schema})
    try:
        events = tuple(Event(**dict(row)) for row in await connection.fetch(EVENTS))
        stored = [
            Stored(
                command_id=row["command_id"],
                streams=tuple(row["streams"]),
                versions=tuple(row["versions"]),
                answering=row["answering"],
                position=row["position"],
            )
            for row in await connection.fetch(STORED)
        ]
    finally:
        await connection.close()
    return Log(events=events, commands={one.command_id: one for one in stored})


async def read_copy(dsn: str, source: str) -> tuple[list[Copied], list[str]]:
    """What the projections keep of a source, and what they have parked of any."""
    connection = await asyncpg.connect(dsn, server_settings={"search_path": "projections"})
    try:
        copied = [Copied(**dict(row)) for row in await connection.fetch(COPIED, source)]
        parked = [" ".join(map(str, row.values())) for row in await connection.fetch(PARKED)]
    finally:
        await connection.close()
    return copied, parked


def command_of(entry: Entry) -> UUID:
    """The id of a command, as the contract derives it from authority, caller and key."""
    return uuid5(COMMANDS, f"{entry.authority}:{len(entry.caller)}:{entry.caller}:{entry.key}")


def judge_log(
    log: Log, entries: Iterable[Entry], *, real_time: bool = False, by_itself: bool = False
) -> list[str]:
    """Everything that is wrong with the log; `by_itself` where the service may act on its own."""
    return [
        *_faults_of_order(log.events, real_time=real_time),
        *_faults_of_answers(log, list(entries), by_itself=by_itself),
    ]


def judge_copy(events: Sequence[Event], copied: Iterable[Copied]) -> list[str]:
    """A reader has each message once, and none that the log has not."""
    kept = Counter((one.stream_id, one.version, one.position) for one in copied)
    there = {(event.stream_id, event.version, event.position) for event in events}
    return [
        *(f"position {place[2]} was never read" for place in sorted(there - kept.keys())),
        *(f"position {place[2]} is not in the log" for place in sorted(kept.keys() - there)),
        *(f"position {place[2]} was kept {n} times" for place, n in kept.items() if n > 1),
    ]


def _faults_of_order(events: Sequence[Event], *, real_time: bool) -> Iterator[str]:
    if [event.position for event in events] != list(range(1, len(events) + 1)):
        yield "positions have a gap"
    if len({event.event_id for event in events}) != len(events):
        yield "an event is there twice"
    streams: dict[UUID, list[Event]] = defaultdict(list)
    for event in events:
        streams[event.stream_id].append(event)
    for stream, own in streams.items():
        if [event.version for event in own] != list(range(1, len(own) + 1)):
            yield f"case {stream}: versions are not in order"
        if _steps_back(own):
            yield f"case {stream}: recorded_at steps back"
    if real_time and _steps_back(events):
        yield "recorded_at steps back"


def _steps_back(events: Sequence[Event]) -> bool:
    recorded = [event.recorded_at for event in events]
    return recorded != sorted(recorded)


def _faults_of_answers(log: Log, entries: Sequence[Entry], *, by_itself: bool) -> Iterator[str]:
    by_command: dict[UUID, list[Event]] = defaultdict(list)
    for event in log.events:
        by_command[event.command_id].append(event)
    asked = {command_of(entry) for entry in entries}
    for entry in entries:
        yield from _faults_of_answer(entry, log, by_command[command_of(entry)])
    if not by_itself:
        for command in by_command.keys() - asked:
            yield f"{command} was stored, nobody asked for it"
    for command in log.commands.keys() - by_command.keys():
        yield f"{command} counts as done and has no event"


def _faults_of_answer(entry: Entry, log: Log, own: Sequence[Event]) -> Iterator[str]:
    stored = log.commands.get(command_of(entry))
    if len({(told.code, told.reference, told.version) for told in entry.told}) > 1:
        yield f"{entry.key} was answered in different ways: {entry.told}"
    for told in entry.told[:1]:
        if told.is_good:
            yield from _faults_of_acceptance(entry.key, told, stored)
        elif stored or own:
            yield f"{entry.key} was refused ({told.code}), and stored"
    if stored is not None:
        yield from _faults_of_storing(entry.key, stored, own)
    elif own:
        yield f"{entry.key} has events, and does not count as done"


def _faults_of_acceptance(key: str, told: Told, stored: Stored | None) -> Iterator[str]:
    if stored is None:
        yield f"{key} was acknowledged, and is not in the log"
    elif told.version not in {None, stored.versions[stored.answering]}:
        reached = stored.versions[stored.answering]
        yield f"{key} was answered version {told.version}, and wrote {reached}"


def _faults_of_storing(key: str, stored: Stored, own: Sequence[Event]) -> Iterator[str]:
    reached: dict[UUID, int] = {}
    for event in own:
        reached[event.stream_id] = max(reached.get(event.stream_id, 0), event.version)
    last = max((event.position for event in own), default=None)
    if reached != dict(zip(stored.streams, stored.versions, strict=True)) or (
        last != stored.position
    ):
        yield f"{key} was stored in part, or twice"
