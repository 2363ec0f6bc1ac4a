"""A new generation: folded from a snapshot, indexed, checked; not yet level, not yet live."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asyncpg import Record

from services.projections.application.projecting import Projecting
from services.projections.application.rebuilds import RebuildState
from services.projections.store.generations import ONE, TABLES, live, numbered
from services.projections.store.rebuilding.outcome import CountsDiffer
from services.projections.store.rebuilding.requests import TakenUp
from services.projections.store.rebuilding.shares import (
    Folding,
    all_of,
    fold_all,
    processes_here,
)
from services.projections.store.writing import ReadModels
from shared.database.engine import Connection, connect
from shared.runner import Delivery, Lent, passing
from shared.runner.ahead import given_up
from shared.telemetry.points import reached

TELL_EVERY_SECONDS: Final = 0.5
SNAPSHOT: Final = "select pg_current_snapshot()::text, pg_export_snapshot()"
BEGIN: Final = "select begin_generation($1::text::pg_snapshot)"
FINISH: Final = "select finish_table($1, $2)"
ROOM_TO_SORT: Final = "set maintenance_work_mem = '256MB'"
UNHURRIED: Final = "set local idle_in_transaction_session_timeout = 0"
COUNTS: Final = """
select (select count(*) from recordings) as messages, (select count(*) from heads) as cases,
       (select count(*) from clocks) as clocks, (select count(*) from facts) as facts,
       (select count(*) from people) as people
"""
INDEXING: Final = 2
"""Connections that index at once."""
FIRST_PARKED: Final = """
select distinct on (source, stream_id)
       source, position, stream_id, version, event_id, recorded_at, body
from parked
where name = $1 and released_at is null and skipped_at is null
order by source, stream_id, version, position
"""
TRIED: Final = 500
"""So many parked cases are tried at most: more than that is an alarm of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Builds generations of the read models of one database."""

    dsn: str
    schema: str
    readers: str
    told: TakenUp

    async def build(self, leading: Lent, rebuild_id: UUID) -> tuple[int, Mapping[str, int]]:
        """The new generation, and what was counted in it.

        RebuildFailed; ShareEnded and faults of the database, which pass.
        """
        async with leading.transaction(isolation="repeatable_read"):
            await leading.execute(UNHURRIED)
            snapshot = await leading.fetchrow(SNAPSHOT)
            assert snapshot is not None
            seen, exported = snapshot
            await live(leading)
            messages = await leading.fetchval("select count(*) from messages")
            sources = await leading.fetch("select source, count(*) as cases from heads group by 1")
            cases = sum(row["cases"] for row in sources)
            generation = await self._begin(seen)
            await self.told.tell(
                rebuild_id,
                RebuildState.FOLDING,
                generation=generation,
                messages=messages,
                done=0,
            )
            folding = Folding(
                dsn=self.dsn,
                schema=self.schema,
                readers=self.readers,
                snapshot=exported,
                generation=generation,
                sources=sorted(row["source"] for row in sources),
                processes=processes_here(),
            )
            await self._fold(rebuild_id, folding)
        await self.told.tell(rebuild_id, RebuildState.INDEXING)
        reached("rebuild.indexing")
        await self._finish(generation)
        await self.told.tell(rebuild_id, RebuildState.CHECKING)
        reached("rebuild.checking")
        checks = await self._checked(leading, generation, messages=messages, cases=cases)
        return generation, checks

    async def _begin(self, seen: str) -> int:
        connection = await self._connection()
        try:
            generation: int = await connection.fetchval(BEGIN, seen)
        finally:
            await connection.close()
        return generation

    async def _fold(self, rebuild_id: UUID, folding: Folding) -> None:
        folded = 0

        def done(messages: int) -> None:
            nonlocal folded
            folded += messages
            reached("rebuild.folding")

        async def tell() -> None:
            while True:
                await asyncio.sleep(TELL_EVERY_SECONDS)
                await self.told.folded(rebuild_id, folded)

        telling = asyncio.create_task(tell())
        try:
            await fold_all(folding, done)
        finally:
            await given_up(telling)
        await self.told.folded(rebuild_id, folded)

    async def _finish(self, generation: int) -> None:
        """Indexes, the largest tables first, on two connections."""
        waiting = ["heads", "cases", "people", "recordings", "facts", "clocks"]
        assert sorted(waiting) == sorted(TABLES)

        async def finish() -> None:
            connection = await self._connection()
            try:
                await connection.execute(ROOM_TO_SORT)
                while waiting:
                    await connection.execute(FINISH, generation, waiting.pop())
            finally:
                await connection.close()

        await all_of(finish() for _ in range(INDEXING))

    async def _checked(
        self, connection: Lent, generation: int, *, messages: int, cases: int
    ) -> Mapping[str, int]:
        async with connection.transaction():
            await connection.execute(ONE, generation)
            row = await connection.fetchrow(COUNTS)
            parked, fit = await self._parked(connection, generation)
        assert row is not None
        if (row["messages"], row["cases"]) != (messages, cases):
            raise CountsDiffer
        return {**dict(row), "parked_cases": parked, "parked_now_fit": fit}

    async def _parked(self, connection: Lent, generation: int) -> tuple[int, int]:
        """How many cases are parked, and how many of them could now be applied.

        Tried for real on the new generation, and undone.
        """
        rows = await connection.fetch(FIRST_PARKED, self.readers)
        projection = Projecting(ReadModels(numbered(generation), keeps_messages=False))
        fit = 0
        for row in rows[:TRIED]:
            trial = connection.transaction()
            await trial.start()
            try:
                await projection.apply(connection, row["source"], [_delivery(row)])
                fit += 1
            except Exception as fault:
                if passing(fault):
                    raise
            finally:
                await trial.rollback()
        return len(rows), fit

    async def _connection(self) -> Connection:
        return await connect(self.dsn, self.schema, statement_timeout_milliseconds=0)


def _delivery(row: Record) -> Delivery:
    return Delivery(**{name: row[name] for name in row.keys() if name != "source"})  # noqa: SIM118
