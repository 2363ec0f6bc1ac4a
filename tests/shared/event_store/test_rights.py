"""What the service may not do to its own log, and what nobody may."""

import asyncpg
import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import Connection
from tests.shared.event_store.appends import Log, append, on, row

CHANGES = [
    "update events set actor = 'nobody'",
    "delete from events",
    "truncate events",
    "update commands set caller = 'nobody'",
    "delete from commands",
    "truncate commands",
]
BEYOND_THE_SERVICE = [
    *CHANGES,
    "insert into events select * from events",
    "insert into commands select * from commands",
    "update log_identity set simulated = false",
    "insert into streams_closed values (gen_random_uuid(), now(), 'x')",
    "delete from streams_closed",
    "alter table events disable trigger all",
    "alter table events add column colour text",
    "drop table events cascade",
    "drop function append",
    "create table mine (x integer)",
    "create temporary table events (x integer)",
    "set session_replication_role = replica",
    "set role candour_owner",
]


@pytest.fixture
async def told(log: Log) -> Log:
    await log.writer.append(append(on(fresh(), row=row())))
    return log


@pytest.mark.parametrize("statement", BEYOND_THE_SERVICE)
async def test_the_service_may_not(told: Log, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await told.pool.execute(statement)


async def test_the_service_keeps_its_list_and_draws_numbers(told: Log) -> None:
    await told.pool.execute("update case_list set personal = null")
    await told.pool.execute("delete from case_list")
    assert await told.pool.fetchval("select count(*) from case_list") == 0


@pytest.mark.parametrize("statement", CHANGES)
async def test_nobody_changes_the_log_by_mistake(
    told: Log, superuser: Connection, statement: str
) -> None:
    owner = await asyncpg.connect(
        told.database.owner_dsn, server_settings={"search_path": told.database.schema}
    )
    for connection in (owner, superuser):
        with pytest.raises(asyncpg.PostgresError) as refused:
            await connection.execute(statement)
        assert refused.value.sqlstate == "CN002"
    await owner.close()


@pytest.mark.parametrize("statement", CHANGES)
async def test_no_setting_lifts_that(told: Log, superuser: Connection, statement: str) -> None:
    await superuser.execute("set session_replication_role = replica")
    with pytest.raises(asyncpg.PostgresError) as refused:
        await superuser.execute(statement)
    assert refused.value.sqlstate == "CN002"
    assert (await told.reader.head()).position == 1


async def test_another_service_may_not_even_connect(superuser: Connection) -> None:
    await superuser.execute("create role candour_stranger login")
    allowed = await superuser.fetchval(
        "select has_database_privilege('candour_stranger', current_database(), 'connect')"
    )
    await superuser.execute("drop role candour_stranger")
    assert not allowed


async def test_nobody_else_may_call_the_append(told: Log, superuser: Connection) -> None:
    allowed = await superuser.fetch(
        "select proname from pg_proc p"
        " where pronamespace = $1::text::regnamespace"
        " and exists (select from aclexplode(p.proacl) a where a.grantee = 0)",
        told.database.schema,
    )
    assert allowed == []
