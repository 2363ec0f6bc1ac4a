"""The log as the relay reads it: long pages of stored bytes, checked for holes, never decoded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg

from shared.event_store.store import AnotherLog, HoleInLog
from shared.runner import Pool

# The event that we stopped at comes first, so that a log that was restored under us is noticed.
PAGE: Final = """
select position, event_id, convert_to(stream_id::text, 'UTF8') as key, partition_hash, message
  from events where position >= $1 order by position limit $2
"""
COUNTS: Final = """
select partition_hash % $3::integer as partition, count(*) as messages
  from events where position > $1 and position <= $2 group by 1
"""
AT_POSITIONS: Final = """
select position, event_id from events where position = any($1::bigint[])
"""
_COUNTED_AT_A_TIME: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stretch of the log after `after`: rows of position, event_id, key, partition_hash and
    message, without holes; empty at the log's end.
    """

    after: int
    rows: Sequence[asyncpg.Record]
    is_level: bool


class RelayPages:
    """Reads the log through a pool whose search path is its schema."""

    def __init__(self, pool: Pool, limit: int) -> None:
        self._pool = pool
        self._limit = limit

    async def after(self, position: int, event_id: UUID | None) -> Stored:
        """What follows; AnotherLog where our last event is not there any more, HoleInLog."""
        rows = await self._pool.fetch(PAGE, position, self._limit + 1)
        found = len(rows)
        if position:
            if not rows or rows[0]["position"] != position or rows[0]["event_id"] != event_id:
                raise AnotherLog("the event that was sent last is not in the log")
            del rows[0]
        # Positions are distinct and sorted, so their span tells whether one is missing.
        if rows and (rows[0]["position"], rows[-1]["position"]) != (
            position + 1,
            position + len(rows),
        ):
            raise HoleInLog(f"a position is missing after {position}")
        return Stored(after=position, rows=rows, is_level=found <= self._limit)

    async def counts(self, up_to: int, partitions: int) -> tuple[int, ...]:
        """How many messages each partition has at positions 1 to `up_to`."""
        counts = [0] * partitions
        for start in range(0, up_to, _COUNTED_AT_A_TIME):
            end = min(start + _COUNTED_AT_A_TIME, up_to)
            for row in await self._pool.fetch(COUNTS, start, end, partitions):
                counts[row["partition"]] += row["messages"]
        return tuple(counts)

    async def events_at(self, positions: Sequence[int]) -> dict[int, UUID]:
        """The events at those positions; what the log does not have is left out."""
        rows = await self._pool.fetch(AT_POSITIONS, list(positions))
        return {row["position"]: row["event_id"] for row in rows}
