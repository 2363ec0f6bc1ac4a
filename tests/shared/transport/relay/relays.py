"""Relays of a test: one that runs while a block lasts, and what its row says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import asyncpg

from shared.broker.settings import KafkaSettings
from shared.clock import fresh
from shared.database.engine import Pool, open_pool
from shared.event_store.news import LogNews
from shared.event_store.reading import LogReader
from shared.runner import Patience
from shared.transport.relay import Relay, RelayPace, Route
from tests.support.postgres import Database

PACE = RelayPace(page=1_000, lease=timedelta(seconds=9), patience=Patience(ceiling=0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A relay at work, and the log's pool as the service sees it."""

    relay: Relay
    pool: Pool
    task: asyncio.Task[None]

    async def row(self) -> asyncpg.Record:
        row = await self.pool.fetchrow("select * from relay")
        assert row is not None
        return row

    async def until_sent(self, position: int, *, seconds: float = 60.0) -> None:
        """Waits until the checkpoint is there; what ends the relay is raised."""

        async def there() -> bool:
            return bool((await self.row())["position"] >= position)

        await self.until(there, seconds=seconds)

    async def until(self, so: Callable[[], Awaitable[bool]], *, seconds: float = 60.0) -> None:
        async with asyncio.timeout(seconds):
            while not await so():
                if self.task.done():
                    self.task.result()
                await asyncio.sleep(0.02)


@asynccontextmanager
async def relaying(
    database: Database, kafka: KafkaSettings, *, pace: RelayPace = PACE, partitions: int = 12
) -> AsyncIterator[Running]:
    """A relay that is cancelled at the end of the block."""
    pool = await open_pool(database.service_dsn, database.schema, max_size=4)
    news = LogNews(database.service_dsn, database.schema)
    news.start()
    relay = Relay(
        pool=pool,
        reader=LogReader(pool, news),
        route=Route(kafka=kafka, service="complaints", partitions=partitions),
        owner=fresh(),
        pace=pace,
    )
    task = asyncio.create_task(relay.run())
    try:
        yield Running(relay=relay, pool=pool, task=task)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await news.close()
        await pool.close()
