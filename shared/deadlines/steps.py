"""The steps by which a clock comes to its date, as data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from shared.deadlines.clock import ClockChange, ClockState
from shared.deadlines.units import Direction, Unit

Moment = date | datetime
"""A London date for a clock of whole days; a UTC instant for one of elapsed hours."""


class NotCountedBecause(StrEnum):
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStep:
    """The rule, with its citation, and the limit that now applies.

    `original_limit` is the limit without extension; `earliest` the first unit of a window.
    """

    step: Literal["rule"] = "rule"
    title: str
    rule: str
    unit: Unit
    direction: Direction
    limit: int
    original_limit: int
    local_limit: bool
    earliest: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStep:
    """Day 0, and what it is the day of: `starts` is a clause after "when"."""

    step: Literal["start"] = "start"
    starts_from: Moment
    starts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCountedStep:
    """One day between the start and the due date that was passed over, and why.

    `why` is the holiday's name, the day of the week, or the code of the pause's reason.
    """

    step: Literal["not-counted"] = "not-counted"
    day: date
    because: NotCountedBecause
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseStep:
    """A pause. `resumed_on`, the first day that counts again, is None while it lasts."""

    step: Literal["pause"] = "pause"
    paused_on: date
    resumed_on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRevision:
    """What one revision of the clock said."""

    limit: int
    starts_from: Moment
    due: Moment
    stopped: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """One change: when this system was told, the cause's code, the words given, before and after.

    `before` is None for the first change that is known.
    """

    step: Literal["change"] = "change"
    revision: int
    change: ClockChange
    cause: str | None
    reason: str | None
    recorded_at: datetime
    before: AtRevision | None
    after: AtRevision


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultStep:
    """What all of it comes to. `in_time` is None until the clock is stopped.

    `units_over` is how many begun units after the due date it was stopped.
    """

    step: Literal["result"] = "result"
    due: Moment
    original_due: Moment
    not_before: Moment | None
    calendar: str
    state: ClockState
    stopped: Moment | None
    taken: int | None
    in_time: bool | None
    units_over: int


Step = RuleStep | StartStep | NotCountedStep | PauseStep | ChangeStep | ResultStep
