"""Relays and brokers that are killed or stopped at work: nothing is lost, order is kept."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shared.broker.apache import ApacheKafka
from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from shared.telemetry.points import END_AT, STOP_AT
from shared.transport.relay import RelayPace
from tests.shared.transport.relay.a_process import LEASE, PAGE
from tests.shared.transport.relay.on_topic import OnTopic, read_topic
from tests.shared.transport.relay.relays import PACE, relaying
from tests.support.kafka import Kafka, Kind, environment_of, jars
from tests.support.long_log import lengthen
from tests.support.postgres import Database

EVENTS = 4_000
IN_FLIGHT = 2 * PAGE


@contextmanager
def process(
    database: Database, kafka: KafkaSettings, **more: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """A relay in a process of its own, killed at the end of the block."""
    running = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.shared.transport.relay.a_process"),
            *(database.service_dsn, database.schema),
        ],
        env={**os.environ, **environment_of(kafka), **more},
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


async def ended(running: "subprocess.Popen[bytes]") -> int:
    return await asyncio.to_thread(running.wait, 60)


def nothing_lost(found: OnTopic, events: int = EVENTS) -> None:
    assert set(found.positions) == set(range(1, events + 1))
    assert found.out_of_order() == 0


@pytest.mark.parametrize(
    ("point", "sent_twice"),
    [("relay.before-send:3", False), ("relay.before-checkpoint:3", True)],
)
async def test_a_relay_that_is_killed_sends_again_at_most_what_was_in_flight(
    database: Database, topic: KafkaSettings, point: str, *, sent_twice: bool
) -> None:
    await lengthen(database, EVENTS)
    with process(database, topic, **{END_AT: point}) as first:
        assert await ended(first) == -signal.SIGKILL
    async with relaying(database, topic) as second:
        await second.until_sent(EVENTS)
    found = await read_topic(topic)
    nothing_lost(found)
    again = found.positions.total() - EVENTS
    assert again <= IN_FLIGHT
    assert again > 0 or not sent_twice


async def test_the_next_relay_waits_for_the_lease_and_leads_under_a_later_epoch(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 100)
    async with relaying(database, topic) as first:
        await first.until_sent(100)
        led = await first.row()
        async with relaying(database, topic) as second:
            await lengthen(database, 100, after=100)
            await second.until_sent(200)
            at_rest = await first.row()

            async def renewed() -> bool:
                return bool((await first.row())["lease_until"] > at_rest["lease_until"])

            await first.until(renewed)
            assert (await first.row())["epoch"] == led["epoch"]
            first.task.cancel()

            async def taken_over() -> bool:
                row = await second.row()
                return bool(
                    row["epoch"] > led["epoch"] and row["owner"] not in {None, led["owner"]}
                )

            await second.until(taken_over)
            await lengthen(database, 100, after=200)
            await second.until_sent(300)
    nothing_lost(await read_topic(topic), 300)


async def test_a_relay_that_was_stopped_past_its_lease_is_fenced_when_it_wakes(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, EVENTS)
    with process(database, topic, **{STOP_AT: "relay.before-checkpoint:2"}) as zombie:
        async with relaying(database, topic) as second:
            await second.until_sent(EVENTS)
            row = await second.row()
            zombie.send_signal(signal.SIGCONT)
            await lengthen(database, 1_000, after=EVENTS)
            await second.until_sent(EVENTS + 1_000)
            await asyncio.sleep(LEASE.total_seconds())
            assert (await second.row())["epoch"] == row["epoch"], "the zombie leads no more"
    found = await read_topic(topic)
    nothing_lost(found, EVENTS + 1_000)
    assert found.positions.total() - EVENTS - 1_000 <= IN_FLIGHT


async def test_two_relays_at_once_cost_only_duplicates(
    database: Database, topic: KafkaSettings
) -> None:
    """As when a lease runs out under a relay whose network is slow: each has its own producer."""
    await lengthen(database, EVENTS)
    short = timedelta(milliseconds=1)
    async with (
        relaying(database, topic, pace=replaced(short)) as one,
        relaying(database, topic, pace=replaced(short)) as other,
    ):
        await one.until_sent(EVENTS)
        assert (await other.row())["epoch"] > 1
    nothing_lost(await read_topic(topic))


def replaced(lease: timedelta) -> RelayPace:
    return replace(PACE, lease=lease, page=PAGE)


@pytest.mark.slow
async def test_a_broker_that_is_killed_in_the_middle_of_it_loses_nothing(
    database: Database, kafka: Kafka, tmp_path: Path
) -> None:
    if kafka.kind is not Kind.APACHE:
        pytest.skip("a broker that may be killed has to be our own")
    await lengthen(database, 40_000)
    with ApacheKafka(tmp_path / "kafka", jars()) as broker:
        own = KafkaSettings(bootstrap_servers=broker.bootstrap)
        await create_missing(own, [Topic(service="complaints", partitions=12)])
        async with relaying(database, own) as running:
            await running.until_sent(5_000)
            await asyncio.to_thread(broker.kill)
            before = (await running.row())["position"]
            assert before < 40_000, "it was killed in the middle"
            broker.start()
            await running.until_sent(40_000, seconds=120)
        found = await read_topic(own)
    nothing_lost(found, 40_000)


@pytest.mark.slow
async def test_a_broker_that_hangs_is_asked_anew(
    database: Database, kafka: Kafka, tmp_path: Path
) -> None:
    """The client alone would wait for its answer, and the lease would be kept for nothing."""
    if kafka.kind is not Kind.APACHE:
        pytest.skip("a broker that may be stopped has to be our own")
    await lengthen(database, 100)
    pace = replace(PACE, most_seconds_unacknowledged=0.5, lease=LEASE)
    with ApacheKafka(tmp_path / "kafka", jars()) as broker:
        own = KafkaSettings(bootstrap_servers=broker.bootstrap)
        await create_missing(own, [Topic(service="complaints", partitions=12)])
        async with relaying(database, own, pace=pace) as running:
            await running.until_sent(100)
            led = (await running.row())["epoch"]
            os.kill(broker.process_id, signal.SIGSTOP)
            await lengthen(database, 100, after=100)

            async def gave_up() -> bool:
                row = await running.row()
                return bool(row["epoch"] > led and row["position"] == 100)

            await running.until(gave_up)
            os.kill(broker.process_id, signal.SIGCONT)
            await running.until_sent(200, seconds=60)
        found = await read_topic(own)
    nothing_lost(found, 200)
