"""How far the sources have been read: from the rows that the runner keeps."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.projections.application.questions import LogPoint
from shared.runner import Pool, SourceState, source_states

PARKED: Final = """
select distinct stream_id from parked
where name = $1 and released_at is null and skipped_at is null
"""
RELEASED: Final = """
select count(*) from unnest($2::text[], $3::bigint[]) as u (source, position)
join parked p on p.name = $1 and p.source = u.source and p.position <= u.position
where p.released_at is not null
"""


class RunnerReadings:
    """Readings of one named set of readers."""

    def __init__(self, pool: Pool, name: str) -> None:
        self._pool = pool
        self._name = name

    async def states(self) -> tuple[SourceState, ...]:
        return await source_states(self._pool, self._name)

    async def parked(self) -> frozenset[UUID]:
        rows = await self._pool.fetch(PARKED, self._name)
        return frozenset(row["stream_id"] for row in rows)

    async def released(self, sources: Mapping[str, LogPoint]) -> int:
        released: int = await self._pool.fetchval(
            RELEASED, self._name, list(sources), [at.position for at in sources.values()]
        )
        return released
