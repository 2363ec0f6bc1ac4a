"""Erasures that nobody has confirmed yet, from the service's own list."""

from dataclasses import dataclass
from typing import Final

from shared.casework.erasure.due_work import Unfinished
from shared.database.engine import Pool

_WAITING: Final = """
select authority, stream_id from case_list
 where kind = 'erasure' and place = 'asked'
   and updated_at < clock_timestamp() - $1::double precision * interval '1 second'
 order by authority, stream_id limit 100
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedErasures:
    """Reads the case list; an erasure younger than `grace_seconds` is left to its command."""

    pool: Pool
    grace_seconds: float

    async def waiting(self) -> tuple[Unfinished, ...]:
        rows = await self.pool.fetch(_WAITING, self.grace_seconds)
        return tuple(
            Unfinished(authority=row["authority"], stream=row["stream_id"]) for row in rows
        )
