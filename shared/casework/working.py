"""The background process of a service: jobs that each go on until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping

from structlog.typing import FilteringBoundLogger

from shared.telemetry import capture_library_logs

Job = Callable[[asyncio.Event], Coroutine[object, object, None]]
"""Goes on until the event is set. What it can survive it logs; what it raises ends the process."""


async def work(jobs: Mapping[str, Job], stop: asyncio.Event, log: FilteringBoundLogger) -> None:
    """Do all of them side by side until told to stop."""
    log.info("started", jobs=",".join(sorted(jobs)))
    async with asyncio.TaskGroup() as group:
        for name, job in jobs.items():
            group.create_task(job(stop), name=name)
    log.info("stopped")


def run_until_stopped(process: Job) -> None:
    """Run a worker process: SIGINT and SIGTERM tell it to stop."""
    capture_library_logs()
    asyncio.run(_until_signalled(process))


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait that long, or until told to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _until_signalled(
    process: Callable[[asyncio.Event], Coroutine[object, object, None]],
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await process(stop)
