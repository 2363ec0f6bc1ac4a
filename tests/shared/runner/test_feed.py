"""A log read over its HTTP feed: pages, slots, cases, and what halts a reader."""

import asyncio
from dataclasses import replace
from uuid import uuid5

import httpx
import pytest
from typing_extensions import override

from shared.event_store.store import AnotherLog, Checkpoint, HoleInLog, MessagePage
from shared.runner import Delivery, Feed, Page, Slot, SourceRefuses, SourceUnavailable
from shared.runner.source import UnreadablePage
from tests.projections.messages import LOG, stream
from tests.shared.runner.served_log import ServedLog, application, feed_of, token
from tests.support.in_a_thread import answering


def served(count: int = 7) -> ServedLog:
    log = ServedLog()
    for number in range(count):
        log.made.record(f"C-{number % 3}")
    return log


def after(page: Page) -> Checkpoint:
    last = page.deliveries[-1]
    return Checkpoint(log_id=page.log_id, position=last.position, event_id=last.event_id)


async def test_pages_hold_the_stored_bytes_in_order_and_say_when_they_are_level() -> None:
    log = served()
    async with feed_of(log) as feed:
        first = await feed.page(None, limit=4, wait_seconds=0)
        assert [one.body for one in first.deliveries] == log.made.bodies[:4]
        assert (first.read_to, first.head, first.is_level) == (4, 7, False)
        second = await feed.page(after(first), limit=4, wait_seconds=0)
        assert [one.body for one in second.deliveries] == log.made.bodies[4:]
        assert second.is_level
        empty = await feed.page(after(second), limit=4, wait_seconds=0)
        assert (empty.deliveries, empty.read_to, empty.is_level) == ((), 7, True)


async def test_slots_share_the_cases_and_each_keeps_its_order() -> None:
    log = served(30)
    seen: list[list[int]] = []
    for partition in range(4):
        async with feed_of(log, slot=Slot(partition=partition, of=4)) as feed:
            page = await feed.page(None, limit=100, wait_seconds=0)
        assert page.read_to == 30
        seen.append([one.position for one in page.deliveries])
    assert sorted(position for slot in seen for position in slot) == list(range(1, 31))
    assert all(slot == sorted(slot) for slot in seen)


async def test_all_messages_of_one_case() -> None:
    log = served()
    async with feed_of(log) as feed:
        found = await feed.case(stream("C-1"))
    assert [(one.version, one.position) for one in found] == [(1, 2), (2, 5)]


async def test_a_reader_at_rest_is_woken_by_the_next_message() -> None:
    log = served(1)
    async with feed_of(log) as feed:
        last = after(await feed.page(None, limit=5, wait_seconds=0))
        waiting = asyncio.create_task(feed.page(last, limit=5, wait_seconds=30))
        await asyncio.wait_for(log.rests.wait(), 20)
        log.made.record("C-9")
        log.news.set()
        page = await asyncio.wait_for(waiting, 20)
    assert [one.position for one in page.deliveries] == [2]


async def test_another_log_a_shorter_one_and_a_rewritten_one_are_told() -> None:
    log = served()
    async with feed_of(log) as feed:
        last = after(await feed.page(None, limit=100, wait_seconds=0))
        for wrong in (
            replace(last, log_id=uuid5(LOG, "other")),
            replace(last, position=8),
            replace(last, event_id=uuid5(LOG, "rewritten")),
        ):
            with pytest.raises(AnotherLog):
                await feed.page(wrong, limit=5, wait_seconds=0)


async def test_a_hole_in_positions_is_an_alarm() -> None:
    log = served()
    del log.made.bodies[3]
    async with feed_of(log) as feed:
        with pytest.raises(HoleInLog):
            await feed.page(None, limit=100, wait_seconds=0)


async def test_a_page_that_holds_no_messages_is_an_alarm() -> None:
    log = served()
    stored = log.made.deliveries()
    spoilt = replace(stored[2], body=b'{"id": "nothing"}')

    class Spoilt(ServedLog):
        @override
        def _stored(self) -> list[Delivery]:
            return [*stored[:2], spoilt, *stored[3:]]

    async with feed_of(Spoilt(made=log.made)) as feed:
        with pytest.raises(UnreadablePage):
            await feed.page(None, limit=100, wait_seconds=0)


async def test_an_owner_who_finds_its_own_log_damaged_is_an_alarm() -> None:
    class Damaged(ServedLog):
        @override
        async def page(
            self, after: int, limit: int = 1000, partition: int = 0, of: int = 1
        ) -> MessagePage:
            raise HoleInLog

    async with feed_of(Damaged()) as feed:
        with pytest.raises(HoleInLog):
            await feed.page(None, limit=100, wait_seconds=0)


async def test_who_is_no_service_is_refused_and_a_failing_owner_is_a_passing_fault() -> None:
    log = served()
    async with feed_of(log, role="auditor") as feed:
        with pytest.raises(SourceRefuses):
            await feed.page(None, limit=5, wait_seconds=0)
    log.failures = 1
    async with feed_of(log) as feed:
        with pytest.raises(SourceUnavailable):
            await feed.page(None, limit=5, wait_seconds=0)


async def test_over_a_real_connection() -> None:
    with answering(lambda _: application(served())) as address:
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            feed = Feed(client, name="complaints", token=token)
            page = await feed.page(None, limit=100, wait_seconds=0)
    assert len(page.deliveries) == 7


async def test_an_owner_that_is_away_is_a_passing_fault() -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:9") as client:
        feed = Feed(client, name="complaints", token=token)
        with pytest.raises(SourceUnavailable):
            await feed.page(None, limit=1, wait_seconds=0)
