"""The HTTP process of a service: what every one of them does when it starts, and is asked."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from fastapi import APIRouter, FastAPI

from shared.access_log.verifying import AccessLogVerification, verify_access_log
from shared.casework.api import access_log
from shared.casework.process import CaseworkService, Opened
from shared.casework.settings import CaseworkSettings
from shared.casework.subscribing.listening import reading_desk
from shared.casework.subscribing.subscriptions import NAME
from shared.event_store.store import Checkpoint
from shared.event_store.verifying import Verification, verify
from shared.http_service import create_service, parked_pages, reader_pages, relay_pages
from shared.http_service.from_settings import clock_from, edge_from, tokens_from
from shared.http_service.log_pages import Verify, VerifyAccessLog
from shared.http_service.relay_pages import RelayDesk
from shared.identity import Permissions
from shared.runner import source_states
from shared.telemetry import Metrics
from shared.transport.relay_metrics import RelayMetrics
from shared.transport.relay_state import relay_state
from shared.web.health import Check, Unready

RoomsT = TypeVar("RoomsT")
SettingsT = TypeVar("SettingsT", bound=CaseworkSettings)


def casework_app(
    settings: SettingsT,
    opened: Opened[SettingsT, RoomsT],
    *,
    service: str,
    version: str,
    description: str,
    roles: Mapping[str, frozenset[str]],
    routers: Sequence[APIRouter],
    asyncapi: Mapping[str, object],
    checks: Sequence[Check] = (),
    hears: Sequence[str] = (),
) -> FastAPI:
    """The application; it connects when it starts and disconnects when it stops.

    `app.state.rooms` are the service's rooms; `roles` are those that may do each action; `checks`
    are the service's own, beside database and log. One that hears other services says how far.
    """
    clock = clock_from(settings)
    metrics = Metrics.of(service)
    relayed = RelayMetrics(metrics.registry)
    topic = settings.kafka.topic_of(service) if settings.kafka else None
    running: list[CaseworkService[RoomsT]] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opened(settings, metrics) as ready:
            running.append(ready)
            app.state.rooms = ready.rooms
            app.state.log = ready.log
            app.state.access_log = ready.access_log
            app.state.verify = _verifier(ready)
            app.state.verify_access_log = _verifier_of_reads(ready)
            app.state.relay = RelayDesk(pool=ready.pool, topic=topic)
            app.state.reading = reading_desk(ready.pool, ready.subscriptions)
            yield
            running.clear()

    async def database() -> None:
        if not running or await running[0].pool.fetchval("select 1") != 1:
            raise Unready("not-connected")

    async def log_takes_appends() -> None:
        if running and await running[0].log.refuses_appends():
            raise Unready("log-ahead")

    async def relay() -> Mapping[str, int]:
        return await relay_pages.check_relay(running[0].pool, relayed) if running else {}

    async def hearing() -> Mapping[str, int]:
        if not running:
            return {}
        return reader_pages.check_readers(await source_states(running[0].pool, NAME), metrics)

    own = [Check("database", database), Check("log", log_takes_appends)]
    gauges = [
        *([Check("hearing", hearing)] if hears else []),
        *([Check("relay", relay)] if settings.kafka else []),
    ]
    return create_service(
        title=f"Candour: {service}",
        version=version,
        description=description,
        edge=edge_from(
            settings,
            clock,
            Permissions.of({**roles, **access_log.ROLES, **(reader_pages.ROLES if hears else {})}),
        ),
        tokens=tokens_from(settings, clock),
        metrics=metrics,
        routers=[
            *routers,
            access_log.router,
            relay_pages.router,
            *([reader_pages.router, parked_pages.router] if hears else []),
        ],
        checks=[*own, *gauges, *checks],
        gauges=gauges,
        asyncapi=asyncapi,
        lifespan=lifespan,
    )


def _verifier(service: CaseworkService[RoomsT]) -> Verify:
    async def examine(readers: Mapping[str, Checkpoint]) -> Verification:
        state = await relay_state(service.pool)
        known = dict(readers)
        if state.log_id is not None:
            known["relay"] = Checkpoint(
                log_id=state.log_id, position=state.position, event_id=state.event_id
            )
        async with service.pool.acquire() as connection:
            return await verify(connection, known)

    return examine


def _verifier_of_reads(service: CaseworkService[RoomsT]) -> VerifyAccessLog:
    async def examine() -> AccessLogVerification:
        async with service.pool.acquire() as connection:
            return await verify_access_log(connection)

    return examine
