"""Connections see their service's schema, decode JSON, and do not wait for ever."""

import asyncpg
import pytest

from shared.database.engine import connect, open_pool
from tests.support.postgres import Databases


async def test_a_pool_sees_the_schema_of_its_service_only(databases: Databases) -> None:
    database = await databases.fresh("log")
    pool = await open_pool(database.service_dsn, database.schema)
    assert await pool.fetchval("select count(*) from events") == 0
    assert await pool.fetchval("show search_path") == '"log"'
    assert await pool.fetchval("show timezone") == "UTC"
    await pool.close()


async def test_json_is_read_and_written_as_values(databases: Databases) -> None:
    database = await databases.fresh("log")
    connection = await connect(database.service_dsn, database.schema)
    value = {"causes": ["delay"], "n": 1.5, "none": None}
    for kind in ("json", "jsonb"):
        assert await connection.fetchval(f"select $1::{kind}", value) == value
    await connection.close()


async def test_a_statement_that_takes_too_long_is_given_up(databases: Databases) -> None:
    database = await databases.fresh("log")
    connection = await connect(
        database.service_dsn, database.schema, statement_timeout_milliseconds=1_000
    )
    with pytest.raises(asyncpg.QueryCanceledError):
        await connection.execute("select pg_sleep(10)")
    await connection.close()


async def test_a_schema_that_is_not_a_plain_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not a plain SQL name"):
        await connect("postgresql://localhost", 'x"; drop schema log')
