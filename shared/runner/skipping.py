"""Giving a parked message up, so that what follows on its case need not wait behind it for ever.

Some messages no later day can mend: a reference that was mistyped names no case, and its correction
stands behind it. Whoever skips says why; the message is then taken for applied, and stays in the
table, counted and listed apart.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.runner.connection import Pool
from shared.runner.message_authority import authority_of
from shared.runner.projection import Projection
from shared.runner.slots import hold_source
from shared.runner.source import Delivery

PARKED: Final = """
select position, stream_id, version, event_id, recorded_at, body, reason,
       skipped_at, skipped_by, skip_reason
from parked where name = $1 and source = $2 and position = $3 and released_at is null
"""
EARLIER: Final = """
select exists (
    select from parked
    where name = $1 and source = $2 and stream_id = $3 and released_at is null
      and skipped_at is null and (version, position) < ($4, $5)
)
"""
BEHIND: Final = """
select count(*) from parked
where name = $1 and source = $2 and stream_id = $3 and released_at is null and skipped_at is null
"""
SKIP: Final = """
update parked set skipped_at = clock_timestamp(), skipped_by = $4, skip_reason = $5
where name = $1 and source = $2 and position = $3
returning skipped_at
"""


class NotParked(LookupError):
    """No message of this source and position stands aside, or it is another authority's."""


class WaitsBehind(Exception):
    """An earlier message of the same case stands aside: that one is at fault, or was first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What was given up, by whom, when and why. `behind` messages of its case can be tried now."""

    source: str
    position: int
    stream_id: UUID
    skipped_at: datetime
    skipped_by: str
    skip_reason: str
    behind: int


async def skip(
    pool: Pool,
    name: str,
    projection: Projection,
    *,
    source: str,
    position: int,
    authority: str,
    by: str,
    because: str,
) -> Skipped:
    """Skips the first message of a parked case. Said again, it answers what was recorded first.

    Under the lock that the reader of the source also takes, so that it never runs beside a page.
    Raises NotParked or WaitsBehind.
    """
    async with pool.acquire() as connection, connection.transaction():
        await hold_source(connection, name, source)
        row = await connection.fetchrow(PARKED, name, source, position)
        if row is None or authority_of(row["body"]) not in {None, authority}:
            raise NotParked
        stream, version = row["stream_id"], row["version"]
        skipped_at, skipped_by = row["skipped_at"], row["skipped_by"]
        skip_reason = row["skip_reason"]
        if skipped_at is None:
            if await connection.fetchval(EARLIER, name, source, stream, version, position):
                raise WaitsBehind
            delivery = Delivery(
                position=position,
                stream_id=stream,
                version=version,
                event_id=row["event_id"],
                recorded_at=row["recorded_at"],
                body=row["body"],
            )
            await projection.pass_over(connection, source, delivery)
            skipped_at = await connection.fetchval(SKIP, name, source, position, by, because)
            skipped_by, skip_reason = by, because
        behind = await connection.fetchval(BEHIND, name, source, stream)
    return Skipped(
        source=source,
        position=position,
        stream_id=stream,
        skipped_at=skipped_at,
        skipped_by=skipped_by,
        skip_reason=skip_reason,
        behind=behind,
    )
