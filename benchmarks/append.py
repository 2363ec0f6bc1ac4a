"""The log's append, as the services use it, against bare INSERTs of the same event.

Run `python -m benchmarks.append`; it starts a PostgreSQL of its own and takes about 20 seconds.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date
from uuid import uuid4

import asyncpg

from shared.event_store.news import LogNews
from shared.event_store.partitions import partition_hash
from shared.event_store.store import Append, Appended, ListRow, NewEvent, StreamAppend
from shared.event_store.writing import LogWriter
from tests.support.postgres import Database, Databases, PostgresSession

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
CALLERS = (1, 8, 16, 64)
RECEIVED = date(2022, 4, 11)
PAYLOAD = b'{"channel":"letter","causes":["delay"],"said":{"enc":"text","c":"' + b"x" * 300 + b'"}}'
MESSAGE = b'{"specversion":"1.0","data":{"codes":"' + b"m" * 900 + b'"}'
BARE = """
insert into bare values (nextval('bare_positions'), $1, 1, $2, 'demo', 'complaint',
  'complaint-received', 1, '2022-04-11', now(), 'worker-1', $3::text::json, $4, $5)
"""
BARE_TABLE = """
create sequence bare_positions;
create table bare (position bigint primary key, stream_id uuid, version integer,
  event_id uuid unique, authority text, stream_kind text, type text, schema_version integer,
  occurred_on date, recorded_at timestamptz, actor text, payload json, message bytea,
  partition_hash integer, unique (stream_id, version));
"""


def whole_append() -> Append:
    """One command as the complaints service sends it: event, message and list row."""
    command = uuid4()
    row = ListRow(
        kind="complaint",
        reference=f"C-2022-{command.hex}",
        place="received",
        team="team-1",
        tags=("cause:delay", "route:statutory"),
        people=(uuid4(),),
        personal=b'{"name":{"c":"' + b"x" * 80 + b'"}}',
    )
    event = NewEvent(
        event_id=uuid4(),
        type="complaint-received",
        occurred_on=RECEIVED,
        payload=PAYLOAD,
        message=MESSAGE,
    )
    return Append(
        command_id=command,
        authority="demo",
        caller="officer",
        fingerprint=b"f" * 32,
        actor="worker-1",
        actor_role="complaints-officer",
        correlation_id=command,
        causation_id=command,
        streams=(
            StreamAppend(
                stream_id=uuid4(),
                stream_kind="complaint",
                expected_version=0,
                events=(event,),
                list_row=row,
            ),
        ),
    )


async def rate(callers: int, act: Callable[[int], Awaitable[None]]) -> tuple[float, float]:
    """Calls a second, and the 99th percentile of their milliseconds."""
    taken: list[float] = []
    end = time.perf_counter() + SECONDS

    async def call(number: int) -> None:
        while (begun := time.perf_counter()) < end:
            await act(number)
            taken.append(time.perf_counter() - begun)

    await asyncio.gather(*(call(number) for number in range(callers)))
    taken.sort()
    return len(taken) / SECONDS, taken[int(len(taken) * 0.99)] * 1000


async def through_the_log(database: Database, callers: int) -> tuple[float, float]:
    news = LogNews(database.service_dsn, database.schema)
    writer = LogWriter(database.service_dsn, database.schema, news)
    await writer.start()

    async def act(_: int) -> None:
        assert isinstance(await writer.append(whole_append()), Appended)

    try:
        return await rate(callers, act)
    finally:
        await writer.close()


async def bare(database: Database, callers: int) -> tuple[float, float]:
    connections = [await asyncpg.connect(database.superuser_dsn) for _ in range(callers)]
    statements = [await connection.prepare(BARE) for connection in connections]

    async def act(number: int) -> None:
        stream = uuid4()
        await statements[number].fetch(
            stream, uuid4(), PAYLOAD.decode(), MESSAGE, partition_hash(stream)
        )

    try:
        return await rate(callers, act)
    finally:
        for connection in connections:
            await connection.close()


async def measure(databases: Databases) -> None:
    database = await databases.fresh("log")
    connection = await asyncpg.connect(database.superuser_dsn)
    await connection.execute(BARE_TABLE)
    await connection.close()
    print("callers   whole append/s   p99 ms   bare insert/s   p99 ms   ratio")
    for callers in CALLERS:
        whole, whole_late = await through_the_log(database, callers)
        plain, plain_late = await bare(database, callers)
        print(
            f"{callers:7}   {whole:14,.0f}   {whole_late:6.1f}   {plain:13,.0f}   {plain_late:6.1f}"
            f"   {whole / plain:5.2f}"
        )
    await databases.drop_all()


def main() -> None:
    session = PostgresSession(durable=True)
    try:
        asyncio.run(measure(Databases(session.start())))
    finally:
        session.stop()


if __name__ == "__main__":
    main()
