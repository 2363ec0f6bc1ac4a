"""The HTTP process of the complaints service."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI

from services.complaints.api import (
    advocacy,
    allocation,
    closing,
    compliments,
    correction,
    erasure,
    intake,
    notes,
    people,
    policy,
    reading,
    reference_lists,
    register,
    stage_1,
)
from services.complaints.domain.authority import ROLES
from services.complaints.published import asyncapi
from services.complaints.settings import ComplaintsSettings
from services.complaints.wiring import ComplaintsService, opened
from shared.event_store.store import Checkpoint
from shared.event_store.verifying import Verification, verify
from shared.http_service import create_service, serve
from shared.http_service.from_settings import clock_from, edge_from, tokens_from
from shared.http_service.log_pages import Verify
from shared.identity import Permissions
from shared.telemetry import Metrics
from shared.web.health import Check, Unready
from shared.web.settings import read_settings

VERSION: Final = "0.1.0"
DESCRIPTION: Final = """\
Complaints about children's services: Stage 1 of the statutory procedure (SI 2006/1738), other
routes, and compliments. Every answer to a command is the case as it now stands, with the actions
now allowed and the reason for each that is not.
"""


def create_app(settings: ComplaintsSettings) -> FastAPI:
    """The application; it connects when it starts and disconnects when it stops."""
    clock = clock_from(settings)
    metrics = Metrics.of("complaints")
    services: list[ComplaintsService] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opened(settings, metrics) as service:
            services.append(service)
            app.state.rooms = service.rooms
            app.state.log = service.log
            app.state.verify = _verifier(service)
            yield
            services.clear()

    async def database() -> None:
        if not services or await services[0].pool.fetchval("select 1") != 1:
            raise Unready("not-connected")

    async def log_takes_appends() -> None:
        if services and await services[0].log.refuses_appends():
            raise Unready("log-ahead")

    return create_service(
        title="Candour: complaints",
        version=VERSION,
        description=DESCRIPTION,
        edge=edge_from(settings, clock, Permissions.of(ROLES)),
        tokens=tokens_from(settings, clock),
        metrics=metrics,
        routers=[
            intake.router,
            reading.router,
            allocation.router,
            stage_1.router,
            correction.router,
            closing.router,
            notes.router,
            people.router,
            advocacy.router,
            compliments.router,
            register.router,
            policy.router,
            erasure.router,
            reference_lists.router,
        ],
        checks=[Check("database", database), Check("log", log_takes_appends)],
        asyncapi=asyncapi(VERSION),
        lifespan=lifespan,
    )


def _verifier(service: ComplaintsService) -> Verify:
    async def examine(readers: Mapping[str, Checkpoint]) -> Verification:
        async with service.pool.acquire() as connection:
            return await verify(connection, readers)

    return examine


def run() -> None:
    """Serve until told to stop."""
    settings = read_settings(ComplaintsSettings, os.environ)
    serve(create_app(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
