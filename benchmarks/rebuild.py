"""A rebuild of 1,000,000 messages: under a minute, and in proportion to their number.

`python -m benchmarks.rebuild --rounds 1` takes about three minutes, half of them to make the
messages. With `BENCH_MESSAGES=100000` it takes 20 seconds, and its targets are those of a tenth.
"""

import asyncio
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import asyncpg

from benchmarks.harness import Bench, Row, run
from benchmarks.kept_messages import keep
from services.projections.application.rebuilds import RebuildAsked, RebuildKind, RebuildState
from services.projections.store.rebuilding.rebuilder import Rebuilder
from services.projections.store.rebuilding.requests import AskedRebuilds
from shared.database.engine import open_pool
from tests.support.postgres import Database

MESSAGES: Final = int(os.environ.get("BENCH_MESSAGES", "1000000"))
SECONDS_AT_MOST: Final = 60.0 * MESSAGES / 1_000_000
TIMES_AT_MOST: Final = 11.0
MISSED: Final = """
select count(*) from projections.messages m
where not exists (select from projections_g2.recordings r
                  where r.source = m.source and r.position = m.position)
"""
DUPLICATED: Final = """
select count(*) - count(distinct (source, position)) from projections_g2.recordings
"""
OUT_OF_ORDER: Final = """
select (select count(*) from projections_g2.clocks c
        where c.position_to is not null and c.position_to <= c.position_from)
     + (select count(*) from projections_g2.heads g join projections_g1.heads l
        using (source, stream_id) where g.version <> l.version)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """One rebuild: how long, by the phases that it told, and what was wrong with it."""

    seconds: float
    peak_mb: float
    phases: dict[str, float]
    missed: int
    duplicated: int
    out_of_order: int


async def rebuilt(bench: Bench, messages: int) -> Rebuilt:
    database = await bench.databases.fresh("projections")
    await keep(database, messages)
    pool = await open_pool(database.service_dsn, database.schema)
    try:
        asked = await AskedRebuilds(pool).ask(
            RebuildAsked(
                rebuild_id=uuid4(),
                kind=RebuildKind.REBUILD,
                fingerprint=b"",
                asked_by="bench",
                asked_role="administrator",
            )
        )
        rebuilder = Rebuilder(
            dsn=database.service_dsn, schema=database.schema, readers="figures", pool=pool
        )
        phases: dict[str, float] = {}
        peak = [0.0]

        async def watch() -> None:
            while True:
                state = await pool.fetchval("select state from rebuilds")
                phases[state] = phases.get(state, 0.0) + 0.25
                peak[0] = max(peak[0], _children_mb())
                await asyncio.sleep(0.25)

        watching = asyncio.create_task(watch())
        began = time.perf_counter()
        await rebuilder.carry_out()
        seconds = time.perf_counter() - began
        watching.cancel()
        done = await AskedRebuilds(pool).find(asked.rebuild_id)
        assert done is not None
        assert done.state is RebuildState.DONE, done
    finally:
        await pool.close()
    missed, duplicated, out_of_order = await _wrong(database)
    return Rebuilt(
        seconds=seconds,
        peak_mb=peak[0],
        phases=phases,
        missed=missed,
        duplicated=duplicated,
        out_of_order=out_of_order,
    )


async def _wrong(database: Database) -> tuple[int, int, int]:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        return (
            await connection.fetchval(MISSED),
            await connection.fetchval(DUPLICATED),
            await connection.fetchval(OUT_OF_ORDER),
        )
    finally:
        await connection.close()


def _children_mb() -> float:
    """The memory of the biggest process that folds, in megabytes."""
    found = [0.0]
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes()
            status = (place / "status").read_text()
        except OSError:
            continue
        if b"rebuilding.share" in command and f"PPid:\t{os.getpid()}\n" in status:
            held = next(line for line in status.splitlines() if line.startswith("VmHWM"))
            found.append(int(held.split()[1]) / 1024)
    return max(found)


async def rows(bench: Bench) -> list[Row]:
    tenth = await rebuilt(bench, MESSAGES // 10)
    whole = await rebuilt(bench, MESSAGES)
    times = whole.seconds / tenth.seconds
    phases = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in whole.phases.items())
    return [
        Row(
            measure="Rebuild",
            load=f"{MESSAGES:,} messages",
            ours=whole.seconds,
            unit="s",
            at_most=SECONDS_AT_MOST,
            missed=whole.missed,
            duplicated=whole.duplicated,
            out_of_order=whole.out_of_order,
            peak_mb=whole.peak_mb,
            growth_mb=whole.peak_mb - tenth.peak_mb,
            note=phases,
        ),
        Row(
            measure="Rebuild",
            load=f"against {MESSAGES // 10:,}",
            ours=times,
            unit=" times",
            at_most=TIMES_AT_MOST,
            missed=tenth.missed,
            duplicated=tenth.duplicated,
            out_of_order=tenth.out_of_order,
            peak_mb=tenth.peak_mb,
            note=f"{tenth.seconds:.1f} s",
        ),
    ]


if __name__ == "__main__":
    run(rows)
