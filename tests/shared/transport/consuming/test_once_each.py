"""Each message is applied once, in the order of its case, whatever the topic does to it."""

import random

from tests.projections.conftest import Projected
from tests.shared.transport.consuming.carried import (
    Carried,
    eventually,
    has_seen,
    reading,
    same_as_the_log,
)


async def test_a_topic_is_read_from_its_beginning_and_on(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=5)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 45)
        carried.record(9)
        await carried.carry(45)
        await has_seen(projected, 54)
    await same_as_the_log(projected, carried)
    rows = await projected.pool.fetch("select owner, counted, ahead, halted from readers")
    assert sum(row["counted"] for row in rows) == 54
    assert [tuple(row[1:]) for row in rows if row["owner"] or row["ahead"] or row["halted"]] == []


async def test_a_later_process_goes_on_where_the_last_one_stopped(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 9)
    asked = "select next_offset from readers order by partition"
    before = [row["next_offset"] for row in await projected.pool.fetch(asked)]
    carried.record(9)
    await carried.carry(9)
    async with reading(projected, carried, owner="two"):
        await has_seen(projected, 18)
    after = [row["next_offset"] for row in await projected.pool.fetch(asked)]
    assert all(now > then for then, now in zip(before, after, strict=True))
    await same_as_the_log(projected, carried)


async def test_what_is_delivered_again_is_dropped(projected: Projected, carried: Carried) -> None:
    carried.record(5, times=4)
    await carried.carry()
    await carried.carry(3)
    carried.record(5)
    await carried.carry(10)
    async with reading(projected, carried):
        await has_seen(projected, 25)
    await same_as_the_log(projected, carried)


async def test_what_comes_out_of_order_is_put_in_order(
    projected: Projected, carried: Carried
) -> None:
    carried.record(6, times=10)
    mixed = list(carried.log.made.deliveries())
    random.Random(5).shuffle(mixed)
    await carried.send(mixed)
    await carried.mark()
    await carried.producer.flush()
    async with reading(projected, carried):
        await has_seen(projected, 60)
    await same_as_the_log(projected, carried)


async def test_what_is_lost_in_the_middle_is_fetched_from_the_owner(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=6)
    stored = carried.log.made.deliveries()
    await carried.send([*stored[:9], *stored[27:]])
    await carried.mark()
    async with reading(projected, carried):
        await has_seen(projected, 54)
    await same_as_the_log(projected, carried)


async def test_a_case_that_was_lost_whole_is_missed_by_the_count(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.send(one for one in carried.log.made.deliveries() if one.position != 4)
    await carried.mark()
    async with reading(projected, carried):
        await has_seen(projected, 9)
    await same_as_the_log(projected, carried)


async def test_a_lost_tail_is_fetched_from_the_owner(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=3)
    await carried.send(carried.log.made.deliveries()[:12])
    await carried.mark()
    async with reading(projected, carried):
        await has_seen(projected, 27)
        await same_as_the_log(projected, carried)
        carried.record(9)
        await carried.carry(27)
        await has_seen(projected, 36)
    await same_as_the_log(projected, carried)


async def test_while_the_owner_is_away_a_loss_waits_and_the_rest_goes_on(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=2)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 18)
        carried.record(9, times=2)
        stored = carried.log.made.deliveries()
        lost = carried.partition_of(stored[18])
        carried.log.failures = 10_000
        await carried.send(one for one in stored[18:] if one.position != 19)
        await carried.mark()
        await has_seen_but(projected, lost, 36)
        carried.log.failures = 0
        await has_seen(projected, 36)
    await same_as_the_log(projected, carried)


async def has_seen_but(projected: Projected, partition: int, position: int) -> None:
    """Until all partitions but this one were read up to there."""

    async def holds() -> bool:
        rows = await projected.pool.fetch("select partition, read_to from readers")
        return all(row["read_to"] >= position for row in rows if row["partition"] != partition)

    await eventually(holds)


async def test_an_old_relay_that_wakes_up_says_nothing_new(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=3)
    await carried.carry()
    await carried.send(carried.log.made.deliveries()[3:12])
    await carried.mark(12, epoch=1)
    async with reading(projected, carried):
        await has_seen(projected, 27)
        carried.record(9)
        await carried.send(carried.log.made.deliveries()[27:])
        await carried.mark(20)
        await carried.mark()
        await has_seen(projected, 36)
    await same_as_the_log(projected, carried)
