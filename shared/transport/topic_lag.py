"""Offsets told to Kafka now and then, so that its own tools can show how far we lag.

Nobody reads them back: the offsets that count are stored with the read models. Whatever goes wrong
here is logged and tried again, and never reaches the reader.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from shared.broker.settings import KafkaSettings, KafkaUnusable
from shared.telemetry import log_of
from shared.transport.leaving import leave
from shared.transport.topic_client import consumer_of

log = log_of("runner")

SECONDS_BETWEEN: Final = 10.0


async def tell_lag(
    kafka: KafkaSettings,
    topic: str,
    *,
    group: str,
    offsets: Callable[[], Mapping[int, int]],
    seconds_between: float = SECONDS_BETWEEN,
) -> None:
    """Until cancelled: commits what `offsets` says, under `group`, which has no members.

    Offsets that did not move are not told again: a broker would store each of them.
    """
    told: Mapping[int, int] = {}
    while True:
        await asyncio.sleep(seconds_between)
        try:
            if (now := offsets()) != told:
                await tell_offsets(kafka, topic, group=group, offsets=now)
                told = now
        except (KafkaError, KafkaUnusable, OSError) as fault:
            log.info("lag-not-told", topic=topic, exc_info=fault)


async def tell_offsets(
    kafka: KafkaSettings, topic: str, *, group: str, offsets: Mapping[int, int]
) -> None:
    """Once. Raises KafkaError."""
    told = {TopicPartition(topic, partition): offset for partition, offset in offsets.items()}
    if not told:
        return
    consumer = consumer_of(kafka, name=f"{group}-lag", group=group)
    try:
        consumer.assign(list(told))
        consumer.pause(*told)
        await consumer.start()
        await consumer.commit(told)
    finally:
        await leave(consumer)
