"""A log that is not the one we read halts the reader loudly; what is no message does not."""

import asyncio
from uuid import uuid5

import pytest

from shared.runner import ReaderHalted, source_states
from tests.projections.conftest import Projected
from tests.projections.messages import LOG
from tests.shared.transport.consuming.carried import (
    Carried,
    has_seen,
    reading,
    same_as_the_log,
)


async def halts(task: asyncio.Task[None], projected: Projected) -> None:
    with pytest.raises(ReaderHalted) as halted:
        await asyncio.wait_for(task, 60)
    assert halted.value.reason == "another-log"
    (state,) = await source_states(projected.pool, "figures")
    assert state.halted == "another-log"


async def test_messages_of_another_log_on_the_topic(projected: Projected, carried: Carried) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried) as task:
        await has_seen(projected, 9)
        known, carried.log.made.log_id = carried.log.made.log_id, uuid5(LOG, "another")
        carried.record(9)
        carried.log.made.log_id = known
        await carried.send(carried.log.made.deliveries()[9:])
        await halts(task, projected)
    assert await projected.pool.fetchval("select count(*) from messages") == 9


async def test_a_watermark_of_another_log(projected: Projected, carried: Carried) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried) as task:
        await has_seen(projected, 9)
        await carried.mark(log_id=uuid5(LOG, "another"))
        await halts(task, projected)


async def test_the_owner_has_another_log_than_the_one_we_read(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 9)
    carried.log.made.log_id = uuid5(LOG, "another")
    async with reading(projected, carried) as task:
        await halts(task, projected)


async def test_a_log_that_was_restored_shorter_is_found_while_the_topic_rests(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=3)
    await carried.carry()
    async with reading(projected, carried, lease=1.0) as task:
        await has_seen(projected, 27)
        del carried.log.made.bodies[20:]
        await halts(task, projected)


async def test_a_log_that_was_restored_and_went_on_another_way(
    projected: Projected, carried: Carried
) -> None:
    """Longer again than what we read, before we looked: the events at its positions are others."""
    carried.record(9, times=3)
    await carried.carry()
    async with reading(projected, carried, lease=60.0) as task:
        await has_seen(projected, 27)
        made = carried.log.made
        del made.bodies[20:]
        made.versions = {one.stream_id: one.version for one in made.deliveries()}
        known, made.log_id = made.log_id, uuid5(LOG, "other ids")
        carried.record(9, times=2)
        made.log_id = known
        made.bodies[20:] = [
            body.replace(str(uuid5(LOG, "other ids")).encode(), str(known).encode())
            for body in made.bodies[20:]
        ]
        await carried.carry(20)
        await halts(task, projected)


@pytest.mark.parametrize("value", [b"\xff", b"{}", b"", None, b'{"source": "/complaints/x"}'])
async def test_what_is_no_message_is_counted_and_passed_by(
    projected: Projected, carried: Carried, value: bytes | None
) -> None:
    carried.record(5)
    stored = carried.log.made.deliveries()
    await carried.write(0, b"a key", value)
    await carried.write(1, None, value or b"null")
    await carried.send(stored[:3])
    await carried.write(2, b"a key", value)
    await carried.send(stored[3:])
    await carried.mark()
    async with reading(projected, carried):
        await has_seen(projected, 5)
    await same_as_the_log(projected, carried)
    (state,) = await source_states(projected.pool, "figures")
    assert (state.refused, state.halted, state.parked) == (3, None, 0)


async def test_a_message_that_was_spoilt_on_the_way_is_fetched_from_the_owner(
    projected: Projected, carried: Carried
) -> None:
    carried.record(5, times=2)
    stored = carried.log.made.deliveries()
    await carried.send(stored[:3])
    await carried.write(
        carried.partition_of(stored[3]), str(stored[3].stream_id).encode(), stored[3].body[:-9]
    )
    await carried.send(stored[4:])
    await carried.mark()
    async with reading(projected, carried):
        await has_seen(projected, 10)
    await same_as_the_log(projected, carried)


@pytest.mark.parametrize("at", [1, 13])
async def test_a_message_that_cannot_be_applied_parks_its_case_alone(
    projected: Projected, carried: Carried, at: int
) -> None:
    carried.record(5, times=4)
    made = carried.log.made
    poison = made.deliveries()[at - 1]
    made.bodies[at - 1] = poison.body.replace(b'"facts":[]', b'"facts":[{}]')
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 20)
    parked = await projected.pool.fetch(
        "select position, stream_id, reason from parked order by position"
    )
    assert [row["position"] for row in parked] == list(range(at, 21, 5))
    assert {row["stream_id"] for row in parked} == {poison.stream_id}
    assert [row["reason"] for row in parked][:2] == ["unreadable", "behind-parked"]
    assert await projected.pool.fetchval("select count(*) from messages") == 20 - len(parked)
