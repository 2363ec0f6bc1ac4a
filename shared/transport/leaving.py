"""Stopping a consumer, also one that forgot that it was asked to; and keeping our own wish to end.

A consumer of aiokafka that is stopped at the moment in which it takes leave of an earlier
assignment loses the wish, and waits for itself for ever (`Fetcher._fetch_requests_routine`
suppresses the cancellation). So it is given a while, and then let go.
"""

import asyncio
from typing import Final

from aiokafka import AIOKafkaConsumer

from shared.telemetry import log_of

log = log_of("broker")

SECONDS_TO_STOP: Final = 5.0


def still_wanted() -> None:
    """Ends the present task where it was cancelled and did not notice.

    A client of aiokafka that is closed waits for its own cancelled tasks, and takes the cancelling
    of whoever waits there for theirs. Raises CancelledError.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def leave(consumer: AIOKafkaConsumer) -> None:
    """Stop it and close its connections. CancelledError where we were cancelled meanwhile."""
    try:
        await asyncio.wait_for(consumer.stop(), SECONDS_TO_STOP)
    except TimeoutError:
        log.warning("consumer-let-go")
        await consumer._client.close()  # noqa: SLF001 - the client offers no other way
    still_wanted()
