"""What a service says of its relay, to whom."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared.broker.settings import KafkaSettings
from tests.shared.transport.relay.relays import Running, relaying
from tests.support.api import Api, complaints_api
from tests.support.long_log import event_at, lengthen
from tests.support.postgres import Databases
from tests.support.service_api import another_process


@pytest.fixture
async def api(databases: Databases, topic: KafkaSettings, tmp_path: Path) -> AsyncIterator[Api]:
    """The complaints service, told of the broker."""
    async with complaints_api(databases, tmp_path) as running:
        told = replace(
            running,
            settings=replace(
                running.settings,
                bootstrap_servers=topic.bootstrap_servers,
                kafka_topic_prefix=topic.topic_prefix,
            ),
        )
        async with another_process(told) as serving:
            yield serving


async def test_how_far_the_log_is_relayed(api: Api, topic: KafkaSettings) -> None:
    await lengthen(api.database, 70)
    before = (await api.get("/relay", role="administrator")).json()
    assert (before["position"], before["head"], before["behind"]) == (0, 70, 70)
    assert (before["is_led"], before["seconds_behind"]) == (False, None)
    async with relaying(api.database, topic) as running:
        await running.until_sent(70)
        shown = (await api.get("/relay", role="auditor")).json()
    assert shown["topic"] == topic.topic_of("complaints")
    assert (shown["position"], shown["event_id"]) == (70, str(event_at(70)))
    assert (shown["behind"], shown["seconds_behind"], shown["is_led"]) == (0, 0.0, True)
    assert (shown["sent"], shown["epoch"], shown["halted"]) == (70, 1, None)


@pytest.mark.parametrize("role", ["complaints-officer", "complaints-manager", "reporting-analyst"])
async def test_who_works_on_cases_is_not_asked_to_look(api: Api, role: str) -> None:
    answer = await api.get("/relay", role=role)
    assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")


async def test_what_is_left_out_is_listed(api: Api, topic: KafkaSettings) -> None:
    await lengthen(api.database, 1, padding=9_000_000)
    async with relaying(api.database, topic) as running:
        await running.until_sent(1)
    shown = (await api.get("/relay", role="administrator")).json()
    assert shown["left_out"] == 1
    (one,) = shown["first_left_out"]
    assert (one["position"], one["reason"]) == (1, "too-large")


async def test_a_relay_that_halted_makes_the_service_unready(
    api: Api, topic: KafkaSettings
) -> None:
    async with relaying(api.database, topic) as running:
        running.task.cancel()
        await asyncio.wait([running.task])  # or it would say that it goes on
        await _say(running, "halted = 'another-log'")
        ready = await api.client.get("/health/ready")
    (found,) = [one for one in ready.json()["checks"] if one["name"] == "relay"]
    assert ready.status_code == 503
    assert (found["passed"], found["because"]) == (False, "relay-halted")
    assert "candour_relay_halted 1.0" in (await api.client.get("/metrics")).text


async def test_a_broker_that_is_away_is_counted_but_cases_go_on(
    api: Api, topic: KafkaSettings
) -> None:
    away = replace(topic, bootstrap_servers="127.0.0.1:1")
    await lengthen(api.database, 5)
    async with relaying(api.database, away) as running:
        await _say(running, "level_at = now() - interval '2 minutes'")
        ready = (await api.client.get("/health/ready")).json()
    (found,) = [one for one in ready["checks"] if one["name"] == "relay"]
    assert found["passed"]
    assert found["counts"] == {"relay_behind": 5, "relay_stalled": 1, "relay_left_out": 0}
    told = (await api.client.get("/metrics")).text
    assert "candour_relay_stalled 1.0" in told
    assert "candour_relay_lag_positions 5.0" in told


async def test_the_walk_through_the_log_knows_how_far_the_relay_was(
    api: Api, topic: KafkaSettings
) -> None:
    await lengthen(api.database, 5)
    async with relaying(api.database, topic) as running:
        await running.until_sent(5)
        await _say(running, "position = 9")
    told = (await api.post("/log/verification", {"readers": []}, role="auditor")).json()
    found = [one for one in told["findings"] if one["kind"] == "reader-ahead"]
    assert [one["said"] for one in found] == [
        "the reader relay has read position 9, the log ends at 5"
    ]


async def _say(running: Running, what: str) -> None:
    await running.pool.execute(f"update relay set {what}")
