"""Whoever holds a source keeps all its readers off, however its slots are cut or given up."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid5

from typing_extensions import override

from shared.runner import Delivery, Lent, Pool, SlotsHeld, retry
from shared.runner.shares import Sharing, leave, take_part
from shared.runner.slots import cut_into, hold_source
from tests.projections.messages import LOG
from tests.shared.runner.test_parking import MESSAGES, NAME, Noting, a_log, pool, reader

__all__ = ["pool"]

SLOTS = 3
SHARING = Sharing(
    name=NAME,
    source="complaints",
    owner=uuid5(LOG, "this-process"),
    slots=SLOTS,
    lease=timedelta(minutes=10),
)


class Watched(Noting):
    """Counts the slots that another process could have locked while a message is applied."""

    def __init__(self, elsewhere: Pool) -> None:
        super().__init__()
        self._elsewhere = elsewhere
        self.free: set[int] = set()

    @override
    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        await super().apply(connection, source, deliveries)
        free = await self._elsewhere.fetch("select 1 from readers for update skip locked")
        self.free.add(len(free))


async def until_somebody_waits(pool: Pool) -> None:
    """Until somebody waits for a lock in this database."""
    waits = (
        "select exists (select from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock')"
    )
    async with asyncio.timeout(60):
        while not await pool.fetchval(waits):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.01)


async def test_a_retry_that_waited_while_slots_were_cut_anew_holds_the_new_ones(
    pool: Pool,
) -> None:
    log, projection = a_log(), Watched(pool)
    await reader(pool, log, projection, page=50).catch_up()
    projection.sick = set()
    projection.free.clear()
    async with pool.acquire() as connection:
        async with connection.transaction():
            await cut_into(connection, NAME, log.service, SLOTS)
            retrying = asyncio.create_task(retry(pool, NAME, projection))
            await until_somebody_waits(pool)
        retried = await retrying
    assert retried.released == MESSAGES / 2
    assert projection.free == {0}


async def test_slots_are_given_up_in_the_order_in_which_a_source_is_held(pool: Pool) -> None:
    """In any other, each would wait for what the other holds, and one of them would fail."""
    async with pool.acquire() as leaving, pool.acquire() as holding:
        await cut_into(leaving, NAME, "complaints", SLOTS)
        held = await take_part(leaving, SHARING, {}, head=None)
        # As on a server that knows how small the table is. The first slot's row lies behind the
        # others there.
        await leaving.execute("set enable_indexscan = off; set enable_bitmapscan = off")
        await leaving.execute("update readers set head = 1 where partition = 0")
        async with holding.transaction():
            await holding.execute("select 1 from readers where partition = 0 for update")
            left = asyncio.create_task(leave(leaving, SHARING, held, halted="hole-in-log"))
            await until_somebody_waits(pool)
            await hold_source(holding, NAME, "complaints")
        await left
    rows = await pool.fetch("select owner, halted from readers")
    assert [tuple(row) for row in rows] == [(None, "hole-in-log")] * SLOTS


async def test_slots_that_are_taken_while_another_looks_are_not_cut_anew(pool: Pool) -> None:
    """Between the look at who holds them and the deed nobody can take one."""
    async with pool.acquire() as taking, pool.acquire() as cutting:
        await cut_into(taking, NAME, "complaints", SLOTS)
        async with taking.transaction():
            await take_part(taking, SHARING, {}, head=None)
            cut = asyncio.create_task(cut_into(cutting, NAME, "complaints", 1))
            await until_somebody_waits(pool)
        assert isinstance((await asyncio.gather(cut, return_exceptions=True))[0], SlotsHeld)
    assert await pool.fetchval("select count(*) from readers where owner is not null") == SLOTS
