"""The worker of a service: it relays its log, finishes erasures that were cut off, hears others.

A service adds the jobs that it alone has.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from structlog.typing import FilteringBoundLogger

from shared.casework.erasure.erasing import Erasing
from shared.casework.erasure.resuming import ResumingErasures
from shared.casework.process import CaseworkService, Opened
from shared.casework.relaying import relaying
from shared.casework.settings import CaseworkSettings
from shared.casework.subscribing.listening import Listening
from shared.casework.working import Job, work
from shared.telemetry import Metrics, log_of


class Erases(Protocol):
    """Rooms in which people can be erased."""

    @property
    def erasing(self) -> Erasing: ...


RoomsT = TypeVar("RoomsT", bound=Erases)
SettingsT = TypeVar("SettingsT", bound=CaseworkSettings)


async def casework_worker(
    settings: SettingsT,
    opened: Opened[SettingsT, RoomsT],
    stop: asyncio.Event,
    *,
    service: str,
    own: Callable[[CaseworkService[RoomsT], FilteringBoundLogger], Mapping[str, Job]] | None = None,
) -> None:
    """Work until told to stop; `own` gives the jobs that no other service has."""
    log = log_of(f"{service}.worker")
    async with opened(settings, Metrics.of(f"{service}-worker")) as ready:
        hearing = Listening(
            settings=settings, pool=ready.pool, subscriptions=ready.subscriptions, log=log
        )
        jobs: dict[str, Job] = {
            "erasures": erasures(ready, settings, log).go_on,
            "hearing": hearing.go_on,
            **relaying(settings, service=service, pool=ready.pool, reader=ready.log, log=log),
            **(own(ready, log) if own else {}),
        }
        await work(jobs, stop, log)


def erasures(
    ready: CaseworkService[RoomsT], settings: CaseworkSettings, log: FilteringBoundLogger
) -> ResumingErasures:
    """The job that finishes erasures."""
    return ResumingErasures(
        erasing=ready.rooms.erasing,
        pool=ready.pool,
        clock=ready.clock,
        poll_seconds=settings.erasure_poll_seconds,
        log=log,
    )
