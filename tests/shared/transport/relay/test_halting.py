"""What stops a relay for good, and says so in its row."""

from dataclasses import replace

import pytest

from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from shared.clock import fresh
from shared.transport.relay_check import RelayHalted
from tests.shared.transport.relay.on_topic import read_topic
from tests.shared.transport.relay.relays import Running, relaying
from tests.support.long_log import lengthen
from tests.support.postgres import Database, Databases


async def test_another_log_than_the_one_that_was_relayed(
    database: Database, topic: KafkaSettings, databases: Databases
) -> None:
    await _relayed(database, topic, 30)
    other = await databases.fresh("complaints")
    await lengthen(other, 60)
    await _halts(other, topic, "another-log")


async def test_a_log_that_was_restored_shorter_with_its_own_checkpoint(
    database: Database, topic: KafkaSettings
) -> None:
    await _relayed(database, topic, 30)
    await _relayed(database, topic, 30, after=30)
    await _restore(database, 30)
    await _halts(database, topic, "log-shorter")


async def test_a_log_that_was_restored_and_went_another_way(
    database: Database, topic: KafkaSettings
) -> None:
    await _relayed(database, topic, 30)
    await _relayed(database, topic, 30, after=30)
    await _restore(database, 30)
    await lengthen(database, 100, after=30, history="another way, ")
    await _halts(database, topic, "log-rewritten")


async def test_a_log_that_lost_its_end_under_a_running_relay(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 60)
    async with relaying(database, topic) as running:
        await running.until_sent(60)
        await _delete(database, "position > 50")
        await lengthen(database, 20, after=50, history="another way, ")
        with pytest.raises(RelayHalted, match="log-rewritten"):
            await running.until_sent(70)
        assert (await running.row())["halted"] == "log-rewritten"


async def test_a_log_with_a_hole(database: Database, topic: KafkaSettings) -> None:
    await lengthen(database, 60)
    await _delete(database, "position = 40")
    await _halts(database, topic, "hole-in-log")
    assert not (await read_topic(topic)).messages


async def test_a_topic_with_other_partitions_than_the_feed_counts_with(
    database: Database, topic: KafkaSettings
) -> None:
    settings = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    await create_missing(settings, [Topic(service="complaints", partitions=3)])
    await lengthen(database, 30)
    await _halts(database, settings, "partitions-differ")


async def test_a_relay_that_had_halted_goes_on_once_the_cause_is_gone(
    database: Database, topic: KafkaSettings, databases: Databases
) -> None:
    other = await databases.fresh("complaints")
    await _relayed(database, topic, 30)
    await lengthen(other, 30)
    await _halts(other, topic, "another-log")
    own = replace(topic, topic_prefix=f"{topic.topic_prefix}x")
    await create_missing(own, [Topic(service="complaints", partitions=12)])
    async with relaying(other, own) as running:
        await running.until_sent(30)
        assert (await running.row())["halted"] is None


async def _relayed(
    database: Database, topic: KafkaSettings, events: int, *, after: int = 0
) -> None:
    await lengthen(database, events, after=after)
    async with relaying(database, topic) as running:
        await running.until_sent(after + events)


async def _halts(database: Database, topic: KafkaSettings, reason: str) -> None:
    async with relaying(database, topic) as running:
        with pytest.raises(RelayHalted, match=reason):
            await running.until_sent(1_000)
        assert (await running.row())["halted"] == reason
        await _stays_so(running)


async def _stays_so(running: Running) -> None:
    row = await running.row()
    assert row["owner"] is None, "the lease is given back"


async def _restore(database: Database, position: int) -> None:
    """What restoring a dump of that moment does: the log ends there, and so does the checkpoint."""
    async with database.behind_its_back() as connection:
        await _delete(database, f"position > {position}")
        await connection.execute(
            "update relay set position = $1, owner = $2, counts = '{}', event_id ="
            " (select event_id from events where position = $1)",
            position,
            fresh(),
        )


async def _delete(database: Database, where: str) -> None:
    async with database.behind_its_back() as connection:
        await connection.execute("alter table events disable trigger events_append_only")
        await connection.execute(f"delete from events where {where}")
        await connection.execute("alter table events enable always trigger events_append_only")
