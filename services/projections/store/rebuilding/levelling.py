"""A generation that is not live brought level with what was kept since its snapshot.

Read by the transaction that kept a message, not by its position: a healed or retried message lies
below positions that were read long before. What the generation has already is dropped by the
case's version, so that a snapshot that is too old costs time and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asyncpg import Record

from services.projections.application.projecting import Projecting
from services.projections.store.generations import numbered
from services.projections.store.rebuilding.outcome import CountsDiffer, PoisonedRebuild
from services.projections.store.writing import ReadModels
from shared.runner import Delivery, Lent, Poison

CHUNK: Final = 2_000
SINCE: Final = """
select source, position, stream_id, version, event_id, recorded_at, body, false as given_up
from messages
where kept_in >= pg_snapshot_xmin($1::text::pg_snapshot)
  and not pg_visible_in_snapshot(kept_in, $1::text::pg_snapshot)
union all
select source, position, stream_id, version, event_id, recorded_at, ''::bytea, true
from parked where name = $2 and skipped_at is not null
order by source, position
"""
BEHIND: Final = """
select m.source, min(m.position) as position
from messages m
join {live}.heads l using (source, stream_id)
left join {made}.heads g using (source, stream_id)
where m.kept_in >= pg_snapshot_xmin($1::text::pg_snapshot)
  and not pg_visible_in_snapshot(m.kept_in, $1::text::pg_snapshot)
  and l.version is distinct from g.version
group by m.source
"""
MISSED: Final = """
select exists (
    select from messages m left join {made}.heads g using (source, stream_id)
    where m.version > coalesce(g.version, 0)
      and not (m.kept_in >= pg_snapshot_xmin($1::text::pg_snapshot)
               and not pg_visible_in_snapshot(m.kept_in, $1::text::pg_snapshot))
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """Brings one generation level; `readers` is the name under which messages were skipped."""

    generation: int
    readers: str

    async def bring_on(self, connection: Lent, seen: str) -> int:
        """Applies what came after the snapshot `seen`, in the caller's transaction.

        Answers how many messages; PoisonedRebuild.
        """
        projection = Projecting(ReadModels(numbered(self.generation), keeps_messages=False))
        applied = 0
        held: list[Record] = []
        async for row in connection.cursor(SINCE, seen, self.readers, prefetch=CHUNK):
            if held and (row["given_up"] or row["source"] != held[0]["source"]):
                applied += await _apply(connection, projection, held)
                held = []
            if row["given_up"]:
                await projection.pass_over(connection, row["source"], _delivery(row))
                continue
            held.append(row)
            if len(held) == CHUNK:
                applied += await _apply(connection, projection, held)
                held = []
        if held:
            applied += await _apply(connection, projection, held)
        return applied

    async def misses(self, connection: Lent, seen: str, made: str) -> bool:
        """Whether the snapshot `seen` claims messages that the generation `made` does not have.

        So it does after the database was restored from a dump: there, transactions are counted
        anew, and what comes now looks older than what was seen.
        """
        missed: bool = await connection.fetchval(MISSED.format(made=made), seen)
        return missed

    async def check(self, connection: Lent, seen: str, live: str, made: str) -> None:
        """Each case that moved since stands where the live generation has it; CountsDiffer."""
        row = await connection.fetchrow(BEHIND.format(live=live, made=made), seen)
        if row is not None:
            raise CountsDiffer(row["source"], row["position"])


async def _apply(connection: Lent, projection: Projecting, rows: Sequence[Record]) -> int:
    source: str = rows[0]["source"]
    deliveries = [_delivery(row) for row in rows]
    try:
        await projection.apply(connection, source, deliveries)
    except Poison as poison:
        raise PoisonedRebuild(source, deliveries[0].position, poison.code) from None
    return len(rows)


def _delivery(row: Record) -> Delivery:
    stream: UUID = row["stream_id"]
    return Delivery(
        position=row["position"],
        event_id=row["event_id"],
        stream_id=stream,
        version=row["version"],
        recorded_at=row["recorded_at"],
        body=row["body"],
    )
