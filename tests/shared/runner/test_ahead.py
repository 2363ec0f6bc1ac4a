"""What was fetched ahead is given up with the reader, and giving up forgets no wish of our own."""

import asyncio

import pytest
from typing_extensions import override

from shared.event_store.store import Checkpoint
from shared.runner import Fenced, Page
from shared.runner.ahead import given_up
from tests.projections.conftest import Projected, projected
from tests.projections.messages import HandMadeLog
from tests.shared.runner.test_reader import reader_of

__all__ = ["projected"]


class OnceQuick(HandMadeLog):
    """Answers the first page, and then takes its time."""

    asked = 0
    given_up = 0

    @override
    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        self.asked += 1
        if self.asked > 1:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.given_up += 1
                raise
        return await super().page(after, limit=limit, wait_seconds=wait_seconds)


async def test_a_reader_that_is_fenced_between_two_pages_leaves_no_fetching_behind(
    projected: Projected,
) -> None:
    log = OnceQuick()
    for number in range(9):
        log.record(f"C-{number}")
    reader = reader_of(projected, log)
    await reader._enrol()
    epoch = await reader._acquire()
    assert epoch is not None
    await reader.step(epoch, wait_seconds=0.0)
    await asyncio.sleep(0)
    assert (log.asked, log.given_up) == (2, 0)
    with pytest.raises(Fenced):
        await reader.step(epoch + 1, wait_seconds=0.0)
    assert (log.asked, log.given_up) == (2, 1)


async def test_who_is_cancelled_while_giving_up_a_task_ends_too() -> None:
    stubborn_may_end = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await stubborn_may_end.wait()

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    giving_up = asyncio.create_task(given_up(task))
    await asyncio.sleep(0)
    giving_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await giving_up
    stubborn_may_end.set()
    await asyncio.wait([task])
