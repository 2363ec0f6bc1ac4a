"""Caseloads of exploitation, counted in the case list."""

from dataclasses import dataclass
from typing import Final

from shared.database.engine import Pool

_OPEN: Final = """
select count(*) from case_list
 where authority = $1 and kind = 'referral' and reference <> $2
   and tags @> array['exploitation:open', 'exploitation-worker:' || $3::text]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCaseloads:
    pool: Pool

    async def open_cases(self, authority: str, worker: str, *, without: str) -> int:
        """Those of `worker`, leaving out the case of the reference `without`."""
        found: int = await self.pool.fetchval(_OPEN, authority, without, worker)
        return found
