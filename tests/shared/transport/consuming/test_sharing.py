"""Partitions shared among processes, taken over, and fenced off from whoever lost them."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from typing_extensions import override

from services.projections.application.projecting import Projecting
from services.projections.store.writing import ReadModels
from shared.runner import Delivery, Lent
from shared.transport.topic_reader import TopicReader
from tests.projections.conftest import Projected
from tests.projections.messages import LOG
from tests.shared.runner.served_log import feed_of
from tests.shared.transport.consuming.carried import (
    PARTITIONS,
    Carried,
    eventually,
    has_seen,
    reader_over,
    reading,
    running,
    same_as_the_log,
)

HELD = "select owner, count(*) from readers where owner is not null group by owner"


async def shared_as(projected: Projected, wanted: Mapping[str, int]) -> None:
    """Until each of these processes holds so many partitions, and nobody else any."""

    async def holds() -> bool:
        rows = await projected.pool.fetch(HELD)
        found = {row["owner"]: row["count"] for row in rows}
        return found == {uuid5(LOG, owner): count for owner, count in wanted.items()}

    await eventually(holds)


async def test_a_second_process_is_given_its_half_and_the_first_takes_it_back(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried, lease=1.0):
        await shared_as(projected, {"one": PARTITIONS})
        async with reading(projected, carried, owner="two", lease=1.0):
            await shared_as(projected, {"one": PARTITIONS // 2, "two": PARTITIONS // 2})
            carried.record(9, times=3)
            await carried.carry(9)
            await has_seen(projected, 36)
        await shared_as(projected, {"one": PARTITIONS})
        carried.record(9)
        await carried.carry(36)
        await has_seen(projected, 45)
    await same_as_the_log(projected, carried)


async def test_of_more_processes_than_partitions_none_is_in_the_way(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    async with feed_of(carried.log) as feed:
        names = ["one", "two", "three", "four", "five"]
        readers = [reader_over(projected, carried, feed, owner=name, lease=1.0) for name in names]
        await with_all(readers, projected, carried)
    await same_as_the_log(projected, carried)


async def with_all(readers: Sequence[TopicReader], projected: Projected, carried: Carried) -> None:
    if not readers:
        await carried.carry()
        await has_seen(projected, 9)
        return
    async with running(readers[0]):
        await with_all(readers[1:], projected, carried)


async def test_what_a_dead_process_held_is_taken_when_its_leases_end(
    projected: Projected, carried: Carried
) -> None:
    """Dead, and not ended: its rows still say that it reads."""
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 9)
    await projected.pool.execute(
        "update readers set owner = $1, lease_until = clock_timestamp() + interval '2 s'",
        uuid5(LOG, "dead"),
    )
    await projected.pool.execute(
        "insert into reading_processes values ('figures', 'complaints', $1, "
        "clock_timestamp() + interval '2 s')",
        uuid5(LOG, "dead"),
    )
    carried.record(9)
    await carried.carry(9)
    async with reading(projected, carried, owner="two", lease=1.0):
        await shared_as(projected, {"two": PARTITIONS})
        await has_seen(projected, 18)
    await same_as_the_log(projected, carried)


class Overtaken(Projecting):
    """A process that is stopped in the middle of a page, long enough to lose its leases."""

    def __init__(self, rows: ReadModels) -> None:
        super().__init__(rows)
        self.stopped = False

    @override
    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        found = await super().heads(connection, source, streams)
        if not self.stopped:
            await connection.execute(
                "update readers set owner = $1, epoch = epoch + 1, "
                "lease_until = clock_timestamp() + interval '1 h'",
                uuid5(LOG, "somebody else"),
            )
            self.stopped = True
        return found


class Counting(Projecting):
    """Counts the messages that were applied and committed, or undone."""

    applied: int = 0

    @override
    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        self.applied += len(deliveries)
        await super().apply(connection, source, deliveries)


async def test_a_process_that_lost_its_leases_while_it_was_stopped_keeps_nothing(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=2)
    await carried.carry()
    overtaken = Overtaken(ReadModels())
    async with reading(projected, carried, projection=overtaken, lease=1.0):

        async def fenced() -> bool:
            return overtaken.stopped

        await eventually(fenced)
        assert await projected.pool.fetchval("select count(*) from messages") == 0
        await projected.pool.execute("update readers set lease_until = clock_timestamp()")
        await has_seen(projected, 18)
    await same_as_the_log(projected, carried)


async def test_nothing_is_applied_twice_where_nothing_is_delivered_twice(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=3)
    await carried.carry()
    counting = Counting(ReadModels())
    async with reading(projected, carried, projection=counting):
        await has_seen(projected, 27)
    async with reading(projected, carried, projection=counting, owner="two"):
        carried.record(9)
        await carried.carry(27)
        await has_seen(projected, 36)
    assert counting.applied == 36
