"""A topic joined late, made anew or expired, and a source that changes from feed to topic."""

from dataclasses import replace

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from shared.broker.topics import Topic, create_missing
from shared.runner import source_states
from shared.transport.topic_client import consumer_of
from tests.projections.conftest import Projected
from tests.shared.runner.served_log import feed_of
from tests.shared.runner.test_reader import reader_of
from tests.shared.transport.consuming.carried import (
    PARTITIONS,
    Carried,
    carrying,
    has_seen,
    reading,
    same_as_the_log,
)


async def made_anew(carried: Carried) -> None:
    """The topic is deleted and made again, empty."""
    admin = AIOKafkaAdminClient(**carried.kafka.client_options())
    await admin.start()
    topic = carried.kafka.topic_of("complaints")
    await admin.delete_topics([topic])
    while topic in await admin.list_topics():
        continue
    await admin.close()
    await create_missing(carried.kafka, [Topic(service="complaints", partitions=PARTITIONS)])


async def expired(carried: Carried) -> None:
    """Everything on the topic is older than it keeps."""
    partitions = [
        TopicPartition(carried.kafka.topic_of("complaints"), one) for one in range(PARTITIONS)
    ]
    consumer = consumer_of(carried.kafka, name="ends")
    await consumer.start()
    ends = await consumer.end_offsets(partitions)
    await consumer.stop()
    admin = AIOKafkaAdminClient(**carried.kafka.client_options())
    await admin.start()
    await admin.delete_records(
        {one: RecordsToDelete(before_offset=ends[one]) for one in partitions}
    )
    await admin.close()


async def test_what_expired_before_it_was_ever_read_is_read_from_the_feed(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=3)
    await carried.carry()
    await expired(carried)
    carried.record(9)
    await carried.carry(27)
    async with reading(projected, carried):
        await has_seen(projected, 36)
    await same_as_the_log(projected, carried)


async def test_what_expired_while_nobody_read_is_read_from_the_feed(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 9)
    carried.record(9, times=2)
    await carried.carry(9)
    await expired(carried)
    carried.record(9)
    await carried.carry(27)
    async with reading(projected, carried):
        await has_seen(projected, 36)
        carried.record(9)
        await carried.carry(36)
        await has_seen(projected, 45)
    await same_as_the_log(projected, carried)


async def test_a_topic_that_was_made_anew_is_joined_where_it_is(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=4)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 36)
    await made_anew(carried)
    carried.record(9)
    async with carrying(carried.kafka) as again:
        again.log = carried.log
        await again.carry(36)
        async with reading(projected, again):
            await has_seen(projected, 45)
            again.record(9)
            await again.carry(45)
            await has_seen(projected, 54)
        await same_as_the_log(projected, again)


async def test_a_source_changes_from_feed_to_topic_and_back_and_again(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=2)
    await carried.carry()
    async with feed_of(carried.log) as feed:
        await reader_of(projected, feed).catch_up()
    carried.record(9)
    await carried.carry(18)
    async with reading(projected, carried):
        await has_seen(projected, 27)
        carried.record(9)
        await carried.carry(27)
        await has_seen(projected, 36)
    (over_topic,) = await source_states(projected.pool, "figures")
    carried.record(3)
    async with feed_of(carried.log) as feed:
        await reader_of(projected, feed).catch_up()
    (over_feed,) = await source_states(projected.pool, "figures")
    assert (over_topic.position, over_feed.position) == (36, 39)
    await carried.carry(36)
    async with reading(projected, carried):
        carried.record(9)
        await carried.carry(39)
        await has_seen(projected, 48)
    await same_as_the_log(projected, carried)


async def test_the_answers_position_never_goes_back_when_slots_are_cut_anew(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=2)
    async with feed_of(carried.log) as feed:
        await reader_of(projected, feed).catch_up()
        async with reading(projected, carried):
            await has_seen(projected, 18)
        (state,) = await source_states(projected.pool, "figures")
    assert (state.position, state.log_id) == (18, carried.log.made.log_id)
    assert state.event_id == carried.log.made.deliveries()[17].event_id


async def test_a_topic_that_is_missing_is_waited_for(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    elsewhere = replace(carried.kafka, topic_prefix=f"{carried.kafka.topic_prefix}-later")
    async with carrying(elsewhere) as later:
        later.log = carried.log
        async with reading(projected, later):
            await create_missing(elsewhere, [Topic(service="complaints", partitions=PARTITIONS)])
            await later.carry()
            await has_seen(projected, 9)
        await same_as_the_log(projected, later)


async def test_a_topic_that_is_made_anew_under_a_reader(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9, times=4)
    await carried.carry()
    async with reading(projected, carried):
        await has_seen(projected, 36)
        await made_anew(carried)
        carried.record(9)
        async with carrying(carried.kafka) as again:
            again.log = carried.log
            await again.carry(36)
            await has_seen(projected, 45)
            again.record(9)
            await again.carry(45)
            await has_seen(projected, 54)
    await same_as_the_log(projected, carried)
