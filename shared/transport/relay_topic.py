"""What the topic itself knows of the log: what was sent last on each of its partitions."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaTimeoutError

from shared.broker.settings import KafkaSettings
from shared.messages.reading import UnreadableMessage
from shared.telemetry import log_of
from shared.transport.leaving import leave
from shared.transport.watermark import Watermark, is_watermark

log = log_of("relay")

LOOKED_AT: Final = 5
"""Records at the end of each partition: one would do, unless somebody else wrote there too."""
_SECONDS_TO_READ: Final = 30.0
_REQUEST_MILLISECONDS: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An event that was on the topic: by whose log id, at which position."""

    source: str
    position: int
    event_id: UUID


async def last_sent(kafka: KafkaSettings, topic: str, partitions: int) -> tuple[Sent, ...]:
    """What the last readable records of each partition tell of the log. KafkaError."""
    consumer = AIOKafkaConsumer(
        **kafka.client_options(),
        client_id="candour-relay",
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        request_timeout_ms=_REQUEST_MILLISECONDS,
    )
    await consumer.start()
    try:
        all_of_them = [TopicPartition(topic, number) for number in range(partitions)]
        firsts = await consumer.beginning_offsets(all_of_them)
        ends = await consumer.end_offsets(all_of_them)
        filled = [one for one in all_of_them if ends[one] > firsts[one]]
        if not filled:
            return ()
        # Assigned once: a client that is stopped while it takes leave of an earlier assignment
        # loses the wish to stop, and waits for itself for ever.
        consumer.assign(filled)
        for one in filled:
            consumer.seek(one, max(firsts[one], ends[one] - LOOKED_AT))
        records = await _read(consumer, {one: ends[one] for one in filled})
    finally:
        await leave(consumer)
    return tuple(_told(records))


async def _read(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> list[Any]:
    records: list[Any] = []
    left = dict(ends)
    deadline = asyncio.get_running_loop().time() + _SECONDS_TO_READ
    while left:
        if asyncio.get_running_loop().time() > deadline:
            raise KafkaTimeoutError
        for one, found in (await consumer.getmany(*left, timeout_ms=500)).items():
            records += found
            if found and found[-1].offset + 1 >= left[one]:
                del left[one]
    return records


def _told(records: Iterable[Any]) -> Iterable[Sent]:
    for record in records:
        try:
            if is_watermark(record):
                watermark = Watermark.of(record.value)
                if watermark.event_id is not None:
                    yield Sent(
                        source=f"/{watermark.service}/{watermark.log_id}",
                        position=watermark.position,
                        event_id=watermark.event_id,
                    )
            else:
                yield _of_message(record.value)
        except UnreadableMessage:
            log.warning("foreign-record", partition=record.partition, offset=record.offset)


def _of_message(value: bytes | None) -> Sent:
    try:
        told = orjson.loads(value or b"")
        return Sent(
            source=str(told["source"]), position=int(told["position"]), event_id=UUID(told["id"])
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableMessage("the heading cannot be read") from None
