"""Generations of the read models: one answers, another may be built or kept beside it.

A transaction enters a generation: its tables come first on the search path until the transaction
ends. Whoever asks enters the live one as the first thing of a snapshot, so that everything in it
is of one generation, also while another becomes the live one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, Protocol

from asyncpg import Record

from shared.runner import Lent, Pool

TABLES: Final = ("heads", "clocks", "facts", "cases", "people", "recordings")
LIVE: Final = "select enter_live_generation()"
HELD: Final = "select hold_live_generation()"
ONE: Final = "select enter_generation($1)"
WRITERS_OFF: Final = "select pg_advisory_xact_lock(7214101)"
"""Waits for the pages that are being applied, and keeps the next ones waiting."""


class Entering(Protocol):
    """Puts a connection's transaction into a generation."""

    async def __call__(self, connection: Lent) -> None: ...


async def live(connection: Lent) -> None:
    """For reading: the generation that answers in this transaction's snapshot."""
    await connection.execute(LIVE)


async def held(connection: Lent) -> None:
    """For writing: the live generation, which stays so until this transaction ends."""
    await connection.execute(HELD)


def numbered(number: int) -> Entering:
    """For building: this one, whatever is live."""

    async def enter(connection: Lent) -> None:
        await connection.execute(ONE, number)

    return enter


@asynccontextmanager
async def asking(pool: Pool) -> AsyncIterator[Lent]:
    """A connection in one snapshot of the live generation; it can only read."""
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        await live(connection)
        yield connection


async def fetched(pool: Pool, query: str, *told: object) -> list[Record]:
    """The rows of one question to the live generation."""
    async with asking(pool) as connection:
        return list(await connection.fetch(query, *told))
