"""Which of the database's errors are a matter of sending again, each raised by a real driver."""

from pathlib import Path

import asyncpg
import pytest

from shared.database.engine import open_pool
from shared.http_service.database_away import is_away
from tests.support.postgres import Database


async def raised(database: Database, statement: str, *arguments: object) -> Exception:
    connection = await asyncpg.connect(database.service_dsn)
    try:
        await connection.execute(statement, *arguments)
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return error
    finally:
        await connection.close()
    raise AssertionError("the statement went through")


async def test_a_backend_that_ends_within_a_statement_is_away(database: Database) -> None:
    error = await raised(database, "select pg_terminate_backend(pg_backend_pid())")
    assert is_away(error)


@pytest.mark.parametrize("code", ["53100", "53200", "53300", "58030"])
async def test_a_database_without_room_or_with_a_sick_disk_is_away(
    database: Database, code: str
) -> None:
    error = await raised(database, f"do $$ begin raise exception using errcode = '{code}'; end $$")
    assert is_away(error)


async def test_a_connection_that_is_closed_is_away(database: Database) -> None:
    connection = await asyncpg.connect(database.service_dsn)
    connection.terminate()
    with pytest.raises(asyncpg.InterfaceError) as caught:
        await connection.execute("select 1")
    assert is_away(caught.value)


async def test_a_pool_that_is_closed_is_away(database: Database) -> None:
    pool = await open_pool(database.service_dsn, database.schema)
    await pool.close()
    with pytest.raises(asyncpg.InterfaceError) as caught:
        await pool.fetchval("select 1")
    assert is_away(caught.value)


async def test_a_port_that_nobody_listens_on_is_away() -> None:
    with pytest.raises(ConnectionRefusedError) as caught:
        await asyncpg.connect(host="127.0.0.1", port=1, user="nobody", database="none")
    assert is_away(caught.value)


@pytest.mark.parametrize(
    ("statement", "arguments"),
    [
        ("select 1 / 0", ()),
        ("select from nowhere", ()),
        ("select $1::integer", ()),
        ("select $1::integer", ("Oxenbridge",)),
        ("set statement_timeout to 1; select pg_sleep(1)", ()),
    ],
)
async def test_what_was_asked_wrongly_is_not(
    database: Database, statement: str, arguments: tuple[object, ...]
) -> None:
    assert not is_away(await raised(database, statement, *arguments))


def test_a_file_that_is_missing_is_not(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "master.key").read_bytes()
    assert not is_away(caught.value)
