"""The session of whoever carries a rebuild out: it holds the lock, and gives it back at its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from shared.database.engine import open_pool
from shared.runner import Lent, passing
from shared.telemetry import log_of

log = log_of("projections.rebuilding")

UNLOCK: Final = "select pg_advisory_unlock_all()"
SECONDS_TO_UNLOCK: Final = 5.0
SOON_MISSED: Final = (
    "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3"
)
"""A machine that vanishes says nothing: the system's own two hours would be long for a lock."""


@asynccontextmanager
async def leading_session(dsn: str, schema: str) -> AsyncIterator[Lent]:
    """A connection of its own, without time limits.

    Its locks are given back before it ends, however that comes: a server takes its time to notice
    an end, and whoever looks meanwhile would find somebody still at work.
    """
    pool = await open_pool(
        dsn, schema, max_size=1, application="candour-rebuild", statement_timeout_milliseconds=0
    )
    try:
        async with pool.acquire() as connection:
            try:
                await connection.execute(SOON_MISSED)
                yield connection
            finally:
                await _give_back(connection)
    finally:
        pool.terminate()


async def _give_back(leading: Lent) -> None:
    """What was lost with the connection is given back by the server itself."""
    try:
        await leading.execute(UNLOCK, timeout=SECONDS_TO_UNLOCK)
    except Exception as fault:
        if not passing(fault):
            raise
        log.warning("rebuild-lock-left-to-end", exc_info=fault)
