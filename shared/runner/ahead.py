"""The next page is fetched while the present one is applied: feed and database work at once.

Nothing is lost with a page that was fetched in vain: its place in the log is not yet a checkpoint.
"""

import asyncio
from typing import Any

from shared.event_store.store import Checkpoint
from shared.runner.source import Page, Source


class ReadAhead:
    """Pages of one source, at most one of them fetched before it is asked for."""

    def __init__(self, source: Source, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._ahead: tuple[Checkpoint, asyncio.Task[Page]] | None = None

    async def page(self, after: Checkpoint | None, *, wait_seconds: float) -> Page:
        """The page after a checkpoint; raises what the source raises, when it is asked for."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == after:
            return await ahead[1]
        if ahead is not None:
            await given_up(ahead[1])
        return await self._source.page(after, limit=self._limit, wait_seconds=wait_seconds)

    def fetch_after(self, page: Page) -> None:
        """Begins to fetch what follows, where the page did not reach the log's head."""
        if page.is_level or not page.deliveries:
            return
        last = page.deliveries[-1]
        after = Checkpoint(log_id=page.log_id, position=last.position, event_id=last.event_id)
        fetching = self._source.page(after, limit=self._limit, wait_seconds=0.0)
        self._ahead = after, asyncio.create_task(fetching)

    async def forget(self) -> None:
        """Gives up what was fetched ahead."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            await given_up(ahead[1])


async def given_up(task: asyncio.Task[Any]) -> None:
    """Ends the task and takes its outcome, whatever it was: nobody asked for it."""
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()
