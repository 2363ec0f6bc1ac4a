"""A wish to end that a client of the broker took for its own is not forgotten."""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer

from shared.transport.leaving import leave, still_wanted


async def _swallowing() -> None:
    """Waits as aiokafka's clients do when they are closed: any cancelling is taken for theirs."""
    own = asyncio.create_task(asyncio.sleep(60))
    try:
        await own
    except asyncio.CancelledError:
        return


async def test_a_cancelling_that_was_swallowed_ends_the_task_at_the_next_look() -> None:
    async def work() -> None:
        await _swallowing()
        still_wanted()
        await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    async with asyncio.timeout(60):
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_who_was_not_cancelled_goes_on() -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        still_wanted()
        return "done"

    assert await asyncio.create_task(work()) == "done"


class StoppedWithUs(AIOKafkaConsumer):  # type: ignore[misc] # aiokafka is untyped
    """Its stopping ends in the moment in which whoever waits for it is cancelled."""

    waits_for_it: "asyncio.Task[None]"

    async def stop(self) -> None:
        await super().stop()
        self.waits_for_it.cancel()


async def test_who_is_cancelled_while_a_consumer_is_left_ends() -> None:
    went_on = False

    async def work() -> None:
        nonlocal went_on
        consumer = StoppedWithUs(bootstrap_servers="127.0.0.1:1")
        task = asyncio.current_task()
        assert task is not None
        consumer.waits_for_it = task
        await leave(consumer)
        went_on = True

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(work())
    assert not went_on
