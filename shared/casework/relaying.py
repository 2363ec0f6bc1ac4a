"""The worker's job of relaying its service's log to Apache Kafka, where the settings name one."""

import asyncio
from collections.abc import Mapping

from structlog.typing import FilteringBoundLogger

from shared.casework.settings import CaseworkSettings
from shared.casework.working import Job
from shared.clock import fresh
from shared.event_store.reading import LogReader
from shared.runner import Pool
from shared.transport.relay import Relay, Route
from shared.transport.relay_check import RelayHalted


def relaying(
    settings: CaseworkSettings,
    *,
    service: str,
    pool: Pool,
    reader: LogReader,
    log: FilteringBoundLogger,
) -> Mapping[str, Job]:
    """The job, by its name; none without a broker: readers then read the feed."""
    kafka = settings.kafka
    if kafka is None:
        return {}
    route = Route(kafka=kafka, service=service)

    async def relay(stop: asyncio.Event) -> None:
        sending = asyncio.create_task(
            Relay(pool=pool, reader=reader, route=route, owner=fresh()).run()
        )
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([sending, stopping], return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        except RelayHalted as halted:
            # Said in the relay's row too. We stay, so that whoever supervises us does not start us
            # again and again; the worker's other jobs go on.
            log.critical("not-relayed", reason=halted.reason)
            await stop.wait()
        finally:
            sending.cancel()
            stopping.cancel()
            await asyncio.gather(sending, stopping, return_exceptions=True)

    return {"relay": relay}
