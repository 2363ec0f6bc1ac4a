"""The worker's job of erasures: it resumes what was cut off."""

import asyncio
from dataclasses import dataclass
from typing import Final

from structlog.typing import FilteringBoundLogger

from shared.casework.erasure.due_work import Unfinished, resume_erasure
from shared.casework.erasure.erasing import Erasing
from shared.casework.erasure.unfinished import ListedErasures
from shared.casework.working import pause
from shared.clock import Clock
from shared.database.engine import Pool

GRACE_SECONDS: Final = 10.0
"""A younger erasure is left to the command that asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumingErasures:
    """What fails is logged and tried again: it is still in the list."""

    erasing: Erasing
    pool: Pool
    clock: Clock
    poll_seconds: float
    log: FilteringBoundLogger

    async def go_on(self, stop: asyncio.Event) -> None:
        """Look for unfinished erasures until told to stop."""
        while not stop.is_set():
            await self.once()
            await pause(stop, self.poll_seconds)

    async def once(self) -> None:
        """Look for them once."""
        found = ListedErasures(pool=self.pool, grace_seconds=GRACE_SECONDS)
        try:
            waiting = await found.waiting()
        except Exception:
            self.log.exception("round-failed")
            return
        for unfinished in waiting:
            await self._resume(unfinished)

    async def _resume(self, unfinished: Unfinished) -> None:
        """An erasure that fails must not keep the others waiting."""
        try:
            await resume_erasure(self.erasing, unfinished, self.clock)
        except Exception:
            self.log.exception("erasure-not-resumed", stream=str(unfinished.stream))
        else:
            self.log.info("erasure-resumed", stream=str(unfinished.stream))
