"""How far a log is relayed, and what stands in the way: read from the relay's row and the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.runner import Pool

SECONDS_TO_MOVE: Final = 60.0

STATE: Final = """
select r.log_id, r.position, r.event_id, coalesce(e.head, 0) as head, r.epoch, r.sent,
       coalesce(r.lease_until > clock_timestamp(), false) as is_led, r.waiting, r.halted,
       extract(epoch from clock_timestamp() - r.level_at)::float8 as since_level,
       extract(epoch from clock_timestamp() - greatest(r.moved_at, r.level_at))::float8
         as since_moved,
       (select count(*) from relay_left_out) as left_out
  from relay r left join (select max(position) as head from events) e on true
"""
LEFT_OUT: Final = """
select position, stream_id, event_id, bytes, reason, left_out_at
  from relay_left_out where position > $1 order by position limit $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayState:
    """`position` is up to where everything was acknowledged, `head` the log's last.

    `seconds_behind` is the time since the relay was last level with the log, 0 while it is, None if
    it never was; `seconds_without_progress` that since it last moved or was level. `sent` counts
    messages that were acknowledged, those that were sent again too. `waiting` is a code for what
    it waits for, `halted` one for why it does not go on. `left_out` counts messages that the broker
    refuses.
    """

    log_id: UUID | None
    position: int
    event_id: UUID | None
    head: int
    epoch: int
    sent: int
    is_led: bool
    waiting: str | None
    halted: str | None
    seconds_behind: float | None
    seconds_without_progress: float | None
    left_out: int

    @property
    def behind(self) -> int:
        """Events of the log that are not acknowledged yet."""
        return max(0, self.head - self.position)

    @property
    def is_stalled(self) -> bool:
        """Whether something is to be sent, and for a minute nothing was."""
        quiet = self.seconds_without_progress
        return self.behind > 0 and (quiet is None or quiet > SECONDS_TO_MOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A message that is not on the topic; readers have it from the feed."""

    position: int
    stream_id: UUID
    event_id: UUID
    bytes: int
    reason: str
    left_out_at: datetime


async def relay_state(pool: Pool) -> RelayState:
    row = await pool.fetchrow(STATE)
    assert row is not None, "the migration made the row"
    told = dict(row)
    since_level, since_moved = told.pop("since_level"), told.pop("since_moved")
    is_level = told["position"] >= told["head"]
    return RelayState(
        **told,
        seconds_behind=0.0 if is_level else since_level,
        seconds_without_progress=since_moved,
    )


async def left_out(pool: Pool, *, after: int, limit: int) -> tuple[LeftOut, ...]:
    """Those after position `after`, in log order."""
    return tuple(LeftOut(**dict(row)) for row in await pool.fetch(LEFT_OUT, after, limit))
