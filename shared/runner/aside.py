"""What a set of readers has parked, and the command to try it again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson

from shared.runner.connection import Pool
from shared.runner.parking import Retried, retry
from shared.runner.projection import Projection

PAGE: Final = """
select source, position, stream_id, version, event_id, recorded_at, body, reason, attempts,
       parked_at, tried_at
from parked
where name = $1 and released_at is null
  and ($2::text is null or (source, position) > ($2::text, $3::bigint))
order by source, position
limit $4
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedMessage:
    """A message that could not be applied, or waits behind one; `reason` is a code.

    `authority` is None where the message does not say it readably.
    """

    source: str
    position: int
    stream_id: UUID
    version: int
    event_id: UUID
    authority: str | None
    recorded_at: datetime
    reason: str
    attempts: int
    parked_at: datetime
    tried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """The parked messages of the readers called `name`, which read into `projection`."""

    pool: Pool
    name: str
    projection: Projection

    async def page(self, *, after: tuple[str, int] | None, limit: int) -> tuple[ParkedMessage, ...]:
        """In the order of source and position."""
        source, position = after or (None, None)
        rows = await self.pool.fetch(PAGE, self.name, source, position, limit)
        return tuple(
            ParkedMessage(
                authority=_authority(row["body"]),
                **{name: row[name] for name in row.keys() if name != "body"},  # noqa: SIM118
            )
            for row in rows
        )

    async def retry(self, *, source: str | None, case: UUID | None) -> Retried:
        """In order within each case; all, or those of one source or one case."""
        return await retry(self.pool, self.name, self.projection, source=source, stream_id=case)


def _authority(body: bytes) -> str | None:
    document = orjson.loads(body)
    said = document.get("authority") if isinstance(document, dict) else None
    return said if isinstance(said, str) else None
