"""Caseloads of exploitation, counted in the case list."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from shared.database.engine import Pool

_ALONE: Final = "select pg_advisory_xact_lock(hashtextextended('exploitation allocations', 0))"
_OPEN: Final = """
select count(*) from case_list
 where authority = $1 and kind = 'referral' and reference <> $2
   and tags @> array['exploitation:open', 'exploitation-worker:' || $3::text]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCaseloads:
    pool: Pool
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @asynccontextmanager
    async def open_cases(self, authority: str, worker: str, *, without: str) -> AsyncIterator[int]:
        """Those of `worker`, leaving out the case of the reference `without`.

        Allocations of every process come one after the other: the count holds within the block.
        """
        # The lock of this process first, so that those who wait do not each hold a connection.
        async with self.turn, self.pool.acquire() as connection, connection.transaction():
            await connection.execute(_ALONE)
            found: int = await connection.fetchval(_OPEN, authority, without, worker)
            yield found
