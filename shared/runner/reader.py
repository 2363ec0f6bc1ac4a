"""The loop that reads a feed: lease, page, apply, checkpoint, park; again from the top.

The page, what was made of it and the checkpoint are one transaction, fenced by the lease's epoch.
A log that is not the one we read, or has a hole, halts the reader loudly: reading on would build
figures on sand.
"""

import asyncio
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from shared.event_store.store import AnotherLog, HoleInLog
from shared.runner.ahead import ReadAhead
from shared.runner.connection import Lent, Pool
from shared.runner.faults import Patience
from shared.runner.healing import TooManyGaps, whole
from shared.runner.lease import (
    Fenced,
    Place,
    Reading,
    acquire,
    advance,
    enrol,
    halt,
    hold,
    release,
)
from shared.runner.news import News
from shared.runner.parking import apply_or_park
from shared.runner.projection import Projection
from shared.runner.source import Page, Source, UnreadablePage
from shared.runner.trying import Trying
from shared.telemetry import log_of
from shared.telemetry.points import reached

log = log_of("runner")

HALTING: Final = MappingProxyType(
    {
        AnotherLog: "another-log",
        HoleInLog: "hole-in-log",
        TooManyGaps: "too-many-gaps",
        UnreadablePage: "unreadable-page",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much is read at once, how long the feed may keep us waiting, and patience in trouble.

    `wait_seconds` stays well below the lease, so that an idle reader keeps its slot.
    """

    page: int = 2_000
    wait_seconds: float = 5.0
    patience: Patience = field(default_factory=Patience)


class ReaderHalted(Exception):
    """The reader stopped for good: `reason` is a code, and an operator must look."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"reading {source} stopped: {reason}")
        self.source = source
        self.reason = reason


class Reader:
    """Reads one slot of one source into one projection, while it holds the lease."""

    def __init__(
        self,
        pool: Pool,
        reading: Reading,
        source: Source,
        projection: Projection,
        pace: Pace | None = None,
    ) -> None:
        self._pool = pool
        self._reading = reading
        self._source = source
        self._projection = projection
        self._pace = pace or Pace()
        self._pages = ReadAhead(source, self._pace.page)
        self._trying = Trying(reading.source, self._pace.patience)

    async def run(self) -> None:
        """Until cancelled. ReaderHalted, said in the slot's row too; passing faults never leave."""
        await self._trying.for_ever(self._read)

    async def _read(self) -> None:
        await self._enrol()
        await self._while_leased()

    async def catch_up(self) -> int:
        """Reads to the head of the log and stops; answers the number of messages read.

        Fenced while somebody else holds the slot.
        """
        await self._enrol()
        epoch = await self._acquire()
        if epoch is None:
            raise Fenced(self._reading.source)
        read = 0
        while True:
            page = await self.step(epoch, wait_seconds=0.0)
            read += len(page.deliveries)
            if page.is_level:
                break
        await self._release(epoch)
        return read

    async def step(self, epoch: int, *, wait_seconds: float) -> Page:
        """One page. Fenced, ReaderHalted, or a passing fault; then nothing of it was kept."""
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                place = await hold(connection, self._reading, epoch)
            page = await self._pages.page(place.checkpoint, wait_seconds=wait_seconds)
            self._pages.fetch_after(page)
            await self._keep(epoch, place, page)
        except tuple(HALTING) as fault:
            reason = HALTING[type(fault)]
            await self._pages.forget()
            await self._halt(epoch, reason)
            raise ReaderHalted(self._reading.source, reason) from fault
        except BaseException:
            await self._pages.forget()
            raise
        return page

    async def _keep(self, epoch: int, place: Place, page: Page) -> None:
        source = self._reading.source
        news = await whole(
            self._pool, self._reading.name, self._projection, self._source, page.deliveries
        )
        async with self._pool.acquire() as connection, connection.transaction():
            if await hold(connection, self._reading, epoch) != place:
                raise Fenced(source)
            parked = await self._apply(connection, news)
            reached("reader.before-checkpoint")
            await advance(connection, self._reading, epoch, place=place, page=page)
        reached("reader.after-commit")
        if parked:
            log.error("messages-parked", source=source, parked=parked, position=page.read_to)

    async def _apply(self, connection: Lent, news: News) -> int:
        if not news.fresh:
            return 0
        return await apply_or_park(
            connection,
            self._reading.name,
            self._reading.source,
            self._projection,
            news.fresh,
            parked_before=news.parked,
        )

    async def _while_leased(self) -> None:
        epoch = await self._acquire()
        if epoch is None:
            await asyncio.sleep(self._reading.lease.total_seconds() / 3)
            return
        log.info("reader-leads", source=self._reading.source, epoch=epoch)
        try:
            while True:
                await self.step(epoch, wait_seconds=self._pace.wait_seconds)
                self._trying.went_well()
        finally:
            await self._trying.give_back(self._release(epoch))

    async def _enrol(self) -> None:
        async with self._pool.acquire() as connection:
            await enrol(connection, self._reading)

    async def _acquire(self) -> int | None:
        async with self._pool.acquire() as connection:
            return await acquire(connection, self._reading)

    async def _release(self, epoch: int) -> None:
        async with self._pool.acquire() as connection:
            await release(connection, self._reading, epoch)

    async def _halt(self, epoch: int, reason: str) -> None:
        log.critical("reader-halted", source=self._reading.source, reason=reason)
        async with self._pool.acquire() as connection:
            await halt(connection, self._reading, epoch, reason)
