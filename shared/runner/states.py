"""How far a set of readers has read, from the rows that they keep."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.runner.connection import Pool

STATES: Final = """
select r.source, min(r.log_id::text)::uuid as log_id, min(r.read_to) as position,
       (select at.event_id from readers at
        where at.name = r.name and at.source = r.source and at.position = min(r.read_to)
        order by at.partition limit 1) as event_id,
       max(r.head) as head, greatest(0, max(r.head) - min(r.read_to)) as behind,
       max(r.recorded_at) as recorded_at, min(r.halted) as halted,
       sum(r.refused)::bigint as refused,
       extract(epoch from clock_timestamp() - min(r.level_at))::float8 as seconds_behind,
       (select count(*) from parked p
        where p.name = r.name and p.source = r.source
          and p.released_at is null and p.skipped_at is null) as parked,
       (select count(distinct stream_id) from parked p
        where p.name = r.name and p.source = r.source
          and p.released_at is null and p.skipped_at is null) as parked_cases,
       (select extract(epoch from clock_timestamp() - min(parked_at))::float8 from parked p
        where p.name = r.name and p.source = r.source
          and p.released_at is null and p.skipped_at is null) as parked_seconds,
       (select count(*) from parked p
        where p.name = r.name and p.source = r.source and p.skipped_at is not null) as skipped
from readers r where r.name = $1
group by r.name, r.source order by r.source
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How far one source has been read, and how it does.

    `behind` counts events of the log not yet read; `seconds_behind` is the time since the reader
    last found itself level with the log, None if it never did: of one that is level, up to a few
    seconds, and growing where the owner does not answer. `parked_seconds` is how long the oldest
    parked message has stood aside, None where none does. `skipped` counts messages that were given
    up for good: whatever is made of the source lacks them. `event_id` is None where no reader knows
    the event at `position`. `refused` counts records of a topic that were no message of the log.
    """

    source: str
    log_id: UUID | None
    position: int
    event_id: UUID | None
    head: int
    behind: int
    seconds_behind: float | None
    recorded_at: datetime | None
    parked: int
    parked_cases: int
    skipped: int
    refused: int = 0
    parked_seconds: float | None = None
    halted: str | None


async def source_states(pool: Pool, name: str) -> tuple[SourceState, ...]:
    """Each source that the readers called `name` read, in the order of their names."""
    rows = await pool.fetch(STATES, name)
    return tuple(SourceState(**dict(row)) for row in rows)
