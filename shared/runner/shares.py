"""Slots shared among processes: each takes its part of those that are free, and gives up the rest.

Each slot is leased by itself, with an epoch of its own. Who takes part is known by a row for each
process, so that one that starts later is given its part too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from shared.event_store.store import Checkpoint
from shared.runner.connection import Lent
from shared.runner.lease import Fenced
from shared.runner.progress import Progress

ATTEND: Final = """
insert into reading_processes as p (name, source, owner, seen_until)
values ($1, $2, $3, clock_timestamp() + $4::interval)
on conflict (name, source, owner) do update set seen_until = excluded.seen_until
"""
LEAVE: Final = """
delete from reading_processes
where name = $1 and source = $2 and (owner = $3 or seen_until < clock_timestamp() - interval '1 h')
"""
TAKING_PART: Final = """
select owner from reading_processes
where name = $1 and source = $2 and seen_until > clock_timestamp() order by owner
"""
LOCK_OURS: Final = """
select 1 from readers where name = $1 and source = $2 and owner = $3 order by partition for update
"""
RENEW: Final = """
update readers r
set lease_until = clock_timestamp() + $4::interval, head = greatest(r.head, $5::bigint),
    level_at = case when r.read_to >= greatest(r.head, $5::bigint) and $5::bigint is not null
               then clock_timestamp() else r.level_at end
from unnest($6::int[], $7::bigint[]) as held (partition, epoch)
where r.name = $1 and r.source = $2 and r.owner = $3
  and r.partition = held.partition and r.epoch = held.epoch
returning r.partition
"""
TAKE: Final = """
update readers r
set owner = $3, epoch = r.epoch + 1, lease_until = clock_timestamp() + $4::interval
from (
    select partition from readers
    where name = $1 and source = $2 and partition <> all($6::int[])
      and (lease_until is null or lease_until < clock_timestamp() or owner = $3 or owner is null)
    order by partition limit $5
    for update skip locked
) as free
where r.name = $1 and r.source = $2 and r.partition = free.partition
returning r.partition, r.epoch
"""
RELEASE: Final = """
update readers r set owner = null, lease_until = clock_timestamp()
from unnest($3::int[], $4::bigint[]) as held (partition, epoch)
where r.name = $1 and r.source = $2 and r.partition = held.partition and r.epoch = held.epoch
"""
HOLD: Final = """
select r.partition, r.log_id, r.position, r.event_id, r.read_to, r.head, r.next_offset, r.counted,
       r.ahead, r.refused, r.recorded_at
from readers r join unnest($3::int[], $4::bigint[]) as held (partition, epoch)
  on r.partition = held.partition and r.epoch = held.epoch
where r.name = $1 and r.source = $2 order by r.partition for update of r
"""
ADVANCE: Final = """
update readers r
set log_id = n.log_id, position = n.position, event_id = n.event_id, read_to = n.read_to,
    head = greatest(r.head, n.head, n.read_to), next_offset = n.next_offset, counted = n.counted,
    ahead = string_to_array(n.ahead, ',')::bigint[], refused = n.refused,
    recorded_at = coalesce(n.recorded_at, r.recorded_at), halted = null,
    read_at = clock_timestamp(), lease_until = clock_timestamp() + $3::interval,
    level_at = case when n.read_to >= greatest(r.head, n.head) then clock_timestamp()
               else r.level_at end
from unnest($4::int[], $5::uuid[], $6::bigint[], $7::uuid[], $8::bigint[], $9::bigint[],
            $10::bigint[], $11::bigint[], $12::text[], $13::bigint[], $14::timestamptz[])
  as n (partition, log_id, position, event_id, read_to, head, next_offset, counted, ahead, refused,
        recorded_at)
where r.name = $1 and r.source = $2 and r.partition = n.partition
"""
FURTHEST: Final = """
select log_id, position, event_id from readers
where name = $1 and source = $2 and log_id is not null order by position desc limit 1
"""
HALT: Final = """
update readers r set halted = $5
from unnest($3::int[], $4::bigint[]) as held (partition, epoch)
where r.name = $1 and r.source = $2 and r.partition = held.partition and r.epoch = held.epoch
"""

Epochs = Mapping[int, int]
"""The slots that are held, by partition, each with the epoch of its lease."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Which source is read, for what, by whom; a lease is longer than any wait between renewals."""

    name: str
    source: str
    owner: UUID
    slots: int
    lease: timedelta

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.source


