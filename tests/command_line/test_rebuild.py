"""`candour rebuild`, against the service over a real socket and its worker."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from services.command_line.home import Home
from services.command_line.rebuilding import RebuildDidNotSucceed, Stands, summary
from services.command_line.standstill import NobodyRebuilds, Standstill
from shared.database.engine import open_pool
from tests.projections.any_log import AnyLog
from tests.projections.conftest import Projected
from tests.projections.rebuilding import live_number, live_rows
from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Databases

SECONDS = 60


@pytest.fixture
async def projected(databases: Databases) -> AsyncIterator[Projected]:
    database = await databases.fresh("projections")
    pool = await open_pool(database.service_dsn, database.schema)
    yield Projected(database, pool)
    await pool.close()


@asynccontextmanager
async def process(environment: dict[str, str], module: str) -> AsyncIterator[Process]:
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        env={**os.environ, **environment},
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        yield started
    finally:
        started.kill()
        await started.wait()


async def asking(home: Path, url: str, *arguments: str) -> Process:
    """The command, as it runs."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.command_line.main", "rebuild"),
        *("--home", str(home), "--at", f"projections={url}", *arguments),
        stdout=PIPE,
        stderr=PIPE,
    )


async def said(home: Path, url: str, *arguments: str) -> tuple[int | None, str, str]:
    """The command's exit code, standard output and standard error."""
    command = await asking(home, url, *arguments)
    out, err = await asyncio.wait_for(command.communicate(), SECONDS)
    return command.returncode, out.decode(), err.decode()


def settings(projected: Projected, path: Path) -> tuple[str, dict[str, str]]:
    """Where the service will listen, and what it and its worker are told."""
    home = Home.chosen(path)
    home.prepare()
    port = free_run_of_ports(1)
    url = f"http://127.0.0.1:{port}"
    environment = {
        "CANDOUR_HOME": str(path),
        "CANDOUR_DATABASE_URL": projected.database.service_dsn,
        "CANDOUR_TOKEN_KEY_FILE": str(home.token_key),
        "CANDOUR_KEY_FILE": str(home.master_key),
        "CANDOUR_SERVICE_TOKEN_FILE": str(home.service_token),
        "CANDOUR_SOURCES": "complaints=http://127.0.0.1:1",
        "CANDOUR_SIMULATED_TIME": "1",
        "CANDOUR_PORT": str(port),
    }
    return url, environment


async def test_it_asks_watches_and_says_what_was_checked(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(AnyLog(14, cases=20).grow(150))
    before = await live_rows(projected)
    url, environment = settings(projected, tmp_path)
    async with AsyncExitStack() as running:
        for module in ("services.projections.main", "services.projections.worker"):
            await running.enter_async_context(process(environment, module))
        await answering(url)
        code, out, err = await said(tmp_path, url)
        assert code == 0, err
        assert "generation 2 answers now" in out
        assert "       150 messages folded" in out
        assert "done: 150 of 150 messages" in err
        code, out, _ = await said(tmp_path, url, "--back")
        assert (code, await live_number(projected)) == (0, 1)
        assert await live_rows(projected) == before


async def test_where_nobody_rebuilds_it_says_who_should_and_two_watch_the_same(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(AnyLog(14, cases=5).grow(30))
    url, environment = settings(projected, tmp_path)
    async with AsyncExitStack() as running:
        await running.enter_async_context(process(environment, "services.projections.main"))
        await answering(url)
        first = await asking(tmp_path, url)
        assert first.stderr is not None
        async with asyncio.timeout(SECONDS):
            words = [(await first.stderr.readline()).decode() for _ in range(2)]
        assert words[0] == "asked: 0 of 0 messages\n"
        assert words[1].startswith("nobody has taken it up for 10 s; still waiting.")
        assert "logs/projections-worker.log" in words[1]
        second = await asking(tmp_path, url)
        assert second.stderr is not None
        assert b"one is under way already" in await second.stderr.readline()
        code, _, err = await said(tmp_path, url, "--back")
        assert code == 1
        assert "no-former-generation" in err
        await running.enter_async_context(process(environment, "services.projections.worker"))
        for each in (first, second):
            out, _ = await asyncio.wait_for(each.communicate(), SECONDS)
            assert each.returncode == 0
            assert b"generation 2 answers now" in out


def test_a_rebuild_that_nobody_takes_up_is_watched_for_a_minute() -> None:
    standstill = Standstill()
    assert standstill.words("asked", 0, 1000.0) is None
    assert standstill.words("asked", 0, 1009.9) is None
    told = standstill.words("asked", 0, 1010.0)
    assert told is not None
    assert standstill.words("asked", 0, 1059.9) is None
    with pytest.raises(NobodyRebuilds, match="It stays asked for"):
        standstill.words("asked", 0, 1060.0)


def test_a_rebuild_that_stands_still_is_told_of_every_minute_and_never_given_up() -> None:
    standstill = Standstill()
    assert standstill.words("folding", 5, 0.0) is None
    assert standstill.words("folding", 6, 59.0) is None
    assert standstill.words("folding", 6, 118.0) is None
    for now in (119.0, 179.0, 239.0):
        told = standstill.words("folding", 6, now)
        assert told is not None
        assert told.startswith(f"folding: nothing has moved for {now - 59:.0f} s")
        assert standstill.words("folding", 6, now + 59.0) is None


def test_a_failure_names_the_message_and_says_that_nothing_was_switched() -> None:
    failed = Stands(
        rebuild_id="",
        kind="rebuild",
        state="failed",
        generation=3,
        messages=5,
        messages_done=2,
        checks={},
        failure="poison-only-on-rebuild",
        at="complaints, position 17",
    )
    with pytest.raises(RebuildDidNotSucceed, match=r"\(complaints, position 17\); nothing was"):
        summary(failed)


async def answering(url: str) -> None:
    """Ready is too much to ask for: its sources do not answer."""
    async with asyncio.timeout(SECONDS), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                await client.get(f"{url}/health/live")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
