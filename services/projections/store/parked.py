"""Parked messages, from the runner's table."""

from typing import Final
from uuid import UUID

import orjson

from services.projections.application.parked import ParkedMessage
from shared.runner import Pool, Projection, Retried, retry

PAGE: Final = """
select source, position, stream_id, version, event_id, recorded_at, body, reason, attempts,
       parked_at, tried_at
from parked
where name = $1 and released_at is null
  and ($2::text is null or (source, position) > ($2::text, $3::bigint))
order by source, position
limit $4
"""


class RunnerParked:
    """What one named set of readers has parked."""

    def __init__(self, pool: Pool, name: str, projection: Projection) -> None:
        self._pool = pool
        self._name = name
        self._projection = projection

    async def page(self, *, after: tuple[str, int] | None, limit: int) -> tuple[ParkedMessage, ...]:
        source, position = after or (None, None)
        rows = await self._pool.fetch(PAGE, self._name, source, position, limit)
        return tuple(
            ParkedMessage(
                authority=_authority(row["body"]),
                **{name: row[name] for name in row.keys() if name != "body"},  # noqa: SIM118
            )
            for row in rows
        )

    async def retry(self, *, source: str | None, case: UUID | None) -> Retried:
        return await retry(self._pool, self._name, self._projection, source=source, stream_id=case)


def _authority(body: bytes) -> str | None:
    document = orjson.loads(body)
    said = document.get("authority") if isinstance(document, dict) else None
    return said if isinstance(said, str) else None
