"""The database goes away in the middle: a client is told to send again, and nothing is done twice.

Each test has an application over databases of its own, whose connections it may cut.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import asyncpg
import httpx
import pytest

from shared.database.engine import Connection
from tests.complaints.api.asking import LATER, NOTE, RECEIVED
from tests.support.api import Api, complaints_api
from tests.support.postgres import Databases

COMMANDERS: Final = 6
COMMANDS_EACH: Final = 8
CUTS: Final = 12
BETWEEN_CUTS_SECONDS: Final = 0.02
MOST_TRIES: Final = 200

_CUT: Final = "select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)"


@pytest.fixture
async def api(databases: Databases, tmp_path: Path) -> AsyncIterator[Api]:
    async with complaints_api(databases, tmp_path) as running:
        yield running


@pytest.fixture
async def superuser(databases: Databases) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(databases.postgres.server.superuser_dsn)
    yield connection
    await connection.close()


@asynccontextmanager
async def no_connections(superuser: Connection, *names: str) -> AsyncIterator[None]:
    """The databases let nobody in, and whoever is in is thrown out."""
    for name in names:
        await superuser.execute(f'alter database "{name}" connection limit 0')
    await superuser.execute(_CUT, list(names))
    yield
    for name in names:
        await superuser.execute(f'alter database "{name}" connection limit -1')


def sends_again(answer: httpx.Response) -> bool:
    """Whether the answer says so; any other failure fails the test."""
    if answer.status_code < 400:
        return False
    problem = answer.json()
    assert (answer.status_code, problem["code"]) in {
        (503, "database-away"),
        (503, "outcome-unknown"),
    }
    assert int(answer.headers["Retry-After"]) >= 1
    return True


async def test_what_is_sent_again_is_done_once(api: Api, superuser: Connection) -> None:
    began = await api.post("/complaints", RECEIVED, at=LATER)
    notes = f"/complaints/{began.json()['reference']}/notes"
    away = 0

    async def insist(path: str, body: dict[str, object], key: str) -> None:
        nonlocal away
        for _ in range(MOST_TRIES):
            if not sends_again(await api.post(path, body, at=LATER, key=key)):
                return
            away += 1
            await asyncio.sleep(BETWEEN_CUTS_SECONDS)
        raise AssertionError("the database did not come back")

    async def command(number: int) -> None:
        for time in range(COMMANDS_EACH):
            key = f"{number}/{time}"
            await insist("/complaints", RECEIVED, f"case {key}")
            await insist(notes, NOTE | {"text": f"Note {key}."}, f"note {key}")

    async def look() -> None:
        nonlocal away
        for _ in range(COMMANDS_EACH):
            away += sends_again(await api.get("/complaints", at=LATER))
            await asyncio.sleep(BETWEEN_CUTS_SECONDS)

    async def cut() -> None:
        for _ in range(CUTS):
            await superuser.execute(_CUT, [api.database.name, api.keys.name])
            await asyncio.sleep(BETWEEN_CUTS_SECONDS)

    await asyncio.gather(cut(), look(), *(command(number) for number in range(COMMANDERS)))

    assert away > 0
    cases = await superuser_counts(api, "stream_kind = 'complaint' and version = 1")
    assert cases == 1 + COMMANDERS * COMMANDS_EACH
    seen = (await api.get(notes.removesuffix("/notes"), at=LATER)).json()
    texts = sorted(text["words"] for text in seen["texts"])
    assert texts == sorted(
        f"Note {number}/{time}." for number in range(COMMANDERS) for time in range(COMMANDS_EACH)
    )


async def test_a_database_that_lets_nobody_in_is_503(api: Api, superuser: Connection) -> None:
    async with no_connections(superuser, api.database.name):
        asked = await api.get("/complaints", at=LATER)
        told = await api.post("/complaints", RECEIVED, at=LATER, key="k")
    for answer in (asked, told):
        assert sends_again(answer)
        assert answer.json()["code"] == "database-away"
        assert answer.headers["Retry-After"] == "2"
    assert (await api.post("/complaints", RECEIVED, at=LATER, key="k")).status_code == 201
    assert len((await api.get("/complaints", at=LATER)).json()["items"]) == 1


async def test_keys_that_cannot_be_reached_are_503_and_nothing_is_written(
    api: Api, superuser: Connection
) -> None:
    async with no_connections(superuser, api.keys.name):
        told = await api.post("/complaints", RECEIVED, at=LATER, key="k")
        assert sends_again(told)
        assert await superuser_counts(api, "true") == 0
    assert (await api.post("/complaints", RECEIVED, at=LATER, key="k")).status_code == 201
    assert await superuser_counts(api, "version = 1") == 1


async def superuser_counts(api: Api, which: str) -> int:
    """How many events there are of that sort, by a connection that nobody cuts."""
    connection = await asyncpg.connect(api.database.superuser_dsn)
    try:
        counted: int = await connection.fetchval(
            f"select count(*) from {api.database.schema}.events where {which}"
        )
    finally:
        await connection.close()
    return counted
