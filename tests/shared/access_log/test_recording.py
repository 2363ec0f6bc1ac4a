"""Whatever was answered as recorded stands in the log exactly once, in one order."""

import asyncio
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from shared.access_log.reads import (
    ReadNotRecorded,
    ReadRejected,
    RecordingStopped,
    TooManyReadsWaiting,
)
from shared.access_log.recording import AccessLog
from shared.access_log.verifying import verify_access_log
from shared.clock.identifiers import fresh
from shared.database.engine import Connection, Pool
from tests.shared.access_log.officers import CASE, OTHER_CASE, a_read, recording
from tests.support.postgres import Database


async def recorded_by(pool: Pool) -> list[UUID]:
    rows = await pool.fetch("select correlation_id from access_log order by position")
    return [row["correlation_id"] for row in rows]


async def test_a_read_is_there_as_it_was_told(access_log: AccessLog, pool: Pool) -> None:
    read = a_read(CASE, OTHER_CASE, agency="police")
    await access_log.record(read)
    row = dict(await pool.fetchrow("select * from access_log") or {})
    assert row.pop("position") == 1
    assert len(row.pop("hash")) == 32
    now = await pool.fetchval("select clock_timestamp()")
    assert 0 <= (now - row.pop("read_at")).total_seconds() < 60
    row["streams"] = tuple(row["streams"])
    assert row == {name: getattr(read, name) for name in row}


async def test_a_search_that_found_nobody_is_recorded(access_log: AccessLog, pool: Pool) -> None:
    await access_log.record(replace(a_read(), streams=()))
    assert await pool.fetchval("select streams from access_log") == []


async def test_many_at_once_from_two_processes_are_one_chain(
    database: Database, pool: Pool
) -> None:
    asked = [fresh() for _ in range(600)]
    async with recording(database) as here, recording(database) as there:
        await asyncio.gather(
            *(
                (here if number % 2 else there).record(a_read(correlation_id=one))
                for number, one in enumerate(asked)
            )
        )
    assert sorted(await recorded_by(pool)) == sorted(asked)
    positions = await pool.fetch("select position from access_log order by position")
    assert [row["position"] for row in positions] == list(range(1, 601))
    back = await pool.fetchval(
        "select count(*) from (select read_at < lag(read_at) over (order by position) as back"
        " from access_log) r where back"
    )
    assert back == 0
    async with pool.acquire() as connection:
        assert (await verify_access_log(connection)).ok


async def test_reads_of_one_process_share_commits(
    database: Database, superuser: Connection
) -> None:
    async with recording(database) as access_log:
        await access_log.record(a_read())
        await asyncio.gather(*(access_log.record(a_read()) for _ in range(100)))
        commits = await superuser.fetchval("select count(distinct xmin::text) from access_log")
    assert commits <= 5


async def test_more_than_may_wait_are_refused_and_the_others_recorded(
    database: Database, pool: Pool
) -> None:
    async with recording(database, most_waiting=3) as access_log:
        answers = await asyncio.gather(
            *(access_log.record(a_read()) for _ in range(10)), return_exceptions=True
        )
    refused = [one for one in answers if isinstance(one, TooManyReadsWaiting)]
    assert [one.retry_after_seconds for one in refused] == [1] * 7
    assert await pool.fetchval("select count(*) from access_log") == 3


async def test_what_the_database_would_not_take_spoils_no_neighbour(
    access_log: AccessLog, pool: Pool
) -> None:
    good = [fresh(), fresh()]
    first, bad, last = await asyncio.gather(
        access_log.record(a_read(correlation_id=good[0])),
        access_log.record(a_read(by="nobody\x00")),
        access_log.record(a_read(correlation_id=good[1])),
        return_exceptions=True,
    )
    assert (first, last) == (None, None)
    assert isinstance(bad, ReadRejected)
    assert await recorded_by(pool) == good


async def test_a_lost_connection_is_said_and_the_next_read_recorded(
    access_log: AccessLog, pool: Pool, superuser: Connection
) -> None:
    await access_log.record(a_read())
    async with superuser.transaction():
        # The read waits for the lock when its connection is cut.
        await superuser.execute("lock table access_log in exclusive mode")
        waiting = asyncio.create_task(access_log.record(a_read()))
        while not await superuser.fetchval(
            "select count(*) from pg_locks where not granted and relation = 'access_log'::regclass"
            " and database = (select oid from pg_database where datname = current_database())"
        ):
            await superuser.execute("select pg_sleep(0.01)")
        await superuser.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where application_name = 'candour-access-log' and datname = current_database()"
        )
        with pytest.raises(ReadNotRecorded):
            await waiting
    await access_log.record(a_read())
    assert await pool.fetchval("select count(*) from access_log") == 2


async def test_no_database_no_read(database: Database) -> None:
    nowhere = AccessLog("postgresql://nobody:x@127.0.0.1:9/nowhere", database.schema)
    with pytest.raises(ReadNotRecorded):
        await nowhere.record(a_read())
    await nowhere.close()


async def test_a_closed_log_has_finished_what_waited(database: Database, pool: Pool) -> None:
    async with recording(database) as access_log:
        waiting = [asyncio.create_task(access_log.record(a_read())) for _ in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert await pool.fetchval("select count(*) from access_log") == 5
    with pytest.raises(RecordingStopped):
        await access_log.record(a_read())


@pytest.mark.parametrize(
    "statement",
    [
        "update access_log set reason = null",
        "delete from access_log",
        "truncate access_log",
        "insert into access_log select * from access_log",
    ],
)
async def test_the_service_itself_can_change_nothing(
    access_log: AccessLog, pool: Pool, statement: str
) -> None:
    await access_log.record(a_read())
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["update access_log set reason = null", "delete from access_log", "truncate access_log"],
)
async def test_not_even_the_owner_changes_a_read(
    access_log: AccessLog, superuser: Connection, statement: str
) -> None:
    await access_log.record(a_read())
    with pytest.raises(asyncpg.PostgresError) as refused:
        await superuser.execute(statement)
    assert refused.value.sqlstate == "CN002"
