"""A hand-made log carried to a topic by a test, which may lose, repeat and mix up what it likes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from aiokafka import AIOKafkaProducer

from services.projections.application.projecting import Projecting
from services.projections.store.writing import ReadModels
from shared.broker.settings import KafkaSettings
from shared.event_store.partitions import partition_hash
from shared.runner import Delivery, Feed, Pace, Patience, Projection
from shared.transport.topic_reader import TopicReader, TopicReading
from shared.transport.watermark import Watermark
from tests.projections.conftest import Projected
from tests.projections.messages import LOG
from tests.shared.runner.served_log import ServedLog, feed_of

PARTITIONS: Final = 4
QUICK: Final = Pace(page=50, wait_seconds=0.3, patience=Patience(first=0.01, ceiling=0.1))


@dataclass
class Carried:
    """The log of complaints, what its feed serves of it, and the topic that it is carried to."""

    kafka: KafkaSettings
    producer: AIOKafkaProducer
    log: ServedLog = field(default_factory=ServedLog)

    def partition_of(self, delivery: Delivery) -> int:
        return partition_hash(delivery.stream_id) % PARTITIONS

    def record(self, cases: int, *, times: int = 1) -> None:
        """Events on so many cases in turn, so many times."""
        for _ in range(times):
            for number in range(cases):
                self.log.made.record(f"C-{number}")

    async def send(self, deliveries: Iterable[Delivery]) -> None:
        """These messages, in this order."""
        for one in deliveries:
            await self.write(self.partition_of(one), str(one.stream_id).encode(), one.body)

    async def write(self, partition: int, key: bytes | None, value: bytes | None) -> None:
        await self.producer.send(
            self.kafka.topic_of("complaints"), value, key=key, partition=partition
        )

    async def mark(
        self, position: int | None = None, *, log_id: UUID | None = None, epoch: int = 1
    ) -> None:
        """A watermark at this position of the log, or its end, in every partition."""
        stored = self.log.made.deliveries()
        up_to = len(stored) if position is None else position
        for partition in range(PARTITIONS):
            watermark = Watermark(
                service="complaints",
                log_id=log_id or self.log.made.log_id,
                partition=partition,
                position=up_to,
                event_id=stored[up_to - 1].event_id if up_to else None,
                count=sum(self.partition_of(one) == partition for one in stored[:up_to]),
                epoch=epoch,
            )
            await self.write(partition, None, watermark.to_bytes())

    async def carry(self, start: int = 0) -> None:
        """The whole log from a position on, as the relay does, and a watermark at its end."""
        await self.send(self.log.made.deliveries()[start:])
        await self.mark()
        await self.producer.flush()


@asynccontextmanager
async def carrying(kafka: KafkaSettings) -> AsyncIterator[Carried]:
    producer = AIOKafkaProducer(enable_idempotence=True, **kafka.client_options())
    await producer.start()
    try:
        yield Carried(kafka, producer)
    finally:
        await producer.stop()


def reader_over(
    projected: Projected,
    carried: Carried,
    feed: Feed,
    *,
    owner: str = "one",
    lease: float = 10.0,
    projection: Projection | None = None,
) -> TopicReader:
    return TopicReader(
        projected.pool,
        TopicReading(
            name="figures",
            source="complaints",
            owner=uuid5(LOG, owner),
            lease=timedelta(seconds=lease),
        ),
        kafka=carried.kafka,
        feed=feed,
        projection=projection or Projecting(ReadModels()),
        pace=QUICK,
    )


@asynccontextmanager
async def running(reader: TopicReader) -> AsyncIterator[asyncio.Task[None]]:
    """The reader reads meanwhile; whatever ended it is raised by the task."""
    task = asyncio.create_task(reader.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def reading(
    projected: Projected, carried: Carried, **how: object
) -> AsyncIterator[asyncio.Task[None]]:
    """A reader of the topic, with the log's own feed behind it."""
    async with (
        feed_of(carried.log) as feed,
        running(reader_over(projected, carried, feed, **how)) as task,  # type: ignore[arg-type] # passed on
    ):
        yield task


async def eventually(holds: Callable[[], Awaitable[bool]], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)


async def has_seen(projected: Projected, position: int) -> None:
    """Until every partition was read up to there."""

    async def holds() -> bool:
        found = await projected.pool.fetch("select read_to from readers")
        return len(found) == PARTITIONS and all(row["read_to"] >= position for row in found)

    await eventually(holds)


async def same_as_the_log(projected: Projected, carried: Carried) -> None:
    """Each message is there once, as the log stores it, and nothing else is."""
    rows = await projected.pool.fetch("select position, body from messages order by position")
    assert [row["position"] for row in rows] == list(range(1, len(carried.log.made.bodies) + 1))
    assert [row["body"] for row in rows] == carried.log.made.bodies
    assert await projected.pool.fetchval("select count(*) from parked") == 0
