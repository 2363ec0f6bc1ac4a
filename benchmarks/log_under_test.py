"""A log as a service runs it, on a fresh database, and what is in it afterwards."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import asyncpg

from benchmarks.callers import called
from benchmarks.correctness import faults
from benchmarks.harness import Measured
from shared.event_store.news import LogNews
from shared.event_store.store import Append, Appended
from shared.event_store.writing import LogWriter
from tests.support.postgres import Database, Databases


@dataclass(frozen=True, slots=True, kw_only=True)
class LogUnderTest:
    """One process's writer on its log, as `make run` would have it."""

    database: Database
    writer: LogWriter
    news: LogNews

    async def measured(
        self, callers: int, seconds: float, make: Callable[[int], Append]
    ) -> Measured:
        """So many callers append what `make` gives; then the log is read and held against it."""

        async def act(number: int) -> UUID:
            append = make(number)
            outcome = await self.writer.append(append)
            assert isinstance(outcome, Appended), outcome
            return append.streams[0].events[0].event_id

        measured, told = await called(callers, seconds, act)
        found = faults(told, await self._events())
        return replace(
            measured,
            missed=found.missed,
            duplicated=found.duplicated,
            out_of_order=found.out_of_order,
        )

    async def _events(self) -> list[UUID]:
        connection = await asyncpg.connect(self.database.superuser_dsn)
        try:
            rows = await connection.fetch(
                f"select event_id from {self.database.schema}.events order by position"
            )
        finally:
            await connection.close()
        return [row["event_id"] for row in rows]


@asynccontextmanager
async def log_under_test(databases: Databases) -> AsyncIterator[LogUnderTest]:
    database = await databases.fresh("complaints")
    news = LogNews(database.service_dsn, database.schema)
    writer = LogWriter(database.service_dsn, database.schema, news)
    news.start()
    await writer.start()
    try:
        yield LogUnderTest(database=database, writer=writer, news=news)
    finally:
        await writer.close()
        await news.close()
