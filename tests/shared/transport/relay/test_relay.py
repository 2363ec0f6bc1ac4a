from collections import Counter

from shared.broker.settings import KafkaSettings
from shared.event_store.partitions import partition_hash
from shared.transport.sending import EPOCH_HEADER
from tests.shared.transport.relay.on_topic import read_topic
from tests.shared.transport.relay.relays import relaying
from tests.support.long_log import case_of, lengthen
from tests.support.postgres import Database


async def test_every_message_is_sent_once_and_in_order(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 5_300)
    async with relaying(database, topic) as running:
        await running.until_sent(5_300)
    found = await read_topic(topic)
    assert found.positions == Counter(range(1, 5_301))
    assert found.out_of_order() == 0


async def test_a_record_is_the_stored_bytes_under_its_case(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 40)
    async with relaying(database, topic) as running:
        await running.until_sent(40)
        stored = {
            row["message"]: str(row["stream_id"]).encode()
            for row in await running.pool.fetch("select stream_id, message from events")
        }
        epoch = (await running.row())["epoch"]
    messages = [record for record in (await read_topic(topic)).records if record.key is not None]
    assert {record.value: record.key for record in messages} == stored
    assert {record.partition for record in messages} == {
        partition_hash(case_of(number)) % 12 for number in range(1, 41)
    }
    assert all(record.headers == ((EPOCH_HEADER, str(epoch).encode()),) for record in messages)


async def test_watermarks_say_how_many_messages_each_partition_has(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 2_500)
    async with relaying(database, topic) as running:
        await running.until_sent(2_500)

        async def told() -> bool:
            found = await read_topic(topic)
            return sum(one.position == 2_500 for one in found.watermarks) == 12

        await running.until(told)
    seen: Counter[int] = Counter()
    found = await read_topic(topic)
    expected = Counter(partition_hash(case_of(number)) % 12 for number in range(1, 2_501))
    for record in found.records:
        if record.key is not None:
            seen[record.partition] += 1
    assert seen == expected
    last = {one.partition: one for one in found.watermarks}
    assert {number: one.count for number, one in last.items()} == {
        number: expected[number] for number in range(12)
    }
    assert all(one.event_id is not None for one in found.watermarks if one.position)


async def test_a_watermark_stands_between_what_it_counts_and_what_follows(
    database: Database, topic: KafkaSettings
) -> None:
    await lengthen(database, 500)
    async with relaying(database, topic) as running:
        await running.until_sent(500)
        await lengthen(database, 4_000, after=500)
        await running.until_sent(4_500)
    found = await read_topic(topic)
    seen: Counter[int] = Counter()
    highest: dict[int, int] = dict.fromkeys(range(12), 0)
    watermarks = iter(found.watermarks)
    messages = iter(found.messages)
    for record in found.records:
        if record.key is None:
            watermark = next(watermarks)
            assert watermark.count == seen[record.partition]
            assert watermark.position >= highest[record.partition]
        else:
            _, message = next(messages)
            seen[record.partition] += 1
            highest[record.partition] = int(message["position"])
