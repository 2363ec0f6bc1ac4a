"""Appends in few words, saying only what a test is about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from shared.clock.identifiers import fresh
from shared.database.engine import Pool, open_pool
from shared.database.line import Line
from shared.event_store.histories import Histories
from shared.event_store.news import LogNews
from shared.event_store.reading import LogReader
from shared.event_store.store import Append, ListRow, NewEvent, StreamAppend
from shared.event_store.writing import LogWriter
from tests.support.postgres import Database

RECEIVED = date(2022, 4, 11)


def event(
    *,
    event_id: UUID | None = None,
    type: str = "complaint-received",  # noqa: A002 - the log's own word
    payload: bytes = b'{"channel": "letter",  "n": 1.0}',
    occurred_on: date | None = RECEIVED,
    occurred_at: datetime | None = None,
) -> NewEvent:
    return NewEvent(
        event_id=event_id or fresh(),
        type=type,
        occurred_on=None if occurred_at else occurred_on,
        occurred_at=occurred_at,
        payload=payload,
        message=b'{"specversion":"1.0","id":"x"',
    )


def on(
    stream: UUID, expected: int = 0, *, events: int = 1, row: ListRow | None = None
) -> StreamAppend:
    return StreamAppend(
        stream_id=stream,
        stream_kind="complaint",
        expected_version=expected,
        events=tuple(event() for _ in range(events)),
        list_row=row,
    )


def append(
    *streams: StreamAppend,
    command: UUID | None = None,
    simulated_at: datetime | None = None,
    fingerprint: bytes = b"print",
    answering: int = 0,
) -> Append:
    command_id = command or fresh()
    return Append(
        command_id=command_id,
        authority="demo",
        caller="officer",
        fingerprint=fingerprint,
        actor="worker-1",
        actor_role="complaints-officer",
        correlation_id=uuid5(command_id, "correlation"),
        causation_id=command_id,
        simulated_at=simulated_at,
        streams=streams,
        answering=answering,
    )


def row(reference: str = "C-2022-00001", **said: object) -> ListRow:
    return ListRow(kind="complaint", reference=reference, place="received", **said)  # type: ignore[arg-type] # the test says


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A running log: its writer, its readers and a pool as the service sees it."""

    database: Database
    writer: LogWriter
    reader: LogReader
    histories: Histories
    news: LogNews
    pool: Pool


@asynccontextmanager
async def running(
    database: Database, *, most_waiting: int = 1024, patience_seconds: float = 10.0
) -> AsyncIterator[Log]:
    news = LogNews(database.service_dsn, database.schema)
    writer = LogWriter(
        database.service_dsn,
        database.schema,
        news,
        most_waiting=most_waiting,
        patience_seconds=patience_seconds,
    )
    pool = await open_pool(database.service_dsn, database.schema, max_size=4)
    line = Line(database.service_dsn, database.schema)
    news.start()
    await writer.start()
    try:
        yield Log(
            database=database,
            writer=writer,
            reader=LogReader(pool, news),
            histories=Histories(line),
            news=news,
            pool=pool,
        )
    finally:
        await line.close()
        await writer.close()
        await news.close()
        await pool.close()
