"""The HTTP process of the projection service: `python -m services.projections.main`."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.projections.api import (
    appraisals,
    clocks,
    entries,
    indicators,
    pages,
    performance,
    rebuilds,
    reports,
    signing_in,
)
from services.projections.api.browsers import Browsers
from services.projections.api.permissions import PERMISSIONS
from services.projections.api.received_messages import received_messages
from services.projections.settings import ProjectionsSettings
from services.projections.wiring import desk_over, door_of, pool_of, reading_over
from shared.http_service import (
    clock_from,
    create_service,
    edge_from,
    parked_pages,
    reader_pages,
    serve,
    tokens_from,
)
from shared.runner import Pool
from shared.telemetry import Metrics
from shared.web import Check, read_settings

DESCRIPTION = """\
Are we on time, for whom are we late, what did we know and when. Figures for any period, as they are
known now, *as at* a past day, or *as known on* a past day; each with a token that gives it again.
"""


def create_app(settings: ProjectionsSettings) -> FastAPI:
    """The application, not yet started. Raises SettingsInvalid."""
    clock = clock_from(settings)
    tokens = tokens_from(settings, clock)
    metrics = Metrics.of("projections")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with pool_of(settings) as pool:
            app.state.pool = pool
            app.state.desk = desk_over(pool)
            app.state.reading = reading_over(pool)
            yield

    async def database() -> None:
        pool: Pool = app.state.pool
        await pool.execute("select 1")

    async def reading() -> Mapping[str, int]:
        return reader_pages.check_readers(await app.state.desk.readings.states(), metrics)

    readers = Check("reading", reading)

    app = create_service(
        title="Candour projections",
        version="1",
        description=DESCRIPTION,
        edge=edge_from(settings, clock, PERMISSIONS),
        tokens=tokens,
        metrics=metrics,
        routers=(
            indicators.router,
            reports.router,
            performance.router,
            entries.router,
            appraisals.router,
            clocks.router,
            reader_pages.router,
            parked_pages.router,
            rebuilds.router,
            pages.router,
            signing_in.router,
        ),
        checks=(Check("database", database), readers),
        gauges=(readers,),
        publishes=False,
        asyncapi=received_messages([one.name for one in settings.upstreams]),
        public=(*pages.PUBLIC, *signing_in.PUBLIC),
        lifespan=lifespan,
    )
    app.state.door = door_of(settings, tokens, clock)
    app.add_middleware(Browsers)
    return app


def run() -> None:
    settings = read_settings(ProjectionsSettings, os.environ)
    serve(create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
