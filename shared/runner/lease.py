"""Who may read a slot now, and how far it has been read: one row, fenced by its epoch.

All times are the database's. A reader that was paused beyond its lease and wakes finds another
epoch, and its transaction is undone.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from shared.event_store.store import Checkpoint
from shared.runner.connection import Lent
from shared.runner.feed import Slot
from shared.runner.slots import cut_into
from shared.runner.source import Page

ACQUIRE: Final = """
update readers
set owner = $4, epoch = epoch + 1, lease_until = clock_timestamp() + $5::interval
where name = $1 and source = $2 and partition = $3
  and (lease_until is null or lease_until < clock_timestamp() or owner = $4)
returning epoch
"""
HOLD: Final = """
select epoch, log_id, position, event_id, read_to
from readers where name = $1 and source = $2 and partition = $3 and epoch = $4
for update
"""
ADVANCE: Final = """
update readers
set log_id = $5, position = $6, event_id = $7, read_to = $8::bigint,
    head = greatest($9::bigint, $8::bigint),
    recorded_at = coalesce($10::timestamptz, recorded_at), read_at = clock_timestamp(),
    halted = null, next_offset = null, counted = null, ahead = '{}',
    level_at = case when $11::boolean then clock_timestamp() else level_at end,
    lease_until = clock_timestamp() + $12::interval
where name = $1 and source = $2 and partition = $3 and epoch = $4 and position = $13
"""
HALT: Final = """
update readers set halted = $5
where name = $1 and source = $2 and partition = $3 and epoch = $4
"""
RELEASE: Final = """
update readers set lease_until = clock_timestamp(), owner = null
where name = $1 and source = $2 and partition = $3 and epoch = $4
"""


class Fenced(Exception):
    """Somebody else reads this slot now, or has read on: whatever we held is undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which slot of which source is read, for what, by whom."""

    name: str
    source: str
    slot: Slot
    owner: UUID
    lease: timedelta = timedelta(seconds=15)

    @property
    def key(self) -> tuple[str, str, int]:
        return self.name, self.source, self.slot.partition


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far the slot was read: the last message of its own, and the log's position seen."""

    checkpoint: Checkpoint | None
    position: int
    read_to: int


async def enrol(connection: Lent, reading: Reading) -> None:
    """Makes the rows of the source's slots where there are none; SlotsHeld."""
    await cut_into(connection, reading.name, reading.source, reading.slot.of)


async def acquire(connection: Lent, reading: Reading) -> int | None:
    """The epoch of our lease, or None while somebody else holds the slot."""
    epoch: int | None = await connection.fetchval(
        ACQUIRE, *reading.key, reading.owner, reading.lease
    )
    return epoch


async def hold(connection: Lent, reading: Reading, epoch: int) -> Place:
    """Locks the slot's row to the end of the transaction and says how far it is; Fenced."""
    row = await connection.fetchrow(HOLD, *reading.key, epoch)
    if row is None:
        raise Fenced(reading.source)
    return Place(
        checkpoint=Checkpoint(
            log_id=row["log_id"], position=row["position"], event_id=row["event_id"]
        )
        if row["log_id"]
        else None,
        position=row["position"],
        read_to=row["read_to"],
    )


async def advance(
    connection: Lent, reading: Reading, epoch: int, *, place: Place, page: Page
) -> None:
    """Moves the checkpoint past the page, if it still stands where we read on from; Fenced."""
    last = page.deliveries[-1] if page.deliveries else None
    before = place.checkpoint
    done = await connection.execute(
        ADVANCE,
        *reading.key,
        epoch,
        page.log_id,
        last.position if last else place.position,
        last.event_id if last else (before.event_id if before else None),
        max(page.read_to, place.read_to),
        page.head,
        last.recorded_at if last else None,
        page.is_level,
        reading.lease,
        place.position,
    )
    if done != "UPDATE 1":
        raise Fenced(reading.source)


async def halt(connection: Lent, reading: Reading, epoch: int, reason: str) -> None:
    """Says in the slot's row why nothing is read from it any more."""
    await connection.execute(HALT, *reading.key, epoch, reason)


async def release(connection: Lent, reading: Reading, epoch: int) -> None:
    """Lets the next one read at once, without waiting for the lease to end."""
    await connection.execute(RELEASE, *reading.key, epoch)
