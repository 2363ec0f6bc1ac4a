"""The broker that tests are given: real messages go through it, each test on topics of its own."""

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from tests.support.kafka import Kafka


@pytest.mark.smoke
async def test_a_message_comes_back_as_it_was_sent(kafka: Kafka) -> None:
    settings = await kafka.fresh("complaints")
    topic = settings.topic_of("complaints")
    producer = AIOKafkaProducer(enable_idempotence=True, acks="all", **settings.client_options())
    await producer.start()
    try:
        await producer.send_and_wait(topic, b"whole", key=b"a-case", partition=1)
    finally:
        await producer.stop()
    consumer = AIOKafkaConsumer(auto_offset_reset="none", **settings.client_options())
    await consumer.start()
    try:
        partition = TopicPartition(topic, 1)
        consumer.assign([partition])
        consumer.seek(partition, 0)
        read = await consumer.getone()
    finally:
        await consumer.stop()
    assert (read.key, read.value, read.offset) == (b"a-case", b"whole", 0)


@pytest.mark.smoke
async def test_two_tests_share_no_topic(kafka: Kafka) -> None:
    one, other = await kafka.fresh("complaints"), await kafka.fresh("complaints")
    assert one.topic_of("complaints") != other.topic_of("complaints")
