"""A bad way from one topic to another: messages on it are lost, doubled, mixed up and damaged."""

import random
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

from confluent_kafka import Consumer, Message, Producer, TopicPartition

from tests.faults.place import CARRIED, PREFIX
from tests.faults.topics import PARTITIONS

WINDOW: Final = 6
SECONDS_TO_WAIT: Final = 0.1


@dataclass(slots=True, kw_only=True)
class Carrier:
    """Carries what `service` sends to the topic that its reader reads, until it is stopped.

    `bad` is the share of messages to which each of the faults happens; 0 carries all as they are.
    Watermarks come through, but not always in their place. `done` counts what happened.
    """

    bootstrap: str
    service: str
    bad: float = 0.0
    done: Counter[str] = field(default_factory=Counter)
    dice: random.Random = field(default_factory=lambda: random.Random(3))
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._carry, name="carrier")
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        assert self._thread is not None
        self._thread.join()

    def _carry(self) -> None:
        consumer = Consumer(
            {
                "bootstrap.servers": self.bootstrap,
                "group.id": "carrier",
                "enable.auto.commit": False,
            }
        )
        producer = Producer({"bootstrap.servers": self.bootstrap, "linger.ms": 0})
        topic = f"{PREFIX}.{self.service}.v1"
        consumer.assign([TopicPartition(topic, each, 0) for each in range(PARTITIONS)])
        held: dict[int, list[Message]] = defaultdict(list)
        while not self._stop.is_set():
            for record in consumer.consume(num_messages=100, timeout=SECONDS_TO_WAIT):
                assert record.error() is None, record.error()
                partition = record.partition()
                assert partition is not None
                held[partition].append(record)
            for partition, records in held.items():
                self._hand_on(producer, partition, records)
                records.clear()
            producer.flush()
        consumer.close()

    def _hand_on(self, producer: Producer, partition: int, records: list[Message]) -> None:
        if self.bad and len(records) > 1:
            for start in range(0, len(records), WINDOW):
                part = records[start : start + WINDOW]
                self.dice.shuffle(part)
                records[start : start + WINDOW] = part
            self.done["mixed"] += 1
        for record in records:
            for value in self._values(record):
                producer.produce(
                    f"{CARRIED}.{self.service}.v1", value, record.key(), partition=partition
                )

    def _values(self, record: Message) -> list[bytes]:
        value = record.value()
        assert isinstance(value, bytes)
        if record.key() is None or self.dice.random() >= 3 * self.bad:
            return [value]
        fault = self.dice.choice(("lost", "doubled", "damaged"))
        self.done[fault] += 1
        match fault:
            case "lost":
                return []
            case "doubled":
                return [value, value]
            case _:
                return [value[: len(value) // 2]]
