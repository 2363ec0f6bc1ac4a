"""A clock on a case: one duty, its dates, and how it came to have them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.deadlines.pause import Pause, lasting
from shared.deadlines.units import Direction, Unit


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class ClockChange(StrEnum):
    """What the latest revision of a clock did to it."""

    STARTED = "started"
    MOVED = "moved"
    CORRECTED = "corrected"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The full present state of a clock: plain data, so that an event can hold it.

    A clock of whole days has London dates (`starts_from`, `due`, `original_due`, `stopped`); one
    of elapsed hours has UTC instants (the same names with `_at`), and the others are None. `due`
    is inclusive. `original_due` is the due date without extension, from the present start, with
    the same pauses. `starts` says, in a clause after "when", what the start date is the date of.

    `limit` is the present limit in `unit`, `original_limit` the one without extension, and
    `local_limit` whether an authority set it in place of the catalogue's. `earliest` and
    `not_before` open a window. `taken`, once stopped, is the number of the unit in which the act
    fell (see `counting.taken`); for a backward clock, the whole units of notice given.

    `revision` counts from 1; `cause` is a short code of why the latest `change` was made.
    """

    clock: UUID
    timescale: str
    title: str
    unit: Unit
    direction: Direction = Direction.FORWARD
    limit: int
    original_limit: int
    local_limit: bool = False
    earliest: int | None = None
    rule: str
    starts: str
    starts_from: date | None = None
    due: date | None = None
    original_due: date | None = None
    not_before: date | None = None
    stopped: date | None = None
    starts_from_at: datetime | None = None
    due_at: datetime | None = None
    original_due_at: datetime | None = None
    not_before_at: datetime | None = None
    stopped_at: datetime | None = None
    calendar: str
    state: ClockState = ClockState.RUNNING
    taken: int | None = None
    pauses: tuple[Pause, ...] = ()
    revision: int = 1
    change: ClockChange = ClockChange.STARTED
    cause: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the duty is still to be done."""
        return self.state in {ClockState.RUNNING, ClockState.PAUSED}

    @property
    def is_extended(self) -> bool:
        return self.limit != self.original_limit


def open_state(pauses: tuple[Pause, ...]) -> ClockState:
    """The state of a clock whose duty is still to be done: paused while a pause lasts."""
    return ClockState.RUNNING if lasting(pauses) is None else ClockState.PAUSED
