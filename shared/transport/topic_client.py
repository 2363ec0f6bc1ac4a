"""Partitions of one topic as a reader needs them: no group, no offsets of Kafka's own choosing.

Whatever the broker or the network is at fault for is a passing fault to the reader, which then
begins again from the offsets that it stored.
"""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Final, Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from shared.broker.settings import KafkaSettings, KafkaUnusable
from shared.runner import SourceUnavailable
from shared.transport.leaving import leave
from shared.transport.topic_partitions import TopicMissing, partitions_of
from shared.transport.topic_records import Record

LONGEST_FETCH_MILLISECONDS: Final = 250
"""A partition that was just emptied is asked for again when the present fetch ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The offset of the first record that is still there, and of the next one to be written."""

    first: int
    following: int


class TopicClient:
    """A consumer of one topic, with partitions assigned by hand."""

    def __init__(self, consumer: AIOKafkaConsumer, topic: str) -> None:
        self._consumer = consumer
        self._topic = topic

    @classmethod
    @asynccontextmanager
    async def opened(cls, kafka: KafkaSettings, topic: str, *, name: str) -> AsyncIterator[Self]:
        """`name` is what the broker's own logs call us. SourceUnavailable."""
        with _passing(topic):
            consumer = consumer_of(kafka, name=name)
        try:
            with _passing(topic):
                await consumer.start()
            yield cls(consumer, topic)
        finally:
            await leave(consumer)

    async def bounds(self, partitions: Collection[int]) -> Mapping[int, Bounds]:
        """Where each of these partitions begins and ends now."""
        asked = self._named(partitions)
        with _passing(self._topic):
            first = await self._consumer.beginning_offsets(asked)
            following = await self._consumer.end_offsets(asked)
        return {one.partition: Bounds(first=first[one], following=following[one]) for one in asked}

    def read_from(self, offsets: Mapping[int, int]) -> None:
        """From now on these partitions are read, from these offsets, and no others."""
        self._consumer.assign(self._named(offsets))
        for partition, offset in offsets.items():
            self.seek(partition, offset)

    def seek(self, partition: int, offset: int) -> None:
        self._consumer.seek(TopicPartition(self._topic, partition), offset)

    async def records(
        self, partitions: Collection[int], *, limit: int, wait_seconds: float
    ) -> Mapping[int, list[Record]]:
        """The next records of these partitions, in order; waits so long for the first."""
        with _passing(self._topic):
            found = await self._consumer.getmany(
                *self._named(partitions),
                timeout_ms=max(0, int(wait_seconds * 1000)),
                max_records=limit,
            )
        return {one.partition: records for one, records in found.items() if records}

    def _named(self, partitions: Collection[int]) -> list[TopicPartition]:
        return [TopicPartition(self._topic, partition) for partition in partitions]


async def slots_of(kafka: KafkaSettings, topic: str) -> int:
    """How many partitions a reader shares out; SourceUnavailable where there is no such topic."""
    with _passing(topic):
        return await partitions_of(kafka, topic)


def consumer_of(kafka: KafkaSettings, *, name: str, group: str | None = None) -> AIOKafkaConsumer:
    """A consumer that decides nothing by itself. Raises KafkaUnusable."""
    return AIOKafkaConsumer(
        client_id=name,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="none",
        fetch_max_wait_ms=LONGEST_FETCH_MILLISECONDS,
        **kafka.client_options(),
    )


@contextmanager
def _passing(topic: str) -> Iterator[None]:
    # A file of a password or a certificate that is being replaced is a passing fault too.
    try:
        yield
    except (KafkaError, KafkaUnusable, TopicMissing) as fault:
        raise SourceUnavailable(f"{topic}: {type(fault).__name__}") from fault
