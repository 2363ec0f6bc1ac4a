"""A topic read into one projection, its partitions shared with the other processes that read it.

The same promises as the reader of a feed: what was made of messages and how far they were read is
one transaction, fenced by leases; a log that is not the one we know halts us loudly. Beyond that,
what the topic loses, repeats or mixes up is mended from the owner's feed.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from shared.broker.settings import KafkaSettings
from shared.runner import Feed, Pace, Pool, Projection, ReaderHalted
from shared.runner.ahead import given_up
from shared.runner.reader import HALTING
from shared.runner.shares import Sharing
from shared.runner.slots import cut_into
from shared.runner.trying import Trying
from shared.telemetry import log_of
from shared.transport.topic_client import TopicClient, slots_of
from shared.transport.topic_holding import Holding
from shared.transport.topic_keeping import Keeping
from shared.transport.topic_lag import tell_lag
from shared.transport.topic_session import TopicSession

log = log_of("runner")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReading:
    """Which service's topic is read, for what, by whom."""

    name: str
    source: str
    owner: UUID
    lease: timedelta = timedelta(seconds=10)


class TopicReader:
    """Reads a fair share of one topic's partitions; `feed` is the owner's own, for healing."""

    def __init__(
        self,
        pool: Pool,
        reading: TopicReading,
        *,
        kafka: KafkaSettings,
        feed: Feed,
        projection: Projection,
        pace: Pace,
    ) -> None:
        self._pool = pool
        self._reading = reading
        self._kafka = kafka
        self._topic = kafka.topic_of(reading.source)
        self._feed = feed
        self._projection = projection
        self._pace = pace
        self._trying = Trying(reading.source, pace.patience)

    async def run(self) -> None:
        """Until cancelled. ReaderHalted, said in the rows too; passing faults never leave."""
        await self._trying.for_ever(self._session)

    async def _session(self) -> None:
        name = f"candour-{self._reading.name}-{self._reading.source}"
        slots = await slots_of(self._kafka, self._topic)
        async with TopicClient.opened(self._kafka, self._topic, name=name) as client:
            reading = self._reading
            async with self._pool.acquire() as connection:
                await cut_into(connection, reading.name, reading.source, slots)
            sharing = Sharing(
                name=reading.name,
                source=reading.source,
                owner=reading.owner,
                slots=slots,
                lease=reading.lease,
            )
            holding = Holding(self._pool, sharing, client, self._feed)
            lag = asyncio.create_task(
                tell_lag(self._kafka, self._topic, group=name, offsets=lambda: holding.offsets)
            )
            try:
                await self._read(holding, sharing, client)
            finally:
                await given_up(lag)

    async def _read(self, holding: Holding, sharing: Sharing, client: TopicClient) -> None:
        keeping = Keeping(pool=self._pool, sharing=sharing, projection=self._projection)
        session = TopicSession(
            holding=holding, keeping=keeping, client=client, feed=self._feed, pace=self._pace
        )
        halted: str | None = None
        try:
            await session.go_on()
        except tuple(HALTING) as fault:
            halted = HALTING[type(fault)]
            log.critical("reader-halted", source=sharing.source, reason=halted)
            raise ReaderHalted(sharing.source, halted) from fault
        finally:
            if session.has_begun:
                self._trying.went_well()
            await self._trying.give_back(holding.end(halted))
