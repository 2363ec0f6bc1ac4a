"""The consumer itself: how it reaches a broker that wants proof, and what it tells of its lag."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from shared.broker.settings import KafkaSettings
from shared.runner import SourceUnavailable
from shared.transport.topic_client import TopicClient, consumer_of, slots_of
from shared.transport.topic_lag import tell_lag, tell_offsets
from tests.shared.transport.consuming.carried import PARTITIONS, Carried, eventually


async def test_tls_and_a_password_reach_the_client(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("a password\n", encoding="utf-8")
    settings = KafkaSettings(
        bootstrap_servers="broker-1:9093,broker-2:9093",
        security_protocol="SASL_SSL",
        sasl_mechanism="SCRAM-SHA-512",
        sasl_username="projections",
        sasl_password_file=password,
    )
    consumer = consumer_of(settings, name="readers")
    client = consumer._client
    await consumer.stop()
    assert client._security_protocol == "SASL_SSL"
    assert client._ssl_context is not None
    assert client._ssl_context.check_hostname
    assert client._sasl_mechanism == "SCRAM-SHA-512"
    assert (client._sasl_plain_username, client._sasl_plain_password) == (
        "projections",
        "a password",
    )
    assert {host for host, *_ in client.hosts} == {"broker-1", "broker-2"}


async def test_offsets_are_told_to_kafka_for_whoever_looks_at_lag(carried: Carried) -> None:
    topic = carried.kafka.topic_of("complaints")
    carried.record(9)
    await carried.carry()
    await tell_offsets(carried.kafka, topic, group="candour-figures", offsets={0: 2, 1: 1})
    looking = consumer_of(carried.kafka, name="looking", group="candour-figures")
    await looking.start()
    try:
        told = [await looking.committed(TopicPartition(topic, one)) for one in range(3)]
    finally:
        await looking.stop()
    assert told == [2, 1, None]


async def test_a_topic_that_is_not_there_is_waited_for(carried: Carried) -> None:
    assert await slots_of(carried.kafka, carried.kafka.topic_of("complaints")) == PARTITIONS
    with pytest.raises(SourceUnavailable):
        await slots_of(carried.kafka, carried.kafka.topic_of("nobody"))


async def test_who_is_cancelled_while_a_client_is_closed_ends(
    carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client waits for a task of its own that it cancelled, and takes our end for its own."""
    close = AIOKafkaAdminClient.close

    async def cancelled_meanwhile(client: AIOKafkaAdminClient) -> None:
        asking.cancel()
        await close(client)

    monkeypatch.setattr(AIOKafkaAdminClient, "close", cancelled_meanwhile)
    topic = carried.kafka.topic_of("complaints")
    asking = asyncio.create_task(slots_of(carried.kafka, topic))
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_a_password_that_cannot_be_read_is_waited_for(tmp_path: Path) -> None:
    """Files of secrets are replaced while we run; a moment without one ends no worker."""
    settings = KafkaSettings(
        bootstrap_servers="127.0.0.1:1",
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="PLAIN",
        sasl_username="projections",
        sasl_password_file=tmp_path / "password",
    )
    with pytest.raises(SourceUnavailable, match="KafkaUnusable"):
        await slots_of(settings, "candour.complaints.v1")
    with pytest.raises(SourceUnavailable, match="KafkaUnusable"):
        async with TopicClient.opened(settings, "candour.complaints.v1", name="readers"):
            pass


async def test_offsets_that_rest_are_told_once(carried: Carried) -> None:
    topic, group = carried.kafka.topic_of("complaints"), "candour-resting"
    carried.record(9)
    await carried.carry()
    offsets, asked = {0: 2}, 0

    def now() -> Mapping[int, int]:
        nonlocal asked
        asked += 1
        return dict(offsets)

    looking = consumer_of(carried.kafka, name="looking", group=group)
    await looking.start()
    told = asyncio.create_task(
        tell_lag(carried.kafka, topic, group=group, offsets=now, seconds_between=0.02)
    )

    async def committed(offset: int) -> bool:
        return bool(await looking.committed(TopicPartition(topic, 0)) == offset)

    async def asked_so_often(times: int) -> bool:
        return asked >= times

    try:
        await eventually(lambda: committed(2))
        await eventually(lambda before=asked: asked_so_often(before + 2))  # type: ignore[misc]
        await tell_offsets(carried.kafka, topic, group=group, offsets={0: 1})
        await eventually(lambda before=asked: asked_so_often(before + 5))  # type: ignore[misc]
        assert await committed(1)
        offsets[0] = 3
        await eventually(lambda: committed(3))
    finally:
        told.cancel()
        await asyncio.wait([told])
        await looking.stop()
