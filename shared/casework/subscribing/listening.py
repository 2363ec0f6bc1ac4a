"""The worker's job of hearing other services, and what the service says of it."""

import asyncio
from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from shared.casework.subscribing.subscriptions import NAME, Subscriptions
from shared.http_service.feed_readers import log_readers, read_on, token_in
from shared.http_service.reader_pages import ReadingDesk
from shared.runner import Aside, Pace, Pool, SourceState, source_states
from shared.web.reading_settings import ReadingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Reads whatever of the heard services the settings give an address for."""

    settings: ReadingSettings
    pool: Pool
    subscriptions: Subscriptions
    log: FilteringBoundLogger

    async def go_on(self, stop: asyncio.Event) -> None:
        """A job of the worker: read until told to stop. If one halts, the others read on."""
        upstreams = [
            one for one in self.settings.upstreams if one.name in self.subscriptions.hearings
        ]
        if not upstreams:
            await stop.wait()
            return
        async with log_readers(
            self.pool,
            upstreams,
            self.subscriptions,
            name=NAME,
            kafka=self.settings.kafka,
            token=token_in(self.settings.service_token_file),
            pace=Pace(page=self.settings.page, wait_seconds=self.settings.wait_seconds),
        ) as readers:
            reading = [asyncio.create_task(read_on(reader, self.log)) for reader in readers]
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait([*reading, stopping], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (*reading, stopping):
                    task.cancel()
                outcomes = await asyncio.gather(*reading, return_exceptions=True)
            for outcome in outcomes:
                if isinstance(outcome, Exception):
                    raise outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How far the service has heard the others."""

    pool: Pool

    async def states(self) -> tuple[SourceState, ...]:
        return await source_states(self.pool, NAME)


def reading_desk(pool: Pool, subscriptions: Subscriptions) -> ReadingDesk:
    """What `/sources` and `/parked` of the service ask."""
    aside = Aside(pool=pool, name=NAME, projection=subscriptions)
    return ReadingDesk(states=Heard(pool=pool), aside=aside)
