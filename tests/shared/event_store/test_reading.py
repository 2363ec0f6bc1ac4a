"""The messages in log order, by partition and by case, and word that there are more."""

import asyncio

import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import Connection
from shared.event_store.partitions import partition_hash
from shared.event_store.store import AnotherLog, Checkpoint
from tests.shared.event_store.appends import Log, append, on, running


async def fill(log: Log, cases: int, events: int = 2) -> None:
    await asyncio.gather(
        *(log.writer.append(append(on(fresh(), events=events))) for _ in range(cases))
    )


async def test_pages_follow_each_other_without_overlap(log: Log) -> None:
    await fill(log, 10)
    first = await log.reader.page(0, limit=12)
    second = await log.reader.page(first.read_to, limit=12)
    third = await log.reader.page(second.read_to, limit=12)
    positions = [one.position for page in (first, second, third) for one in page.messages]
    assert positions == list(range(1, 21))
    assert (first.read_to, second.read_to, third.read_to) == (12, 20, 20)


async def test_partitions_share_the_messages_out_whole(log: Log) -> None:
    await fill(log, 40)
    partitions = [await log.reader.page(0, limit=500, partition=k, of=12) for k in range(12)]
    assert sorted(one.position for page in partitions for one in page.messages) == list(
        range(1, 81)
    )
    assert {page.read_to for page in partitions} == {80}
    stored = await log.pool.fetch("select position, stream_id from events")
    belongs = {one["position"]: partition_hash(one["stream_id"]) % 12 for one in stored}
    for k, page in enumerate(partitions):
        assert {belongs[one.position] for one in page.messages} <= {k}


async def test_an_empty_page_of_a_partition_moves_on(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream, events=5)))
    other = (partition_hash(stream) + 1) % 12
    page = await log.reader.page(0, limit=1, partition=other, of=12)
    assert (page.messages, page.read_to) == ((), 5)


async def test_a_case_is_read_alone(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream)))
    await fill(log, 3)
    await log.writer.append(append(on(stream, expected=1)))
    page = await log.reader.case_page(stream)
    assert [one.position for one in page.messages] == [1, 8]
    after = await log.reader.case_page(stream, after=page.messages[0].position)
    assert [one.position for one in after.messages] == [8]
    assert (await log.reader.case_page(fresh())).messages == ()


async def test_the_head_of_an_empty_log_is_nought(log: Log) -> None:
    head = await log.reader.head()
    assert (head.position, head.event_id) == (0, None)


async def test_a_checkpoint_of_this_log_is_accepted(log: Log) -> None:
    await fill(log, 2)
    head = await log.reader.head()
    assert head.event_id == await log.reader.event_at(4)
    await log.reader.check(Checkpoint(log_id=head.log_id, position=4, event_id=head.event_id))
    await log.reader.check(Checkpoint(log_id=head.log_id, position=0))


async def test_a_checkpoint_of_another_or_a_shorter_log_is_not(log: Log) -> None:
    await fill(log, 2)
    head = await log.reader.head()
    for checkpoint in (
        Checkpoint(log_id=fresh(), position=0),
        Checkpoint(log_id=head.log_id, position=5, event_id=fresh()),
        Checkpoint(log_id=head.log_id, position=5),
        Checkpoint(log_id=head.log_id, position=3, event_id=head.event_id),
    ):
        with pytest.raises(AnotherLog):
            await log.reader.check(checkpoint)


async def test_a_waiting_reader_is_woken_by_an_append(log: Log) -> None:
    waiting = asyncio.create_task(log.news.wait(0, 3_600))
    await asyncio.sleep(0)
    async with asyncio.timeout(60):
        await fill(log, 1)
        assert await waiting


async def test_a_reader_in_another_process_is_woken_too(log: Log) -> None:
    async with running(log.database) as other:
        await other.reader.wait_for_more(0, 0.3)
        waiting = asyncio.create_task(other.reader.wait_for_more(0, 20))
        await asyncio.sleep(0)
        await fill(log, 1)
        assert await waiting


async def test_a_reader_that_hears_nothing_looks_for_itself(
    log: Log, superuser: Connection
) -> None:
    async with running(log.database) as other:
        await superuser.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'candour-news' and datname = current_database()"
        )
        waiting = asyncio.create_task(other.reader.wait_for_more(0, 20))
        await asyncio.sleep(0)
        await fill(log, 1)
        assert await waiting


async def test_waiting_ends_when_nothing_comes(log: Log) -> None:
    await fill(log, 1)
    assert not await log.reader.wait_for_more(2, 0.05)
    assert await log.reader.wait_for_more(1, 0.05)
