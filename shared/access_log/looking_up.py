"""Who read a case, or of a person; what somebody read: answered from the access log itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from shared.access_log.reads import RecordedRead, SeenCase
from shared.database.engine import Pool

_PAGE: Final = """
with page as (
  select * from access_log where {conditions} order by position desc limit $1
)
select p.*, (select array_agg(c.reference order by s.n)
               from unnest(p.streams) with ordinality as s(stream_id, n)
               left join case_list c
                 on c.stream_id = s.stream_id and c.authority = p.authority) as case_references
  from page p order by p.position desc
"""
_OF_CASE: Final = "select stream_id from case_list where authority = $1 and reference = $2"
_OF_PERSON: Final = """
select stream_id from case_list
 where authority = $1 and (people @> array[$2::uuid] or reference = $2::uuid::text)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtReads:
    """Which reads are asked for: every condition that is given must hold.

    `case` is a reference; `person` finds reads of the person's entry in the index, of their
    erasure, and of every case that they are on now; `by` is a worker's code or a token's subject.
    `read_from` is inclusive, `read_before` is not.
    """

    case: str | None = None
    person: UUID | None = None
    by: str | None = None
    read_from: datetime | None = None
    read_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLogReader:
    """Reads the access log of a service."""

    pool: Pool

    async def page(
        self, authority: str, sought: SoughtReads, *, before: int | None, limit: int
    ) -> tuple[RecordedRead, ...]:
        """Up to `limit` reads below position `before`, the latest first."""
        conditions: dict[str, object] = {"authority = ${}": authority}
        if sought.case is not None:
            conditions["streams && ${}::uuid[]"] = await self.streams_of(authority, sought.case)
        if sought.person is not None:
            rows = await self.pool.fetch(_OF_PERSON, authority, sought.person)
            cases = [sought.person, *(row["stream_id"] for row in rows)]
            conditions["${}::uuid[] && streams"] = cases
        if sought.by is not None:
            conditions["(subject = ${0} or worker = ${0})"] = sought.by
        if sought.read_from is not None:
            conditions["read_at >= ${}"] = sought.read_from
        if sought.read_before is not None:
            conditions["read_at < ${}"] = sought.read_before
        if before is not None:
            conditions["position < ${}"] = before
        numbered = (
            condition.format(number) for number, condition in enumerate(conditions, start=2)
        )
        page = _PAGE.format(conditions=" and ".join(numbered))
        rows = await self.pool.fetch(page, limit, *conditions.values())
        return tuple(_recorded(row) for row in rows)

    async def streams_of(self, authority: str, case: str) -> tuple[UUID, ...]:
        """The stream of a case by its reference; none where the authority has no such case."""
        rows = await self.pool.fetch(_OF_CASE, authority, case)
        return tuple(row["stream_id"] for row in rows)


def _recorded(row: asyncpg.Record) -> RecordedRead:
    references = row["case_references"] or ()
    return RecordedRead(
        position=row["position"],
        read_at=row["read_at"],
        subject=row["subject"],
        worker=row["worker"],
        role=row["role"],
        team=row["team"],
        agency=row["agency"],
        act=row["act"],
        kind=row["kind"],
        seen=tuple(
            SeenCase(stream=stream, reference=reference)
            for stream, reference in zip(row["streams"], references, strict=True)
        ),
        reason=row["reason"],
        correlation_id=row["correlation_id"],
    )
