"""The event's row only: the log's append at its smallest, against one bare INSERT for each commit.

Ours: an event without list row, sealed value or message to speak of, through the group commit; the
log still draws its position, chains its hash, refuses conflicts and writes the command's row.
Theirs: the same row with the same bytes into a table of the same columns, indexes and checks, its
position from a sequence, each INSERT its own transaction on a connection for each caller. It keeps
no order: its positions may appear late, with holes, and nothing is refused.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final
from uuid import UUID, uuid4

import asyncpg

from benchmarks.callers import called
from benchmarks.correctness import faults
from benchmarks.harness import Bench, Measured, Row, compared_row, run
from benchmarks.letters import RECEIVED, SHORT_MESSAGE, SHORT_PAYLOAD, bare_append
from benchmarks.log_under_test import LogUnderTest, log_under_test
from shared.event_store.partitions import partition_hash
from tests.support.postgres import Database, Databases

_TARGETS: Final = {16: 1.2, 64: 2.5}
_SLOW_TARGETS: Final = {16: 1.2, 64: 1.2}
_TABLE: Final = """
create sequence bare_positions;
create table bare (like complaints.events including all);
"""
_INSERT: Final = """
insert into bare values (nextval('bare_positions'), $1, 1, $2, $3, 'demo', 'complaint',
  'complaint-received', 1, $4, null, $5, null, null, null, 'worker-1', 'complaints-officer', null,
  $3, $3, $6::text::json, $7, $8, $9)
"""
_PAYLOAD: Final = SHORT_PAYLOAD.decode()
_MESSAGE: Final = SHORT_MESSAGE + b',"time":"2022-04-11T09:00:00.000000Z","position":"100000"}'
_HASH: Final = b"h" * 32


async def rows(bench: Bench) -> list[Row]:
    found = await _on(bench, bench.databases, "", _TARGETS)
    slow = bench.slow_databases
    if slow is not None:
        found += await _on(bench, slow, ", slow disk", _SLOW_TARGETS)
    return found


async def _on(
    bench: Bench, databases: Databases, where: str, targets: dict[int, float]
) -> list[Row]:
    theirs = await databases.fresh("complaints")
    connection = await asyncpg.connect(theirs.superuser_dsn)
    await connection.execute(_TABLE)
    await connection.close()
    found: list[Row] = []
    async with log_under_test(databases) as log:
        for callers, target in targets.items():
            compared = await bench.compared(
                partial(_ours, log, callers, bench.seconds),
                partial(_theirs, theirs, callers, bench.seconds),
            )
            found.append(
                compared_row(
                    "append, event row only",
                    f"{callers} callers{where}",
                    compared,
                    against_name="bare INSERT",
                    at_least=target,
                )
            )
    return found


async def _ours(log: LogUnderTest, callers: int, seconds: float) -> Measured:
    return await log.measured(callers, seconds, lambda _: bare_append())


async def _theirs(database: Database, callers: int, seconds: float) -> Measured:
    connections = [await asyncpg.connect(database.superuser_dsn) for _ in range(callers)]
    statements = [await connection.prepare(_INSERT) for connection in connections]
    recorded_at = datetime.now(UTC)

    async def act(number: int) -> UUID:
        stream, event, command = uuid4(), uuid4(), uuid4()
        await statements[number].fetch(
            *(stream, event, command, RECEIVED, recorded_at, _PAYLOAD, _MESSAGE),
            *(partition_hash(stream), _HASH),
        )
        return event

    try:
        measured, told = await called(callers, seconds, act)
        log = await connections[0].fetch("select event_id from bare order by position")
    finally:
        for connection in connections:
            await connection.close()
    found = faults(told, [row["event_id"] for row in log])
    return replace(measured, missed=found.missed, duplicated=found.duplicated)


if __name__ == "__main__":
    run(rows)
