"""What a set of readers has parked, and the commands to try it again or to give it up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.runner.connection import Pool
from shared.runner.message_authority import authority_of
from shared.runner.parking import Retried, retry
from shared.runner.projection import Projection
from shared.runner.skipping import Skipped, skip

PAGE: Final = """
select source, position, stream_id, version, event_id, recorded_at, body, reason, attempts,
       parked_at, tried_at, skipped_at, skipped_by, skip_reason
from parked
where name = $1 and released_at is null and (skipped_at is not null) = $5
  and ($2::text is null or (source, position) > ($2::text, $3::bigint))
order by source, position
limit $4
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedMessage:
    """A message that could not be applied, or waits behind one; `reason` is a code.

    What was skipped says when, by whom (a token's subject) and why. `authority` is None where the
    message does not say it readably.
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
    skipped_at: datetime | None
    skipped_by: str | None
    skip_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """The parked messages of the readers called `name`, which read into `projection`."""

    pool: Pool
    name: str
    projection: Projection

    async def page(
        self, *, after: tuple[str, int] | None, limit: int, skipped: bool
    ) -> tuple[ParkedMessage, ...]:
        """In the order of source and position: what waits, or what was skipped."""
        source, position = after or (None, None)
        rows = await self.pool.fetch(PAGE, self.name, source, position, limit, skipped)
        return tuple(
            ParkedMessage(
                authority=authority_of(row["body"]),
                **{name: row[name] for name in row.keys() if name != "body"},  # noqa: SIM118
            )
            for row in rows
        )

    async def retry(self, *, source: str | None, case: UUID | None) -> Retried:
        """In order within each case; all, or those of one source or one case."""
        return await retry(self.pool, self.name, self.projection, source=source, stream_id=case)

    async def skip(
        self, *, source: str, position: int, authority: str, by: str, because: str
    ) -> Skipped:
        """Gives the first message of a parked case up. Raises NotParked or WaitsBehind."""
        return await skip(
            self.pool,
            self.name,
            self.projection,
            source=source,
            position=position,
            authority=authority,
            by=by,
            because=because,
        )
