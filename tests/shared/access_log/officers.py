"""Reads in few words, saying only what a test is about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from shared.access_log.reads import NewRead
from shared.access_log.recording import AccessLog
from shared.clock.identifiers import fresh
from tests.support.postgres import Database

CASE = UUID(int=1)
OTHER_CASE = UUID(int=2)


def a_read(
    *streams: UUID,
    by: str = "officer-1",
    worker: str | None = "w-1",
    authority: str = "demo",
    agency: str | None = None,
    correlation_id: UUID | None = None,
) -> NewRead:
    return NewRead(
        authority=authority,
        subject=by,
        worker=worker,
        role="complaints-officer",
        team="north",
        agency=agency,
        act="see-case",
        kind="complaint",
        streams=streams or (CASE,),
        reason="audit",
        correlation_id=correlation_id or fresh(),
    )


@asynccontextmanager
async def recording(database: Database, *, most_waiting: int = 1_000) -> AsyncIterator[AccessLog]:
    access_log = AccessLog(database.service_dsn, database.schema, most_waiting=most_waiting)
    try:
        yield access_log
    finally:
        await access_log.close()
