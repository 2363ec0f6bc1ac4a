"""Settings in, ready objects out: the only place where this service's parts are chosen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx

from services.projections.application.answering import Answering
from services.projections.application.desk import Desk
from services.projections.application.projecting import Projecting
from services.projections.settings import READERS, SCHEMA, ProjectionsSettings
from services.projections.store.clock_lists import StoredClockLists
from services.projections.store.entries import AppendedEntries
from services.projections.store.figures import CountedFigures
from services.projections.store.readings import RunnerReadings
from services.projections.store.writing import ReadModels
from shared.clock import fresh
from shared.database.engine import open_pool
from shared.http_service.reader_pages import ReadingDesk
from shared.runner import Aside, Feed, Pace, Pool, Reader, Reading, Slot, SourceUnavailable
from shared.web import SettingsInvalid
from shared.working_days import current_edition

LEASE = timedelta(seconds=10)
"""Longer than a feed keeps us waiting; after a crash the next process waits as long as this."""


@asynccontextmanager
async def pool_of(settings: ProjectionsSettings) -> AsyncIterator[Pool]:
    """Raises SettingsInvalid without a database."""
    if settings.database_url is None:
        raise SettingsInvalid(("CANDOUR_DATABASE_URL is required",))
    pool = await open_pool(settings.database_url, SCHEMA, max_size=settings.pool_size)
    try:
        yield pool
    finally:
        await pool.close()


def desk_over(pool: Pool) -> Desk:
    """What the routes ask, over one pool."""
    calendar = current_edition()
    readings, entries = RunnerReadings(pool, READERS), AppendedEntries(pool)
    return Desk(
        answering=Answering(CountedFigures(pool, calendar), readings, entries),
        readings=readings,
        entries=entries,
        clocks=StoredClockLists(pool),
        calendar=calendar,
    )


def reading_over(pool: Pool) -> ReadingDesk:
    """What the routes of reading ask: how far, and what stands aside."""
    return ReadingDesk(
        states=RunnerReadings(pool, READERS),
        aside=Aside(pool=pool, name=READERS, projection=Projecting(ReadModels())),
    )


@asynccontextmanager
async def readers_of(
    settings: ProjectionsSettings, pool: Pool
) -> AsyncIterator[tuple[Reader, ...]]:
    """A reader for each source, over HTTP feeds. Raises SettingsInvalid where there is none."""
    if not settings.upstreams:
        raise SettingsInvalid(("CANDOUR_SOURCES is required",))
    owner = fresh()
    clients = [httpx.AsyncClient(base_url=one.address) for one in settings.upstreams]
    try:
        yield tuple(
            Reader(
                pool,
                Reading(name=READERS, source=upstream.name, slot=Slot(), owner=owner, lease=LEASE),
                Feed(client, name=upstream.name, token=service_token(settings)),
                Projecting(ReadModels()),
                Pace(page=settings.page, wait_seconds=settings.wait_seconds),
            )
            for upstream, client in zip(settings.upstreams, clients, strict=True)
        )
    finally:
        for client in clients:
            await client.aclose()


def service_token(settings: ProjectionsSettings) -> Callable[[], str]:
    """Our token for other services' feeds, read again each time: it is renewed in its file.

    Raises SettingsInvalid where no file is named.
    """
    path: Path | None = settings.service_token_file
    if path is None:
        raise SettingsInvalid(("CANDOUR_SERVICE_TOKEN_FILE is required",))

    def read() -> str:
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError:
            raise SourceUnavailable("the service's token cannot be read") from None

    return read
