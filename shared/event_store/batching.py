"""Which waiting appends go to the database together, and how they are laid out for it.

The layout is that of the parameters of the SQL function `append` in `sql/log_v1.sql`.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final, Protocol, TypeVar
from uuid import UUID

from shared.event_store.partitions import partition_hash
from shared.event_store.store import Append, ListRow, NewEvent, StreamAppend

MOST_APPENDS: Final = 128
MOST_BYTES: Final = 1_000_000

_APPEND_TYPES: Final = (
    *("uuid", "text", "text", "bytea", "text", "text", "text", "uuid", "uuid"),
    *("timestamptz", "integer"),
)
_STREAM_TYPES: Final = ("integer", "uuid", "text", "integer", "integer", "integer")
_EVENT_TYPES: Final = (
    *("integer", "uuid", "text", "integer", "date", "timestamptz", "date", "text", "uuid"),
    *("text", "bytea"),
)
_LIST_TYPES: Final = (
    *("integer", "text", "text", "text", "text", "text", "text", "text"),
    *("date", "date", "date", "text", "text", "text", "text"),
)
_TYPES: Final = _APPEND_TYPES + _STREAM_TYPES + _EVENT_TYPES + _LIST_TYPES
CALL: Final = "select * from append({})".format(  # noqa: S608 - built from constants above
    ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES, start=1))
)

Column = Sequence[object]


class Waiting(Protocol):
    """An append in the queue."""

    @property
    def append(self) -> Append: ...


WaitingT = TypeVar("WaitingT", bound=Waiting)


def take_batch(queue: deque[WaitingT]) -> list[WaitingT]:
    """Take the next batch from the front of `queue`, never empty unless the queue is.

    An append on a stream that the batch already holds is taken only if it expects the version
    which that one leads to. Otherwise it stays for the next batch, and so does everything behind it
    on the streams it names, so that one caller's appends keep their order.
    """
    batch: list[WaitingT] = []
    left: list[WaitingT] = []
    versions: dict[UUID, int] = {}
    held: set[UUID] = set()
    size = 0
    while queue and len(batch) < MOST_APPENDS:
        waiting = queue.popleft()
        append = waiting.append
        size += size_of(append)
        if batch and size > MOST_BYTES:
            queue.appendleft(waiting)
            break
        if all(_chains(stream, versions, held) for stream in append.streams):
            batch.append(waiting)
            for stream in append.streams:
                versions[stream.stream_id] = stream.expected_version + len(stream.events)
        else:
            left.append(waiting)
            held.update(stream.stream_id for stream in append.streams)
    queue.extendleft(reversed(left))
    return batch


def size_of(append: Append) -> int:
    """The bytes of an append's payloads and messages."""
    return sum(
        len(event.payload) + len(event.message)
        for stream in append.streams
        for event in stream.events
    )


def columns(appends: Sequence[Append]) -> tuple[Column, ...]:
    """The arguments of `CALL` for these appends."""
    streams: list[tuple[object, ...]] = []
    events: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    for number, append in enumerate(appends, start=1):
        for stream in append.streams:
            streams.append(_stream(number, stream))
            slot = len(streams)
            events.extend(_event(slot, event) for event in stream.events)
            if stream.list_row is not None:
                rows.append(_list_row(slot, stream.list_row))
    return (
        *_turned([_append(append) for append in appends], len(_APPEND_TYPES)),
        *_turned(streams, len(_STREAM_TYPES)),
        *_turned(events, len(_EVENT_TYPES)),
        *_turned(rows, len(_LIST_TYPES)),
    )


def _chains(stream: StreamAppend, versions: dict[UUID, int], held: set[UUID]) -> bool:
    present = versions.get(stream.stream_id, stream.expected_version)
    return stream.stream_id not in held and present == stream.expected_version


def _append(append: Append) -> tuple[object, ...]:
    return (
        append.command_id,
        append.authority,
        append.caller,
        append.fingerprint,
        append.actor,
        append.actor_role,
        append.actor_team,
        append.correlation_id,
        append.causation_id,
        append.simulated_at,
        append.answering,
    )


def _stream(number: int, stream: StreamAppend) -> tuple[object, ...]:
    return (
        number,
        stream.stream_id,
        stream.stream_kind,
        stream.expected_version,
        len(stream.events),
        partition_hash(stream.stream_id),
    )


def _event(slot: int, event: NewEvent) -> tuple[object, ...]:
    return (
        slot,
        event.event_id,
        event.type,
        event.schema_version,
        event.occurred_on,
        event.occurred_at,
        event.known_from,
        event.import_source,
        event.corrects,
        event.payload.decode(),
        event.message,
    )


def _list_row(slot: int, row: ListRow) -> tuple[object, ...]:
    return (
        slot,
        row.kind,
        row.reference,
        row.place,
        row.stage,
        row.team,
        row.worker,
        row.service_area,
        row.opened_on,
        row.due_on,
        row.closed_on,
        _array(row.tags),
        _array(map(str, row.people)),
        None if row.personal is None else row.personal.decode(),
        row.summary.decode(),
    )


def _array(values: Iterable[str]) -> str:
    """A PostgreSQL array literal: an array of arrays would need lists of one length."""
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in escaped) + "}"


def _turned(rows: Sequence[tuple[object, ...]], width: int) -> tuple[Column, ...]:
    return tuple(zip(*rows, strict=True)) if rows else ((),) * width
