"""A worker does its jobs side by side until it is told to stop; it does not limp on without one."""

import asyncio

import pytest

from shared.casework.working import pause, work
from shared.telemetry import log_of

log = log_of("small.worker")


async def test_jobs_go_on_side_by_side_until_told_to_stop() -> None:
    stop, met = asyncio.Event(), asyncio.Barrier(2)
    ended: list[str] = []

    async def first(stop: asyncio.Event) -> None:
        await met.wait()
        await stop.wait()
        ended.append("first")

    async def second(stop: asyncio.Event) -> None:
        await met.wait()
        stop.set()
        ended.append("second")

    async with asyncio.timeout(60):
        await work({"first": first, "second": second}, stop, log)
    assert sorted(ended) == ["first", "second"]


async def test_a_job_that_breaks_ends_the_process() -> None:
    async def broken(stop: asyncio.Event) -> None:
        await pause(stop, 0.01)
        raise LookupError("nothing there")

    async def patient(stop: asyncio.Event) -> None:
        await stop.wait()

    async with asyncio.timeout(60):
        with pytest.raises(ExceptionGroup) as ended:
            await work({"broken": broken, "patient": patient}, asyncio.Event(), log)
    assert [type(one) for one in ended.value.exceptions] == [LookupError]


async def test_a_pause_ends_early_when_told_to_stop() -> None:
    stop = asyncio.Event()
    await pause(stop, 0.01)
    stop.set()
    async with asyncio.timeout(60):
        await pause(stop, 3_600)
