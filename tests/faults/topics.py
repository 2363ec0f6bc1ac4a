"""What is on a topic, read to its end by a plain consumer, and judged against the log's rows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from confluent_kafka import Consumer, Message, TopicPartition

from tests.faults.checking import Event

PARTITIONS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the topic as it lies there; `key` is None where it is a watermark."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes


def read_topic(bootstrap: str, topic: str) -> list[Record]:
    """Every record, at least up to where each partition ended when it was asked, in its order.

    Read with another library than the one that the product reads with.
    """
    consumer = Consumer(
        {"bootstrap.servers": bootstrap, "group.id": "judge", "enable.auto.commit": False}
    )
    try:
        ends = {}
        for partition in range(PARTITIONS):
            _, end = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=30)
            ends[partition] = end
        consumer.assign([TopicPartition(topic, each, 0) for each, end in ends.items() if end])
        found: list[Record] = []
        read_to = dict.fromkeys(ends, 0)
        while any(read_to[each] < end for each, end in ends.items()):
            for record in consumer.consume(num_messages=1_000, timeout=1.0):
                assert record.error() is None, record.error()
                found.append(_seen(record))
                read_to[found[-1].partition] = found[-1].offset + 1
    finally:
        consumer.close()
    return found


def _seen(record: Message) -> Record:
    partition, offset = record.partition(), record.offset()
    key, value = record.key(), record.value()
    assert partition is not None
    assert offset is not None
    assert isinstance(value, bytes)
    assert key is None or isinstance(key, bytes)
    return Record(partition=partition, offset=offset, key=key, value=value)


def judge_topic(events: Sequence[Event], records: Iterable[Record]) -> list[str]:
    """Each message is there at least once, unchanged, and in order once repeats are dropped.

    A repeat is a message of a case with a version that was there before. What comes first of each
    version must come in the order of the versions, on one partition.
    """
    wrong: list[str] = []
    stored = {(event.stream_id, event.version): event for event in events}
    seen: set[tuple[UUID, int]] = set()
    heads: dict[UUID, int] = defaultdict(int)
    partitions: dict[UUID, set[int]] = defaultdict(set)
    for record in records:
        if record.key is None:
            continue
        document = json.loads(record.value)
        stream, version = UUID(document["subject"]), int(document["caseversion"])
        partitions[stream].add(record.partition)
        event = stored.get((stream, version))
        if event is None:
            wrong.append(f"{stream} version {version} is on the topic and not in the log")
            continue
        if record.value != event.message or record.key != str(stream).encode():
            wrong.append(f"position {event.position} is not what was stored")
        if (stream, version) not in seen and version != heads[stream] + 1:
            wrong.append(f"position {event.position} stands before an earlier one of its case")
        seen.add((stream, version))
        heads[stream] = max(heads[stream], version)
    wrong += [f"position {stored[place].position} was never sent" for place in stored.keys() - seen]
    wrong += [
        f"{stream} is on several partitions" for stream, on in partitions.items() if len(on) > 1
    ]
    return wrong
