"""A broker of one's own: what it acknowledged outlives it, and it does not outlive its parent."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from shared.broker.apache import ApacheKafka, KafkaDidNotStart
from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from tests.support.kafka import Kafka, Kind, jars

TOPIC = Topic(service="complaints", partitions=1)


@pytest.fixture
def node(kafka: Kafka, tmp_path: Path) -> Iterator[ApacheKafka]:
    if kafka.kind is not Kind.APACHE:
        pytest.skip("starts brokers of its own")
    node = ApacheKafka(tmp_path / "kafka", jars())
    node.start()
    yield node
    node.stop()


async def _send(settings: KafkaSettings, *values: bytes) -> None:
    producer = AIOKafkaProducer(enable_idempotence=True, acks="all", **settings.client_options())
    await producer.start()
    try:
        for value in values:
            await producer.send_and_wait(settings.topic_of("complaints"), value)
    finally:
        await producer.stop()


async def _read(settings: KafkaSettings, count: int) -> list[bytes | None]:
    consumer = AIOKafkaConsumer(auto_offset_reset="none", **settings.client_options())
    await consumer.start()
    try:
        partition = TopicPartition(settings.topic_of("complaints"), 0)
        consumer.assign([partition])
        consumer.seek(partition, 0)
        async with asyncio.timeout(60):
            return [(await consumer.getone()).value for _ in range(count)]
    finally:
        await consumer.stop()


async def test_what_was_acknowledged_outlives_a_kill_and_a_stop(node: ApacheKafka) -> None:
    settings = KafkaSettings(bootstrap_servers=node.bootstrap)
    await create_missing(settings, [TOPIC])
    await _send(settings, b"before")
    node.kill()
    assert not await node.answers()
    node.start()
    assert node.bootstrap == settings.bootstrap_servers
    await _send(settings, b"between")
    node.stop()
    node.start()
    assert await _read(settings, 2) == [b"before", b"between"]


def test_it_ends_with_the_process_that_started_it(node: ApacheKafka, tmp_path: Path) -> None:
    node.stop()
    program = (
        "import sys, pathlib; from shared.broker.apache import ApacheKafka;"
        "node = ApacheKafka(*map(pathlib.Path, sys.argv[1:])); node.launch();"
        "print(node.process_id, flush=True); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "kafka"), str(jars())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    process_id = int(parent.stdout.readline())
    watched = os.pidfd_open(process_id)
    parent.kill()
    parent.communicate()
    assert _ends(watched), "the broker lives on"


def _ends(watched: int) -> bool:
    """Whether the process ends within half a minute."""

    try:
        ended, _, _ = select.select([watched], [], [], 30)
    finally:
        os.close(watched)
    return bool(ended)


async def test_a_broker_that_ends_by_itself_is_seen(node: ApacheKafka) -> None:
    assert not node.has_ended()
    watched = os.pidfd_open(node.process_id)
    os.kill(node.process_id, signal.SIGKILL)
    assert _ends(watched)
    assert node.has_ended()


def test_settings_that_are_none_are_told_with_the_log(kafka: Kafka, tmp_path: Path) -> None:
    if kafka.kind is not Kind.APACHE:
        pytest.skip("starts brokers of its own")
    node = ApacheKafka(tmp_path / "kafka", jars(), settings={"process.roles": "nothing"})
    with pytest.raises(KafkaDidNotStart, match=r"kafka\.log"):
        node.start()
    assert "process.roles" in (tmp_path / "kafka" / "kafka.log").read_text()
