"""Reading a log: once each, in order, by one reader at a time, and never a foreign one."""

import dataclasses
from uuid import uuid5

import pytest
from typing_extensions import override

from services.projections.application.projecting import Projecting
from services.projections.store.generations import fetched
from services.projections.store.writing import ReadModels
from shared.event_store.store import Checkpoint
from shared.runner import Delivery, Fenced, Page, Reader, ReaderHalted
from tests.projections.asking import counts
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import OWNER, Projected
from tests.projections.messages import LOG, HandMadeLog, stream

OTHER = uuid5(LOG, "another-process")


def some_log() -> HandMadeLog:
    log = HandMadeLog()
    set_up(log)
    for number in range(5):
        receive(log, f"C-{number}", "2022-05-09")
    answer(log, "C-0", "2022-05-09", "2022-05-20")
    return log


async def everything(projected: Projected) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for table, order, columns in (
        ("clocks", "clock, position_from", "*"),
        ("facts", "fact, position_from", "*"),
        ("cases", "stream_id, position_from", "*"),
        ("people", "stream_id, person, part, position_from", "*"),
        ("recordings", "source, position", "*"),
        ("messages", "source, position", "source, position, stream_id, version, body"),
        ("heads", "source, stream_id", "*"),
    ):
        rows = await fetched(projected.pool, f"select {columns} from {table} order by {order}")
        found += [(table, *(str(value) for value in row)) for row in rows]
    return found


async def test_reading_again_from_the_start_changes_nothing(projected: Projected) -> None:
    log = some_log()
    assert await projected.read(log, page=3) == 7
    before = await everything(projected)
    await projected.pool.execute("update readers set position = 0, read_to = 0, event_id = null")
    assert await projected.read(log, page=4) == 7
    assert await everything(projected) == before


async def test_messages_are_kept_byte_for_byte(projected: Projected) -> None:
    log = some_log()
    await projected.read(log)
    rows = await projected.pool.fetch("select body from messages order by position")
    assert [row["body"] for row in rows] == log.bodies


async def test_a_zombie_reader_is_fenced_off(projected: Projected) -> None:
    """It held the lease, stood still beyond it, and wakes in the middle of its page."""
    log = some_log()
    zombie, heir = projected.reader(log, lease=0.0), projected.reader(log, owner=OTHER)
    await zombie._enrol()
    epoch = await zombie._acquire()
    assert epoch is not None
    assert await heir.catch_up() == 7
    with pytest.raises(Fenced):
        await zombie.step(epoch, wait_seconds=0.0)


class SlowLog(HandMadeLog):
    """Hands the lease to somebody else between the page and its transaction."""

    @override
    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        page = await super().page(after, limit=limit, wait_seconds=wait_seconds)
        if self.heir is not None:
            heir, self.heir = self.heir, None
            await heir.catch_up()
        return page

    heir: Reader | None = None


async def test_what_a_zombie_made_of_its_page_is_undone(projected: Projected) -> None:
    log = some_log()
    slow = SlowLog(bodies=log.bodies)
    zombie = projected.reader(slow, lease=0.0)
    slow.heir = projected.reader(log, owner=OTHER)
    with pytest.raises(Fenced):
        await zombie.catch_up()
    assert (await counts(projected, "complaints.received"))["statutory"] == (5, None)
    assert await projected.pool.fetchval("select count(*) from messages") == 7


async def test_one_reader_at_a_time(projected: Projected) -> None:
    log = some_log()
    first = projected.reader(log)
    await first._enrol()
    assert await first._acquire() is not None
    assert await projected.reader(log, owner=OTHER)._acquire() is None
    assert await projected.reader(log, owner=OWNER)._acquire() is not None


async def test_another_log_halts_the_reader_and_says_so(projected: Projected) -> None:
    log = some_log()
    await projected.read(log)
    foreign = HandMadeLog(log_id=uuid5(LOG, "another"), bodies=log.bodies)
    with pytest.raises(ReaderHalted) as halted:
        await projected.read(foreign)
    assert halted.value.reason == "another-log"
    assert await projected.pool.fetchval("select halted from readers") == "another-log"


async def test_a_log_restored_shorter_halts_the_reader(projected: Projected) -> None:
    log = some_log()
    await projected.read(log)
    log.bodies = log.bodies[:-1]
    with pytest.raises(ReaderHalted):
        await projected.read(log)
    assert await projected.pool.fetchval("select position from readers") == 7


class LossyLog(HandMadeLog):
    """A way from the log that loses some messages; the owner still has them by case."""

    lost: frozenset[int] = frozenset()
    owner_lost: bool = False

    @override
    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        page = await super().page(after, limit=limit, wait_seconds=wait_seconds)
        kept = tuple(one for one in page.deliveries if one.position not in self.lost)
        return dataclasses.replace(page, deliveries=kept)

    @override
    async def case(self, stream_id: object) -> tuple[Delivery, ...]:
        found = tuple(one for one in self.deliveries() if one.stream_id == stream_id)
        return tuple(one for one in found if not (self.owner_lost and one.position in self.lost))


async def test_a_gap_on_a_case_is_fetched_from_its_owner(projected: Projected) -> None:
    log = some_log()
    lossy = LossyLog(bodies=log.bodies)
    lossy.lost = frozenset({2})
    await projected.read(lossy)
    assert (await counts(projected, "complaints.received"))["statutory"] == (5, None)
    assert (await counts(projected, "complaints.stage-1-timeliness"))["within-10"] == (1, 1)


async def test_a_gap_behind_a_message_of_the_same_page_is_fetched_too(
    projected: Projected,
) -> None:
    lossy = LossyLog()
    for _ in range(4):
        lossy.record("C-0")
    lossy.lost = frozenset({3})
    await projected.read(lossy)
    assert await projected.pool.fetch("select reason from parked") == []
    versions = await projected.pool.fetch("select version from messages order by position")
    assert [row["version"] for row in versions] == [1, 2, 3, 4]


async def test_a_gap_that_the_owner_cannot_fill_parks_the_case(projected: Projected) -> None:
    log = some_log()
    lossy = LossyLog(bodies=log.bodies)
    lossy.lost, lossy.owner_lost = frozenset({2}), True
    await projected.read(lossy)
    row = await projected.pool.fetchrow("select stream_id, reason from parked")
    assert row is not None
    assert (row["stream_id"], row["reason"]) == (stream("C-0"), "gap-in-case")
    assert (await counts(projected, "complaints.received"))["statutory"] == (4, None)


async def test_the_service_cannot_remove_what_it_read_nor_change_what_was_entered(
    projected: Projected,
) -> None:
    await projected.read(some_log())
    for statement in (
        "delete from projections_g1.facts",
        "delete from messages",
        "update messages set version = 9",
        "update projections_g1.recordings set event_type = 'x'",
        "update entries set numerator = 1",
        "truncate projections_g1.clocks",
    ):
        with pytest.raises(Exception, match="permission denied"):
            await projected.pool.execute(statement)


async def test_a_projection_keeps_nothing_outside_the_database(projected: Projected) -> None:
    log = some_log()
    projection = Projecting(ReadModels())
    async with projected.pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await projection.apply(connection, "complaints", log.deliveries())
        await transaction.rollback()
        async with connection.transaction():
            await projection.apply(connection, "complaints", log.deliveries())
    assert await projected.pool.fetchval("select count(*) from messages") == 7
