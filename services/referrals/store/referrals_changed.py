"""What happened to referrals that may change whether another one of the child is a further one."""

from dataclasses import dataclass
from typing import Final

from services.referrals.application.resuming_further import Happened
from shared.database.engine import Pool

_HEAD: Final = "select coalesce(max(position), 0) from events"
_CHANGED: Final = """
select e.position, e.authority, c.stream_id, c.reference
  from events e join case_list c on c.stream_id = e.stream_id and c.kind = 'referral'
 where e.type in ('contact-decided', 'received-corrected', 'decision-corrected', 'person-linked')
   and e.position > $1 and e.position <= $2
   and exists (
       select from case_list o
        where o.authority = c.authority and o.kind = 'referral'
          and o.stream_id <> c.stream_id and o.people && c.people)
 order by e.position limit $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsChanged:
    """Reads the log by an index of its own; a child with one referral only is left out."""

    pool: Pool

    async def head(self) -> int:
        position: int = await self.pool.fetchval(_HEAD)
        return position

    async def between(self, after: int, up_to: int, *, limit: int) -> tuple[Happened, ...]:
        rows = await self.pool.fetch(_CHANGED, after, up_to, limit)
        return tuple(
            Happened(
                position=row["position"],
                authority=row["authority"],
                stream=row["stream_id"],
                reference=row["reference"],
            )
            for row in rows
        )
