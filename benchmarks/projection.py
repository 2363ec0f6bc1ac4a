"""The projection of the real indicators, live, against the library's runner writing the same rows.

Both write every row of clocks, facts, cases, people and recordings of the same messages, on one
server; ours keeps the messages too. `BENCH_MESSAGES` says how many ours reads to show that its
memory does not grow with their number (200,000 by default: a million takes two minutes and more).
"""

import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

import asyncpg

from benchmarks.county_messages import LOG, deliveries
from benchmarks.harness import Bench, Measured, Row, compared_row, run
from benchmarks.library import NAME
from benchmarks.memory import Memory
from services.projections.application.projecting import Projecting
from services.projections.settings import READERS
from services.projections.store.writing import ReadModels
from shared.database.engine import open_pool
from shared.event_store.store import Checkpoint
from shared.runner import WHOLE, Delivery, Page, Reader, Reading
from tests.support.postgres import Database

FEW: Final = 10_000
MANY: Final = int(os.environ.get("BENCH_MESSAGES", "200000"))
OF_LIBRARY: Final = 1_500
TIMES_AT_LEAST: Final = 15.0
GROWTH_MB: Final = 32.0
TABLES: Final = ("clocks", "facts", "cases", "people", "recordings", "heads")
WRONG: Final = """
select {count} - count(distinct position) as missed,
       count(*) - count(distinct position) as duplicated,
       (select count(*) from projections_g1.clocks
        where position_to <= position_from) as out_of_order
from projections_g1.recordings
"""


@dataclass(slots=True)
class GeneratedLog:
    """A log that is made as it is read, so that no memory but the reader's grows."""

    count: int
    name: str = "complaints"
    _log: object = field(init=False)
    _read: int = 0

    def __post_init__(self) -> None:
        self._log = deliveries(self.name, self.count)

    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        del wait_seconds
        assert (after.position if after else 0) == self._read, "read once, in order"
        told: tuple[Delivery, ...] = tuple(islice(self._log, limit))  # type: ignore[call-overload]
        self._read += len(told)
        return Page(log_id=UUID(LOG), deliveries=told, read_to=self._read, head=self.count)

    async def case(self, stream_id: UUID) -> tuple[Delivery, ...]:
        raise AssertionError(f"{stream_id} has no gap")


async def ours(bench: Bench, count: int) -> tuple[Measured, dict[str, int]]:
    """So many messages, read page by page into a fresh database."""
    database = await bench.databases.fresh("projections")
    pool = await open_pool(database.service_dsn, database.schema)
    reading = Reading(
        name=READERS, source="complaints", slot=WHOLE, owner=uuid4(), lease=timedelta(seconds=60)
    )
    source = GeneratedLog(count)
    made = time.perf_counter()
    for _ in deliveries("complaints", min(count, FEW)):
        pass
    making = (time.perf_counter() - made) * count / min(count, FEW)
    try:
        with Memory() as memory:
            began = time.perf_counter()
            await Reader(pool, reading, source, Projecting(ReadModels())).catch_up()
            took = time.perf_counter() - began - making
    finally:
        await pool.close()
    return await _measured(database, count, count / took, memory), await _counted(database)


async def theirs(bench: Bench) -> tuple[Measured, dict[str, int]]:
    database = await bench.databases.fresh("projections")
    postgres = bench.databases.postgres
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": database.name,
        "POSTGRES_HOST": postgres.server.host,
        "POSTGRES_PORT": str(postgres.server.port),
        "POSTGRES_USER": "postgres",
        "POSTGRES_PASSWORD": postgres.passwords.of("postgres"),
        "POSTGRES_POOL_SIZE": "2",
        "POSTGRES_MAX_OVERFLOW": "8",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.library_projection"),
        *(str(OF_LIBRARY), json.dumps(environment)),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, "the library's side failed"
    per_second = json.loads(said.splitlines()[-1])["per_second"]
    measured = await _measured(database, OF_LIBRARY, per_second, None)
    return measured, await _counted(database)


async def _measured(
    database: Database, count: int, per_second: float, memory: Memory | None
) -> Measured:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        wrong = await connection.fetchrow(WRONG.format(count=count))
    finally:
        await connection.close()
    assert wrong is not None
    return Measured(
        per_second=per_second,
        missed=wrong["missed"],
        duplicated=wrong["duplicated"],
        out_of_order=wrong["out_of_order"],
        peak_mb=memory.peak_mb if memory else None,
        growth_mb=memory.growth_mb if memory else None,
    )


async def _counted(database: Database) -> dict[str, int]:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        return {
            table: await connection.fetchval(f"select count(*) from projections_g1.{table}")
            for table in TABLES
        }
    finally:
        await connection.close()


async def rows(bench: Bench) -> list[Row]:
    _, our_rows = await ours(bench, OF_LIBRARY)
    _, their_rows = await theirs(bench)
    assert our_rows == their_rows, "both sides write the same rows"

    async def our_side() -> Measured:
        return (await ours(bench, FEW))[0]

    async def their_side() -> Measured:
        return (await theirs(bench))[0]

    compared = await bench.compared(our_side, their_side)
    few = compared.ours
    many, _ = await ours(bench, MANY)
    assert many.peak_mb is not None
    assert few.peak_mb is not None
    return [
        compared_row(
            "Projection, live",
            f"{FEW:,} messages",
            compared,
            against_name=NAME,
            at_least=TIMES_AT_LEAST,
            note=f"{sum(our_rows.values()) / OF_LIBRARY:.1f} rows a message",
        ),
        Row(
            measure="Projection, live: memory",
            load=f"{MANY:,} messages",
            ours=many.peak_mb - few.peak_mb,
            unit="MB",
            at_most=GROWTH_MB,
            missed=many.missed,
            duplicated=many.duplicated,
            out_of_order=many.out_of_order,
            peak_mb=many.peak_mb,
            growth_mb=many.growth_mb,
            note=f"more than with {FEW:,}; {many.per_second:,.0f}/s",
        ),
    ]


if __name__ == "__main__":
    run(rows)
