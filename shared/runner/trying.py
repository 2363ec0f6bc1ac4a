"""Reading again and again: what passes is waited out, longer after each failure in a row."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

from shared.runner.faults import Patience, passing
from shared.runner.lease import Fenced
from shared.telemetry import log_of

log = log_of("runner")


class Trying:
    """One reader's tries to read the log of `source`; `went_well` forgets those that failed."""

    def __init__(self, source: str, patience: Patience) -> None:
        self._source = source
        self._patience = patience
        self._failed = 0

    def went_well(self) -> None:
        self._failed = 0

    async def for_ever(self, read: Callable[[], Awaitable[None]]) -> NoReturn:
        """Until cancelled. Being fenced and passing faults are waited out, others are raised."""
        while True:
            try:
                await read()
            except Fenced:
                log.warning("reader-fenced", source=self._source)
            except Exception as fault:
                if not passing(fault):
                    raise
                self._failed += 1
                log.warning(
                    "reader-waits", source=self._source, attempt=self._failed, exc_info=fault
                )
            await asyncio.sleep(self._patience.seconds(max(self._failed, 1)))

    async def give_back(self, leaving: Awaitable[None]) -> None:
        """Ends a lease; where the database is away, it ends by itself."""
        try:
            await leaving
        except Exception as fault:
            if not passing(fault):
                raise
            log.warning("lease-left-to-end", source=self._source)