async def take_part(
    connection: Lent, sharing: Sharing, held: Epochs, *, head: int | None
) -> dict[int, int]:
    """The slots that are ours from now on: those held and still ours, less or more some.

    Renews the leases, and says how far the log is known to reach. A slot that somebody else took
    while we were away is left out.
    """
    key, owner, lease = sharing.key, sharing.owner, sharing.lease
    async with connection.transaction():
        await connection.execute(ATTEND, *key, owner, lease)
        # We are one of them, also where the lease ended while the database was asked.
        others = {row["owner"] for row in await connection.fetch(TAKING_PART, *key)} | {owner}
        await connection.fetch(LOCK_OURS, *key, owner)
        rows = await connection.fetch(
            RENEW, *key, owner, lease, head, list(held), list(held.values())
        )
        ours = {row["partition"]: held[row["partition"]] for row in rows}
        share = share_of(sharing.slots, len(others), sorted(others).index(owner))
        surplus = sorted(ours)[share:]
        if surplus:
            await _release(connection, sharing, {slot: ours.pop(slot) for slot in surplus})
        elif len(ours) < share:
            taken = await connection.fetch(TAKE, *key, owner, lease, share - len(ours), list(ours))
            ours |= {row["partition"]: row["epoch"] for row in taken}
    return ours


def share_of(slots: int, processes: int, rank: int) -> int:
    """How many slots the process of this rank has, so that all have as many, but for one."""
    return slots // processes + (rank < slots % processes)


async def hold_all(connection: Lent, sharing: Sharing, held: Epochs) -> dict[int, Progress]:
    """Locks the rows of these slots to the end of the transaction and says how far they are.

    Fenced where one of them is somebody else's now.
    """
    rows = await connection.fetch(HOLD, *sharing.key, list(held), list(held.values()))
    if len(rows) != len(held):
        raise Fenced(sharing.source)
    return {
        row["partition"]: Progress(
            ahead=frozenset(row["ahead"]),
            **{name: row[name] for name in row.keys() if name not in {"partition", "ahead"}},  # noqa: SIM118
        )
        for row in rows
    }


async def advance_all(connection: Lent, sharing: Sharing, reached: Mapping[int, Progress]) -> None:
    """Writes how far these slots are, in the transaction that holds their rows."""
    slots = list(reached.values())
    await connection.execute(
        ADVANCE,
        *sharing.key,
        sharing.lease,
        list(reached),
        [one.log_id for one in slots],
        [one.position for one in slots],
        [one.event_id for one in slots],
        [one.read_to for one in slots],
        [one.head for one in slots],
        [one.next_offset for one in slots],
        [one.counted for one in slots],
        [",".join(map(str, sorted(one.ahead))) for one in slots],
        [one.refused for one in slots],
        [one.recorded_at for one in slots],
    )


async def furthest(connection: Lent, sharing: Sharing) -> Checkpoint | None:
    """The furthest place in the log that any slot knows, whoever reads it."""
    row = await connection.fetchrow(FURTHEST, *sharing.key)
    return None if row is None else Checkpoint(**dict(row))


async def leave(
    connection: Lent, sharing: Sharing, held: Epochs, *, halted: str | None = None
) -> None:
    """Gives everything up at once, so that nobody waits for our leases to end.

    `halted` is why nothing is read from these slots any more, said in their rows.
    """
    async with connection.transaction():
        # In order, as whoever holds the whole source does: an update alone takes them in any.
        await connection.execute(LOCK_OURS, *sharing.key, sharing.owner)
        if halted is not None:
            await connection.execute(HALT, *sharing.key, list(held), list(held.values()), halted)
        await _release(connection, sharing, held)
        await connection.execute(LEAVE, *sharing.key, sharing.owner)


async def _release(connection: Lent, sharing: Sharing, held: Epochs) -> None:
    await connection.execute(RELEASE, *sharing.key, list(held), list(held.values()))
