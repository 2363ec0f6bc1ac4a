"""What a topic holds, read by a bare consumer from its first record to its last."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from shared.broker.settings import KafkaSettings
from shared.transport.watermark import Watermark, is_watermark


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTopic:
    """Every record, in the order of its partition; `messages` are (partition, document)."""

    records: tuple[Any, ...]
    messages: tuple[tuple[int, dict[str, Any]], ...]
    watermarks: tuple[Watermark, ...]

    @property
    def positions(self) -> Counter[int]:
        return Counter(int(message["position"]) for _, message in self.messages)

    def firsts(self) -> list[tuple[int, dict[str, Any]]]:
        """The messages without those that were there before: what a reader keeps."""
        seen: set[str] = set()
        kept = []
        for partition, message in self.messages:
            if message["id"] not in seen:
                seen.add(message["id"])
                kept.append((partition, message))
        return kept

    def out_of_order(self) -> int:
        """Messages that came before an earlier one of their case, not counting those sent again."""
        versions: dict[str, list[int]] = {}
        for _, message in self.firsts():
            versions.setdefault(message["subject"], []).append(int(message["caseversion"]))
        return sum(
            later != earlier + 1 for told in versions.values() for earlier, later in pairwise(told)
        )


async def read_topic(kafka: KafkaSettings, service: str = "complaints", *, of: int = 12) -> OnTopic:
    topic = kafka.topic_of(service)
    consumer = AIOKafkaConsumer(
        **kafka.client_options(), enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, number) for number in range(of)]
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        ends = {one: end for one, end in (await consumer.end_offsets(partitions)).items() if end}
        records: list[Any] = []
        while ends:
            for one, found in (await consumer.getmany(*ends, timeout_ms=200)).items():
                records += found
                if found[-1].offset + 1 >= ends[one]:
                    del ends[one]
    finally:
        await consumer.stop()
    records.sort(key=lambda record: (record.partition, record.offset))
    return OnTopic(
        records=tuple(records),
        messages=tuple(
            (record.partition, orjson.loads(record.value))
            for record in records
            if not is_watermark(record)
        ),
        watermarks=tuple(Watermark.of(record.value) for record in records if is_watermark(record)),
    )
