"""How far the sources have been read: from the rows that the runner keeps."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.projections.application.ports import SourceState
from services.projections.application.questions import LogPoint
from shared.runner import Pool

STATES: Final = """
select r.source, min(r.log_id::text)::uuid as log_id, min(r.read_to) as position,
       (array_agg(r.event_id order by r.position desc))[1] as event_id,
       max(r.head) as head, max(r.recorded_at) as recorded_at, min(r.halted) as halted,
       extract(epoch from clock_timestamp() - min(r.level_at))::float8 as seconds,
       (select count(*) from parked p
        where p.name = r.name and p.source = r.source and p.released_at is null) as parked,
       (select count(distinct stream_id) from parked p
        where p.name = r.name and p.source = r.source and p.released_at is null) as parked_cases
from readers r where r.name = $1
group by r.name, r.source order by r.source
"""
PARKED: Final = "select distinct stream_id from parked where name = $1 and released_at is null"
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
        rows = await self._pool.fetch(STATES, self._name)
        return tuple(
            SourceState(
                source=row["source"],
                log_id=row["log_id"],
                position=row["position"],
                event_id=row["event_id"],
                head=row["head"],
                behind=max(0, row["head"] - row["position"]),
                seconds_behind=row["seconds"],
                recorded_at=row["recorded_at"],
                parked=row["parked"],
                parked_cases=row["parked_cases"],
                halted=row["halted"],
            )
            for row in rows
        )

    async def parked(self) -> frozenset[UUID]:
        rows = await self._pool.fetch(PARKED, self._name)
        return frozenset(row["stream_id"] for row in rows)

    async def released(self, sources: Mapping[str, LogPoint]) -> int:
        released: int = await self._pool.fetchval(
            RELEASED, self._name, list(sources), [at.position for at in sources.values()]
        )
        return released
