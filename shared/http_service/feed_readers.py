"""Readers of other services' logs, one for each of them: over topics, or over HTTP feeds."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

import httpx
from structlog.typing import FilteringBoundLogger

from shared.broker.settings import KafkaSettings
from shared.clock import fresh
from shared.runner import (
    Feed,
    Pace,
    Pool,
    Projection,
    Reader,
    ReaderHalted,
    Reading,
    Slot,
    SourceUnavailable,
)
from shared.transport.topic_reader import TopicReader, TopicReading
from shared.web import SettingsInvalid
from shared.web.reading_settings import Upstream

LEASE: Final = timedelta(seconds=10)
"""Longer than a feed keeps us waiting; after a crash the next process waits as long as this."""


class ReadsLog(Protocol):
    """A reader of one service's log, over its feed or its topic."""

    async def run(self) -> None:
        """Until cancelled. Raises ReaderHalted."""


@asynccontextmanager
async def log_readers(
    pool: Pool,
    upstreams: Sequence[Upstream],
    projection: Projection,
    *,
    name: str,
    kafka: KafkaSettings | None,
    token: Callable[[], str],
    pace: Pace,
) -> AsyncIterator[tuple[ReadsLog, ...]]:
    """A reader of the log of each of `upstreams`, all of them into `projection`.

    With `kafka` they read topics, in as many slots as those have partitions, and share them with
    other processes; the feeds serve for what a topic has lost. Without it they read the feeds.
    """
    owner = fresh()
    clients = [httpx.AsyncClient(base_url=one.address) for one in upstreams]

    def reader(upstream: Upstream, client: httpx.AsyncClient) -> ReadsLog:
        source = upstream.name
        feed = Feed(client, name=source, token=token)
        if kafka is None:
            reading = Reading(name=name, source=source, slot=Slot(), owner=owner, lease=LEASE)
            return Reader(pool, reading, feed, projection, pace)
        of_topic = TopicReading(name=name, source=source, owner=owner, lease=LEASE)
        return TopicReader(pool, of_topic, kafka=kafka, feed=feed, projection=projection, pace=pace)

    try:
        yield tuple(map(reader, upstreams, clients))
    finally:
        for client in clients:
            await client.aclose()


async def read_on(reader: ReadsLog, log: FilteringBoundLogger) -> None:
    """Until cancelled, also where the reader halts; what is no halt is raised."""
    try:
        await reader.run()
    except ReaderHalted as halted:
        # Said in the source's row too: readiness fails until an operator has looked. We stay, so
        # that whoever supervises us does not start us again and again.
        log.critical("source-not-read", source=halted.source, reason=halted.reason)
        await asyncio.Event().wait()


def token_in(path: Path | None) -> Callable[[], str]:
    """Our token for other services' feeds, read again each time: it is renewed in its file.

    Raises SettingsInvalid where no file is named.
    """
    if path is None:
        raise SettingsInvalid(("CANDOUR_SERVICE_TOKEN_FILE is required",))

    def read() -> str:
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError:
            raise SourceUnavailable("the service's token cannot be read") from None

    return read
