"""What the broker will not take, or has no place for."""

import os
from dataclasses import replace

from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from shared.runner import Patience
from tests.shared.transport.relay.on_topic import read_topic
from tests.shared.transport.relay.relays import PACE, relaying
from tests.support.long_log import lengthen
from tests.support.postgres import Database

SMALL = {"max.message.bytes": "30000", "compression.type": "uncompressed"}


async def test_a_message_that_is_too_large_is_left_out_and_the_others_are_sent(
    database: Database, topic: KafkaSettings
) -> None:
    small = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    await create_missing(small, [Topic(service="complaints", partitions=12, settings=SMALL)])
    await lengthen(database, 40)
    await lengthen(database, 1, after=40, padding=9_000_000)
    await lengthen(database, 40, after=41)
    async with relaying(database, small) as running:
        await running.until_sent(81)
        left_out = await running.pool.fetch("select * from relay_left_out")
        whole = await running.pool.fetchval(
            "select octet_length(message) from events where position = 41"
        )
    assert [(row["position"], row["reason"], row["bytes"]) for row in left_out] == [
        (41, "too-large", whole)
    ]
    found = await read_topic(small)
    assert set(found.positions) == set(range(1, 82)) - {41}


async def test_what_several_are_refused_for_is_found_in_smaller_batches(
    database: Database, topic: KafkaSettings
) -> None:
    """The broker refuses batches beyond its limit, which a lower one than ours brings about."""
    small = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    await create_missing(small, [Topic(service="complaints", partitions=12, settings=SMALL)])
    await lengthen(database, 30, cases=1)
    await _incompressible(database, position=17, size=60_000)
    async with relaying(database, small) as running:
        await running.until_sent(30)
        left_out = await running.pool.fetch("select position from relay_left_out")
    assert [row["position"] for row in left_out] == [17]
    found = await read_topic(small)
    assert set(found.positions) == set(range(1, 31)) - {17}
    last = max(found.watermarks, key=lambda one: (one.position, one.count))
    assert (last.position, last.count) == (30, 30), "the log has thirty: a reader fetches the other"


async def test_a_topic_that_is_missing_is_waited_for_and_said(
    database: Database, topic: KafkaSettings
) -> None:
    late = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    await lengthen(database, 30)
    async with relaying(database, late) as running:

        async def said() -> bool:
            return bool((await running.row())["waiting"] == "topic-missing")

        await running.until(said)
        await create_missing(late, [Topic(service="complaints", partitions=12)])
        await running.until_sent(30)
        assert (await running.row())["waiting"] is None
    assert len((await read_topic(late)).messages) == 30


async def test_a_topic_that_takes_not_even_a_watermark_is_waited_for_and_said(
    database: Database, topic: KafkaSettings
) -> None:
    tiny = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    limit = {**SMALL, "max.message.bytes": "100"}
    await create_missing(tiny, [Topic(service="complaints", partitions=12, settings=limit)])
    unhurried = replace(PACE, patience=Patience(first=3_600, ceiling=3_600))
    async with relaying(database, tiny, pace=unhurried) as running:

        async def said() -> bool:
            return bool((await running.row())["owner"] is None and (await running.row())["waiting"])

        await running.until(said)
        row = await running.row()
        assert (row["waiting"], row["epoch"]) == ("MessageSizeTooLargeError", 1)
        assert await running.pool.fetchval("select count(*) from relay_left_out") == 0


async def test_a_broker_that_is_away_is_waited_for(
    database: Database, topic: KafkaSettings
) -> None:
    away = replace(topic, bootstrap_servers="127.0.0.1:1")
    await lengthen(database, 30)
    async with relaying(database, away) as running:

        async def said() -> bool:
            return bool((await running.row())["waiting"] == "KafkaConnectionError")

        await running.until(said)
        assert (await running.row())["position"] == 0


async def _incompressible(database: Database, *, position: int, size: int) -> None:
    async with database.behind_its_back() as connection:
        await connection.execute("alter table events disable trigger events_append_only")
        await connection.execute(
            "update events set message = convert_to("
            "replace(convert_from(message, 'UTF8'), 'cccc', $2), 'UTF8') where position = $1",
            position,
            os.urandom(size // 2).hex(),
        )
        await connection.execute("alter table events enable always trigger events_append_only")
