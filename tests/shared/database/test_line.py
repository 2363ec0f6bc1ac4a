"""A line asks one question after the other, by index, and connects again after it was cut."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import CONNECTION_FAULTS
from shared.database.line import Line
from tests.support.postgres import Database, Databases

END_ITSELF = "select pg_terminate_backend(pg_backend_pid())"


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("log")


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    opened = Line(database.service_dsn, database.schema)
    yield opened
    await opened.close()


async def test_questions_of_many_are_asked_one_after_the_other_on_one_connection(
    line: Line,
) -> None:
    asked = await asyncio.gather(
        *(line.fetch("select $1::integer as n, pg_backend_pid() as at", n) for n in range(20))
    )
    assert [rows[0]["n"] for rows in asked] == list(range(20))
    assert len({rows[0]["at"] for rows in asked}) == 1


async def test_a_line_that_was_cut_says_so_once_and_is_opened_again(line: Line) -> None:
    with pytest.raises((asyncpg.PostgresError, *CONNECTION_FAULTS)):
        await line.fetch(END_ITSELF)
    assert [row["one"] for row in await line.fetch("select 1 as one")] == [1]


async def test_a_statement_with_arrays_is_planned_once(line: Line) -> None:
    statement = "select version from events where stream_id = any($1::uuid[]) -- planned once"
    for _ in range(8):
        await line.fetch(statement, [])
    plans = await line.fetch(
        "select custom_plans, generic_plans from pg_prepared_statements where statement = $1",
        statement,
    )
    assert [tuple(row) for row in plans] == [(0, 8)]


async def test_rows_are_found_by_an_index_however_small_their_table_is(line: Line) -> None:
    plan = await line.fetch(
        "explain select * from events where stream_id = $1 order by version", fresh()
    )
    assert "Index Scan using events_stream_id_version_key" in plan[0][0]


async def test_who_leaves_while_a_question_is_asked_leaves_the_line_to_others(line: Line) -> None:
    await line.fetch("select 1")
    leaving = asyncio.create_task(line.fetch("select pg_sleep(30)"))
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert [row["one"] for row in await line.fetch("select 1 as one")] == [1]


async def test_a_server_that_does_not_answer_holds_nobody_up_for_longer_than_said(
    database: Database,
) -> None:
    line = Line(database.service_dsn, database.schema, answer_seconds=1.0)
    try:
        before = await line.fetch("select pg_backend_pid() as at")
        slow = asyncio.create_task(line.fetch("select pg_sleep(30)"))
        behind = asyncio.create_task(line.fetch("select pg_backend_pid() as at"))
        with pytest.raises(TimeoutError):
            await slow
        assert (await behind)[0]["at"] != before[0]["at"]
    finally:
        await line.close()
