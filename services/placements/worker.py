"""The background process of the placements service: it resumes what was cut off."""

import asyncio
import os
from typing import Final

from services.placements.settings import PlacementsSettings
from services.placements.wiring import PlacementsService, opened
from shared.casework.erasure.resuming import ResumingErasures
from shared.casework.working import run_until_stopped
from shared.casework.working import work as work_at
from shared.telemetry import Metrics, log_of
from shared.web.settings import read_settings

log: Final = log_of("placements.worker")


async def work(settings: PlacementsSettings, stop: asyncio.Event) -> None:
    """Look for unfinished work until told to stop."""
    async with opened(settings, Metrics.of("placements-worker")) as service:
        jobs = {"erasures": erasures(service, settings).go_on}
        await work_at(jobs, stop, log)


def erasures(service: PlacementsService, settings: PlacementsSettings) -> ResumingErasures:
    """The job that finishes erasures."""
    return ResumingErasures(
        erasing=service.rooms.erasing,
        pool=service.pool,
        clock=service.clock,
        poll_seconds=settings.erasure_poll_seconds,
        log=log,
    )


async def _main(stop: asyncio.Event) -> None:
    await work(read_settings(PlacementsSettings, os.environ), stop)


if __name__ == "__main__":
    run_until_stopped(_main)
