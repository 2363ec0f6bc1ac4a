"""Settings in, ready objects out: the only place where this service's parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.projections.api.signing_in import Door, is_this_machine
from services.projections.application.answering import Answering
from services.projections.application.desk import Desk
from services.projections.application.projecting import Projecting
from services.projections.settings import READERS, SCHEMA, ProjectionsSettings
from services.projections.store.appraisals import AppendedAppraisals
from services.projections.store.clock_lists import StoredClockLists
from services.projections.store.entries import AppendedEntries
from services.projections.store.figures import CountedFigures
from services.projections.store.readings import RunnerReadings
from services.projections.store.rebuilding.rebuilder import Rebuilder
from services.projections.store.rebuilding.requests import AskedRebuilds
from services.projections.store.writing import ReadModels
from shared.clock import Clock
from shared.database.engine import open_pool
from shared.http_service.feed_readers import ReadsLog, log_readers, token_in
from shared.http_service.reader_pages import ReadingDesk
from shared.identity import Tokens, read_key
from shared.runner import Aside, Pace, Pool
from shared.web import SettingsInvalid
from shared.working_days import current_edition


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
        appraisals=AppendedAppraisals(pool),
        clocks=StoredClockLists(pool),
        rebuilds=AskedRebuilds(pool),
        calendar=calendar,
    )


def reading_over(pool: Pool) -> ReadingDesk:
    """What the routes of reading ask: how far, and what stands aside."""
    return ReadingDesk(
        states=RunnerReadings(pool, READERS),
        aside=Aside(pool=pool, name=READERS, projection=Projecting(ReadModels())),
    )


def rebuilder_of(settings: ProjectionsSettings, pool: Pool) -> Rebuilder:
    """Whoever carries rebuilds out. Raises SettingsInvalid without a database."""
    if settings.database_url is None:
        raise SettingsInvalid(("CANDOUR_DATABASE_URL is required",))
    return Rebuilder(dsn=settings.database_url, schema=SCHEMA, readers=READERS, pool=pool)


def door_of(settings: ProjectionsSettings, tokens: Tokens, clock: Clock) -> Door:
    """How one signs in with a browser: in development, on this machine alone, also by a button."""
    development = not settings.in_production and settings.issuer is None
    key_file = settings.token_key_file or settings.home / "keys" / "token.key"
    return Door(
        tokens=tokens,
        clock=clock,
        local_key=read_key(key_file) if development and is_this_machine(settings.host) else None,
        over_https=settings.in_production,
    )


@asynccontextmanager
async def readers_of(
    settings: ProjectionsSettings, pool: Pool
) -> AsyncIterator[tuple[ReadsLog, ...]]:
    """A reader for each source, over its topic or feed. Raises SettingsInvalid where none is."""
    if not settings.upstreams:
        raise SettingsInvalid(("CANDOUR_SOURCES is required",))
    async with log_readers(
        pool,
        settings.upstreams,
        Projecting(ReadModels()),
        name=READERS,
        kafka=settings.kafka,
        token=token_in(settings.service_token_file),
        pace=Pace(page=settings.page, wait_seconds=settings.wait_seconds),
    ) as readers:
        yield readers
