"""Migrations run to their head once, whoever starts first, and give up a lock they cannot get."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from shared.database.migrating import migrate
from shared.event_store.schema import log_v1
from tests.support.postgres import Database, Databases

MIGRATIONS = Path(__file__).parent / "migrations"


async def columns_of_case_list(database: Database) -> list[str]:
    connection = await asyncpg.connect(database.owner_dsn)
    rows = await connection.fetch(
        "select column_name from information_schema.columns"
        " where table_schema = 'cases' and table_name = 'case_list'"
    )
    await connection.close()
    return [row["column_name"] for row in rows]


async def test_a_new_database_is_brought_to_the_head(databases: Databases) -> None:
    database = await databases.fresh("log")
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
    assert "colour" in await columns_of_case_list(database)


async def test_a_database_part_of_the_way_goes_on_from_there(databases: Databases) -> None:
    database = await databases.fresh("log")
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role, to="0001")
    assert "colour" not in await columns_of_case_list(database)
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
    assert "colour" in await columns_of_case_list(database)


async def test_starts_at_the_same_time_migrate_once(databases: Databases) -> None:
    database = await databases.fresh("log")
    await asyncio.gather(
        *(
            migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
            for _ in range(4)
        )
    )
    assert "colour" in await columns_of_case_list(database)


async def test_alembic_changes_no_letter_of_the_append_function(databases: Databases) -> None:
    database = await databases.fresh("log")
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
    connection = await asyncpg.connect(database.owner_dsn)
    body = await connection.fetchval(
        "select prosrc from pg_proc where oid = 'cases.append'::regproc"
    )
    await connection.close()
    assert any(body in statement for statement in log_v1("cases", database.role))


async def test_a_migration_gives_up_a_lock_it_cannot_get(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.database.migrating.LOCK_TIMEOUT", "200ms")
    database = await databases.fresh("log")
    await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role, to="0001")
    reader = await asyncpg.connect(database.owner_dsn)
    async with reader.transaction():
        await reader.execute("lock table cases.case_list in access share mode")
        with pytest.raises(asyncpg.LockNotAvailableError):
            await migrate(database.owner_dsn, MIGRATIONS, schema="cases", role=database.role)
    await reader.close()
    assert "colour" not in await columns_of_case_list(database)
