"""Killed at any phase, a rebuild is begun again; what answers is never touched by half of one."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from services.projections.application.rebuilds import Rebuild, RebuildState
from tests.projections.any_log import AnyLog
from tests.projections.conftest import Projected
from tests.projections.rebuilding import ask, ended, live_number, live_rows

SECONDS = 180


@asynccontextmanager
async def worker(projected: Projected, home: Path, **settings: str) -> AsyncIterator[Process]:
    """The projecting process. Its sources do not answer: it has nothing to read."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.projections.worker"),
        env={
            **os.environ,
            "CANDOUR_HOME": str(home),
            "CANDOUR_DATABASE_URL": projected.database.service_dsn,
            "CANDOUR_SOURCES": "complaints=http://127.0.0.1:1",
            "CANDOUR_SERVICE_TOKEN_FILE": str(home / "service.token"),
            "CANDOUR_SIMULATED_TIME": "1",
            **settings,
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_ended(projected: Projected, asked: Rebuild) -> Rebuild:
    async with asyncio.timeout(SECONDS):
        while (found := await ended(projected, asked.rebuild_id)).ended_at is None:  # noqa: ASYNC110 - a table tells nobody
            await asyncio.sleep(0.1)
    return found


@pytest.mark.parametrize(
    "point",
    [
        "rebuild.folding",
        "rebuild.indexing",
        "rebuild.checking",
        "rebuild.catching-up",
        "rebuild.before-switch",
        "rebuild.after-switch",
    ],
)
async def test_a_killed_worker_leaves_the_rebuild_to_the_next(
    projected: Projected, tmp_path: Path, point: str
) -> None:
    await projected.read(AnyLog(11, cases=30).grow(200))
    before = await live_rows(projected)
    asked = await ask(projected)
    async with worker(projected, tmp_path, CANDOUR_END_AT=point) as killed:
        async with asyncio.timeout(SECONDS):
            assert await killed.wait() == -9
    assert await live_rows(projected) == before
    switched = await live_number(projected)
    assert switched == (2 if point == "rebuild.after-switch" else 1)
    async with worker(projected, tmp_path):
        done = await until_ended(projected, asked)
    assert done.state is RebuildState.DONE
    assert done.attempts == (1 if switched == 2 else 2)
    assert await live_rows(projected) == before
    left = await projected.pool.fetchval("select count(*) from generations")
    assert left == 2


async def test_where_its_processes_end_each_time_it_is_given_up(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(AnyLog(12, cases=30).grow(200))
    asked = await ask(projected)
    async with worker(projected, tmp_path, CANDOUR_END_AT="rebuild.share"):
        failed = await until_ended(projected, asked)
    assert (failed.state, failed.failure) == (RebuildState.FAILED, "attempts-ended")
    assert await live_number(projected) == 1
