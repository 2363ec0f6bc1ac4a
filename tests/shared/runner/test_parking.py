"""Parked messages are tried again in order within their case, also while the reader goes on."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from uuid import UUID, uuid5

import pytest
from typing_extensions import override

from shared.database.engine import open_pool
from shared.runner import Delivery, Lent, Pace, Poison, Pool, Reader, Reading, Slot, retry
from shared.runner.news import news_of
from shared.runner.parking import apply_or_park
from tests.projections.messages import LOG, HandMadeLog, stream
from tests.support.postgres import Databases

NAME = "notes"
MESSAGES = 240
SICK = ("A", "B")
"""Cases that cannot be read until they are mended; C and D are sound."""


class Noting:
    """Notes each message in a table, in the order of arrival; checks no order of its own."""

    def __init__(self) -> None:
        self.sick = {stream(name) for name in SICK}

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        del source
        rows = await connection.fetch(
            "select stream_id, max(version) as head from noted where stream_id = any($1::uuid[])"
            " group by stream_id",
            list(streams),
        )
        return {row["stream_id"]: row["head"] for row in rows}

    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        del source
        if any(one.stream_id in self.sick for one in deliveries):
            raise Poison("sick")
        await connection.executemany(
            "insert into noted (stream_id, version) values ($1, $2)",
            [(one.stream_id, one.version) for one in deliveries],
        )

    async def pass_over(self, connection: Lent, source: str, delivery: Delivery) -> None:
        raise AssertionError(f"nothing is skipped here: {connection}, {source}, {delivery}")


@pytest.fixture
async def pool(databases: Databases) -> AsyncIterator[Pool]:
    database = await databases.fresh("projections")
    async with database.behind_its_back() as superuser:
        await superuser.execute(
            "create table noted (n bigserial primary key, stream_id uuid, version int);"
            f'grant select, insert on noted to "{database.role}";'
            f'grant usage on sequence noted_n_seq to "{database.role}"'
        )
    opened = await open_pool(database.service_dsn, database.schema)
    yield opened
    await opened.close()


def a_log() -> HandMadeLog:
    log = HandMadeLog()
    for number in range(MESSAGES):
        log.record("ABCD"[number % 4])
    return log


def reader(pool: Pool, log: HandMadeLog, projection: Noting, *, page: int) -> Reader:
    reading = Reading(
        name=NAME,
        source=log.service,
        slot=Slot(),
        owner=uuid5(LOG, "this-process"),
        lease=timedelta(seconds=15),
    )
    return Reader(pool, reading, log, projection, Pace(page=page))


async def noted(pool: Pool) -> dict[UUID, list[int]]:
    rows = await pool.fetch("select stream_id, version from noted order by stream_id, n")
    return {
        case: [row["version"] for row in of_case]
        for case, of_case in groupby(rows, key=lambda row: row["stream_id"])
    }


@pytest.mark.parametrize("page", [1, 7])
async def test_retries_beside_a_running_reader_keep_every_case_in_order(
    pool: Pool, page: int
) -> None:
    log, projection = a_log(), Noting()
    reading = asyncio.create_task(reader(pool, log, projection, page=page).catch_up())
    tried = mended_while_reading = 0
    while not reading.done():
        done = await retry(pool, NAME, projection)
        tried += 1
        waiting = await pool.fetchval("select count(distinct stream_id) from parked")
        so_far = await pool.fetchval("select count(*) from noted")
        if so_far and waiting == len(SICK) == len(projection.sick):
            # One case is mended while the reader goes on, with messages of it still to come.
            assert done.released == 0
            projection.sick = {stream(SICK[0])}
            mended_while_reading = so_far
    assert await reading == MESSAGES
    assert tried > 1
    assert 0 < mended_while_reading < MESSAGES / 2

    left = await retry(pool, NAME, projection)
    assert left.still_parked == MESSAGES / 4
    projection.sick = set()
    last = await retry(pool, NAME, projection)
    assert (last.cases, last.released, last.still_parked) == (1, MESSAGES / 4, 0)
    in_order = list(range(1, MESSAGES // 4 + 1))
    assert await noted(pool) == {stream(name): in_order for name in "ABCD"}


class RetriedMeanwhile(Noting):
    """A colleague retries the parked cases whenever a reader has just asked what was applied."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool
        self.retries = 0

    @override
    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        answer = await super().heads(connection, source, streams)
        if self.retries == 0 and await self._pool.fetchval("select count(*) from parked"):
            self.retries += 1
            self.sick = set()
            await retry(self._pool, NAME, self)
        return answer


@pytest.mark.parametrize("page", [1, 7])
async def test_a_retry_after_a_reader_asked_what_was_applied_gives_nothing_twice(
    pool: Pool, page: int
) -> None:
    log, projection = a_log(), RetriedMeanwhile(pool)
    assert await reader(pool, log, projection, page=page).catch_up() == MESSAGES
    assert projection.retries == 1
    in_order = list(range(1, MESSAGES // 4 + 1))
    assert await noted(pool) == {stream(name): in_order for name in "ABCD"}


async def test_what_a_retry_applied_before_the_lock_is_dropped_when_it_comes_again(
    pool: Pool,
) -> None:
    log, projection = a_log(), Noting()
    await reader(pool, log, projection, page=50).catch_up()
    again = (await log.page(None, limit=8, wait_seconds=0.0)).deliveries
    news = await news_of(pool, NAME, log.service, projection, again)
    assert {one.stream_id for one in news.fresh} == {stream(name) for name in SICK}
    projection.sick = set()
    await retry(pool, NAME, projection)
    async with pool.acquire() as connection, connection.transaction():
        parked = await apply_or_park(
            connection,
            NAME,
            log.service,
            projection,
            news.fresh,
            parked_before=news.parked,
        )
    assert parked == 0
    in_order = list(range(1, MESSAGES // 4 + 1))
    assert await noted(pool) == {stream(name): in_order for name in "ABCD"}


async def test_two_who_retry_at_once_apply_nothing_twice(pool: Pool) -> None:
    log, projection = a_log(), Noting()
    await reader(pool, log, projection, page=50).catch_up()
    projection.sick = set()
    await asyncio.gather(*(retry(pool, NAME, projection) for _ in range(4)))
    in_order = list(range(1, MESSAGES // 4 + 1))
    assert await noted(pool) == {stream(name): in_order for name in "ABCD"}
    assert await pool.fetchval("select count(*) from parked where released_at is null") == 0


async def test_one_case_or_one_source_is_retried_alone(pool: Pool) -> None:
    log, projection = a_log(), Noting()
    await reader(pool, log, projection, page=50).catch_up()
    projection.sick = set()
    assert (await retry(pool, NAME, projection, source="referrals")).cases == 0
    alone = await retry(pool, NAME, projection, stream_id=stream("A"))
    assert (alone.cases, alone.released) == (1, MESSAGES / 4)
    assert set(await noted(pool)) == {stream("A"), stream("C"), stream("D")}
