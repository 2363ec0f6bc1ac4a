"""The projecting process: `python -m services.projections.worker` reads every source's log."""

import asyncio
import gc
import os
import signal
from typing import Final

from services.projections.settings import ProjectionsSettings
from services.projections.wiring import pool_of, readers_of, rebuilder_of
from shared.http_service.feed_readers import read_on
from shared.telemetry import capture_library_logs, log_of
from shared.web import read_settings

LAZY_COLLECTION: Final = 100_000

log = log_of("projections.worker")


async def work(settings: ProjectionsSettings) -> None:
    """Reads until cancelled. A reader that halts leaves the others reading."""
    async with (
        pool_of(settings) as pool,
        readers_of(settings, pool) as readers,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(rebuilder_of(settings, pool).run())
        for reader in readers:
            tasks.create_task(read_on(reader, log))


async def _until_told(settings: ProjectionsSettings) -> None:
    working = asyncio.create_task(work(settings))
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        log.info("worker-stopped")


def run() -> None:
    capture_library_logs()
    # Pages make rows by the thousand and free them at once, without rings: to look for rings among
    # them at every 700th took a sixth of the reading.
    gc.freeze()
    gc.set_threshold(LAZY_COLLECTION)
    asyncio.run(_until_told(read_settings(ProjectionsSettings, os.environ)))


if __name__ == "__main__":
    run()
