"""Times in care of one authority, opened one after the other whichever process opens them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from shared.database.engine import Pool

_ALONE: Final = "select pg_advisory_xact_lock(hashtextextended('times in care ' || $1::text, 0))"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningTurns:
    """By a lock of the database. It ends with the block, or with the process that holds it."""

    pool: Pool
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @asynccontextmanager
    async def alone(self, authority: str) -> AsyncIterator[None]:
        # The lock of this process first, so that those who wait do not each hold a connection.
        async with self.turn, self.pool.acquire() as connection, connection.transaction():
            await connection.execute(_ALONE, authority)
            yield
