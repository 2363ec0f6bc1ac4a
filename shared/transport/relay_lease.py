"""Who relays a log now, and up to where: one row, fenced by its epoch, on the database's time.

A relay that was paused beyond its lease and wakes finds another epoch: what it had in flight may
still reach the topic, where readers drop it, but its checkpoint is refused and it stops.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from shared.event_store.store import Checkpoint
from shared.runner import Fenced, Pool

ACQUIRE: Final = """
update relay set owner = $1, epoch = epoch + 1, lease_until = clock_timestamp() + $2::interval
where lease_until is null or lease_until < clock_timestamp() or owner = $1
returning epoch
"""
PLACE: Final = (
    "select log_id, position, event_id, counts from relay where owner = $1 and epoch = $2"
)
# A checkpoint that is lost with the database's memory costs some messages sent twice, so it need
# not wait for the disk, which the appends need more.
_NOT_FORCED: Final = "set_config('synchronous_commit', 'off', true) is not null"
ADVANCE: Final = f"""
update relay
set log_id = $3, position = $4, event_id = $5, counts = $6, sent = sent + $7::bigint,
    moved_at = clock_timestamp(), waiting = null, halted = null,
    level_at = case when $8::boolean then clock_timestamp() else level_at end,
    lease_until = clock_timestamp() + $9::interval
where owner = $1 and epoch = $2 and position = $10 and {_NOT_FORCED}
"""  # noqa: S608 - a constant of ours
KEEP: Final = f"""
update relay
set lease_until = clock_timestamp() + $3::interval, waiting = $5,
    halted = null,
    level_at = case when $4::boolean then clock_timestamp() else level_at end
where owner = $1 and epoch = $2 and {_NOT_FORCED}
"""  # noqa: S608 - a constant of ours
WAITING: Final = "update relay set waiting = $3 where owner = $1 and epoch = $2"
HALT: Final = "update relay set halted = $3 where owner = $1 and epoch = $2"
RELEASE: Final = """
update relay set lease_until = clock_timestamp(), owner = null where owner = $1 and epoch = $2
"""
LEAVE_OUT: Final = """
insert into relay_left_out (position, stream_id, event_id, bytes, reason)
select position, stream_id, event_id, octet_length(message), $2 from events where position = $1
on conflict (position) do nothing
"""
LEFT_OUT_AFTER: Final = "select position from relay_left_out where position > $1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Up to where the log was sent and acknowledged; `counts` are the messages of each partition
    up to there.
    """

    position: int = 0
    event_id: UUID | None = None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """A step from a place to another; `sent` counts messages that were acknowledged meanwhile."""

    before: int
    after: Place
    sent: int
    is_level: bool


class RelayLease:
    """The row as one relay holds it. Every method but `acquire` raises Fenced once it is lost."""

    def __init__(self, pool: Pool, owner: UUID, lasts: timedelta) -> None:
        self._pool = pool
        self._owner = owner
        self.lasts = lasts
        self.epoch = 0

    async def acquire(self) -> bool:
        """Whether the lease is ours now; False while somebody else holds it."""
        epoch = await self._pool.fetchval(ACQUIRE, self._owner, self.lasts)
        if epoch is None:
            return False
        self.epoch = epoch
        return True

    async def place(self) -> tuple[Checkpoint | None, tuple[int, ...]]:
        """The checkpoint, None before the first, and the counts that belong to it."""
        row = await self._pool.fetchrow(PLACE, self._owner, self.epoch)
        if row is None:
            raise Fenced("relay")
        checkpoint = (
            Checkpoint(log_id=row["log_id"], position=row["position"], event_id=row["event_id"])
            if row["log_id"]
            else None
        )
        return checkpoint, tuple(row["counts"])

    async def advance(self, log_id: UUID, step: Advanced) -> None:
        """Moves the checkpoint, if it still stands where we went on from."""
        await self._must(
            ADVANCE,
            log_id,
            step.after.position,
            step.after.event_id,
            list(step.after.counts),
            step.sent,
            step.is_level,
            self.lasts,
            step.before,
        )

    async def keep(self, *, is_level: bool, waiting: str | None) -> None:
        """Renews the lease, and says what is waited for, if anything."""
        await self._must(KEEP, self.lasts, is_level, waiting)

    async def say_waiting(self, waiting: str) -> None:
        await self._must(WAITING, waiting)

    async def halt(self, reason: str) -> None:
        """Says in the row why nothing more is sent."""
        await self._must(HALT, reason)

    async def release(self) -> None:
        """Lets the next one relay at once, without waiting for the lease to end."""
        await self._pool.execute(RELEASE, self._owner, self.epoch)

    async def leave_out(self, position: int, reason: str) -> None:
        """Remembers that this message is not on the topic, and why."""
        await self._pool.execute(LEAVE_OUT, position, reason)

    async def left_out_after(self, position: int) -> frozenset[int]:
        """The positions after `position` that the broker has refused before."""
        rows = await self._pool.fetch(LEFT_OUT_AFTER, position)
        return frozenset(row["position"] for row in rows)

    async def _must(self, statement: str, *values: object) -> None:
        done = await self._pool.execute(statement, self._owner, self.epoch, *values)
        if done != "UPDATE 1":
            raise Fenced("relay")
