"""The loop itself: it goes on after passing faults, stops for good on others, and is woken."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid5

import pytest

from services.projections.application.projecting import Projecting
from services.projections.store.writing import ReadModels
from shared.runner import (
    Pace,
    Patience,
    Reader,
    ReaderHalted,
    Reading,
    Slot,
    SlotsHeld,
    Source,
    source_states,
)
from tests.projections.conftest import Projected, projected
from tests.projections.messages import LOG
from tests.shared.runner.served_log import ServedLog, feed_of

__all__ = ["projected"]

QUICK = Pace(page=3, wait_seconds=5.0, patience=Patience(first=0.01, ceiling=0.05))


def reader_of(projected: Projected, source: Source, *, slot: Slot | None = None) -> Reader:
    reading = Reading(
        name="figures",
        source="complaints",
        slot=slot or Slot(),
        owner=uuid5(LOG, f"slot-{slot}"),
        lease=timedelta(seconds=15),
    )
    return Reader(projected.pool, reading, source, Projecting(ReadModels()), QUICK)


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.01)


def has(projected: Projected, messages: int) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        found: int = await projected.pool.fetchval("select count(*) from messages")
        return found == messages

    return holds


async def test_it_survives_passing_faults_and_is_woken_by_news(projected: Projected) -> None:
    log = ServedLog(failures=3)
    for number in range(7):
        log.made.record(f"C-{number}")
    async with feed_of(log) as feed:
        running = asyncio.create_task(reader_of(projected, feed).run())
        await eventually(has(projected, 7))
        assert log.failures == 0
        log.made.record("C-8")
        log.news.set()
        await eventually(has(projected, 8))
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    row = await projected.pool.fetchrow("select position, head, owner, level_at from readers")
    assert row is not None
    assert (row["position"], row["head"], row["owner"]) == (8, 8, None)
    assert row["level_at"] is not None


async def test_the_database_lost_in_the_middle_is_a_passing_fault(projected: Projected) -> None:
    log = ServedLog()
    for number in range(9):
        log.made.record(f"C-{number}")
    async with feed_of(log) as feed:
        running = asyncio.create_task(reader_of(projected, feed).run())
        await eventually(has(projected, 9))
        async with projected.database.behind_its_back() as superuser:
            await superuser.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where datname = current_database() and pid <> pg_backend_pid()"
            )
            log.made.record("C-10")
            log.news.set()

            async def read_on() -> bool:
                return bool(await superuser.fetchval("select count(*) from messages") == 10)

            await eventually(read_on)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running


async def test_a_foreign_log_stops_it_for_good(projected: Projected) -> None:
    log = ServedLog()
    log.made.record("C-1")
    async with feed_of(log) as feed:
        await reader_of(projected, feed).catch_up()
        log.made.log_id = uuid5(LOG, "another")
        with pytest.raises(ReaderHalted):
            await asyncio.wait_for(reader_of(projected, feed).run(), 60)


async def test_slots_read_side_by_side_make_one_whole(projected: Projected) -> None:
    log = ServedLog()
    for number in range(40):
        log.made.record(f"C-{number % 9}")
    for partition in range(3):
        slot = Slot(partition=partition, of=3)
        async with feed_of(log, slot=slot) as feed:
            await reader_of(projected, feed, slot=slot).catch_up()
    assert await has(projected, 40)()
    assert await projected.pool.fetchval("select min(read_to) from readers") == 40


async def test_another_number_of_slots_waits_for_whoever_still_reads(projected: Projected) -> None:
    log = ServedLog()
    log.made.record("C-1")
    async with feed_of(log) as feed:
        await reader_of(projected, feed).catch_up()
        await projected.pool.execute(
            "update readers set owner = log_id, lease_until = clock_timestamp() + interval '1 h'"
        )
        with pytest.raises(SlotsHeld):
            await reader_of(projected, feed, slot=Slot(partition=1, of=2)).catch_up()


async def test_a_source_is_cut_into_more_slots_and_fewer_and_nothing_is_lost_or_goes_back(
    projected: Projected,
) -> None:
    log = ServedLog()

    async def read(slots: int) -> None:
        for partition in range(slots):
            slot = Slot(partition=partition, of=slots)
            async with feed_of(log, slot=slot) as feed:
                await reader_of(projected, feed, slot=slot).catch_up()

    for number in range(20):
        log.made.record(f"C-{number % 9}")
    await read(1)
    for number in range(20):
        log.made.record(f"C-{number % 11}")
    await read(5)
    (state,) = await source_states(projected.pool, "figures")
    assert (state.position, state.behind) == (40, 0)
    for number in range(3):
        log.made.record(f"C-{number % 7}")
    async with feed_of(log, slot=Slot(partition=2, of=5)) as feed:
        await reader_of(projected, feed, slot=Slot(partition=2, of=5)).catch_up()
    await read(1)
    assert await has(projected, 43)()
    rows = await projected.pool.fetch("select partition, slots, position, read_to from readers")
    assert [tuple(row) for row in rows] == [(0, 1, 43, 43)]


async def test_epochs_go_on_when_a_source_is_cut_anew(projected: Projected) -> None:
    log = ServedLog()
    log.made.record("C-1")
    async with feed_of(log) as feed:
        for _ in range(3):
            await reader_of(projected, feed).catch_up()
        late = await projected.pool.fetchval("select epoch from readers")
    async with feed_of(log, slot=Slot(partition=0, of=2)) as feed:
        await reader_of(projected, feed, slot=Slot(partition=0, of=2)).catch_up()
    assert await projected.pool.fetchval("select min(epoch) from readers") > late
