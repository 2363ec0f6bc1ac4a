"""The background process of the complaints service: it resumes what was cut off."""

import asyncio
import os
import signal
from typing import Final

from services.complaints.application.due_work import Unfinished, resume_erasure
from services.complaints.settings import ComplaintsSettings
from services.complaints.store.unfinished import ListedErasures
from services.complaints.wiring import ComplaintsService, opened
from shared.telemetry import Metrics, capture_library_logs, log_of
from shared.web.settings import read_settings

GRACE_SECONDS: Final = 10.0

log = log_of("complaints.worker")


async def work(settings: ComplaintsSettings, stop: asyncio.Event) -> None:
    """Look for unfinished work until told to stop.

    What fails is logged and tried again: it is still in the list.
    """
    async with opened(settings, Metrics.of("complaints-worker")) as service:
        log.info("started")
        while not stop.is_set():
            await _round(service)
            await _sleep(stop, settings.erasure_poll_seconds)
        log.info("stopped")


async def _round(service: ComplaintsService) -> None:
    found = ListedErasures(pool=service.pool, grace_seconds=GRACE_SECONDS)
    try:
        waiting = await found.waiting()
    except Exception:
        log.exception("round-failed")
        return
    for unfinished in waiting:
        await _resume(service, unfinished)


async def _resume(service: ComplaintsService, unfinished: Unfinished) -> None:
    """An erasure that fails must not keep the others waiting."""
    try:
        await resume_erasure(service.rooms.erasing, unfinished, service.clock)
    except Exception:
        log.exception("erasure-not-resumed", stream=str(unfinished.stream))
    else:
        log.info("erasure-resumed", stream=str(unfinished.stream))


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await work(read_settings(ComplaintsSettings, os.environ), stop)


if __name__ == "__main__":
    capture_library_logs()
    asyncio.run(_main())
