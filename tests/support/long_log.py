"""A log of many events, written at once behind the service's back, for what reads it.

Each message is a whole document of the contract; its cases take turns, so every partition has some.
"""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

import asyncpg

from shared.event_store.partitions import partition_hash
from tests.shared.messages.samples import document
from tests.support.postgres import Database

CASES: Final = 500
_OF_CASES: Final = UUID(int=0xCA5E)
_OF_EVENTS: Final = UUID(int=0xE4E)
_AT: Final = datetime(2022, 4, 12, 9, 0, tzinfo=UTC)
_COLUMNS: Final = (
    *("position", "stream_id", "version", "event_id", "command_id", "authority", "stream_kind"),
    *("type", "schema_version", "occurred_on", "recorded_at", "actor", "actor_role"),
    *("correlation_id", "causation_id", "payload", "message", "partition_hash", "hash"),
)
_TEMPLATE_STREAM: Final = UUID(int=0x57)
_TEMPLATE_EVENT: Final = UUID(int=0xE7)


def case_of(number: int, *, cases: int = CASES) -> UUID:
    """The stream of the case whose turn it is at position `number`."""
    return uuid5(_OF_CASES, str(number % cases))


def event_at(position: int, *, history: str = "") -> UUID:
    """The id of the event at a position; another `history` has other events."""
    return uuid5(_OF_EVENTS, f"{history}{position}")


async def lengthen(
    database: Database,
    events: int,
    *,
    after: int = 0,
    cases: int = CASES,
    padding: int = 0,
    history: str = "",
) -> UUID:
    """Adds `events` events behind position `after`; the log's id.

    `padding` is how many bytes each message is longer than it would be.
    """
    connection = await asyncpg.connect(
        database.superuser_dsn, server_settings={"search_path": database.schema}
    )
    try:
        log_id: UUID = await connection.fetchval("select log_id from log_identity")
        template = _template(log_id, padding)
        streams = [case_of(number, cases=cases) for number in range(cases)]
        hashes = [partition_hash(stream) for stream in streams]
        rows = (
            _row(position, streams, hashes, template, event_at(position, history=history))
            for position in range(after + 1, after + events + 1)
        )
        # COPY sends json as text only.
        await connection.set_type_codec(
            "json", schema="pg_catalog", encoder=bytes, decoder=bytes, format="binary"
        )
        await connection.copy_records_to_table("events", records=rows, columns=_COLUMNS)
        await connection.execute("vacuum analyze events")
    finally:
        await connection.close()
    return log_id


def _template(log_id: UUID, padding: int) -> bytes:
    whole = document(
        log_id=log_id,
        stream=_TEMPLATE_STREAM,
        event_id=_TEMPLATE_EVENT,
        case_version=987_654,
        correlation_id="c" * (12 + padding),
    )
    return whole.replace(b'"position":"12"', b'"position":"@@"')


def _row(
    position: int, streams: list[UUID], hashes: list[int], template: bytes, event: UUID
) -> tuple[object, ...]:
    turn = position % len(streams)
    stream, version = streams[turn], (position - 1) // len(streams) + 1
    message = (
        template.replace(str(_TEMPLATE_STREAM).encode(), str(stream).encode())
        .replace(str(_TEMPLATE_EVENT).encode(), str(event).encode())
        .replace(b"987654", str(version).encode())
        .replace(b"@@", str(position).encode())
    )
    return (
        position, stream, version, event, event, "demo", "complaint", "complaint-received", 1,
        date(2022, 4, 11), _AT, "w-1", "complaints-officer", event, event, b"{}", message,
        hashes[turn], b"",
    )  # fmt: skip
