"""Where a clock stands on a day: in time, due soon, late; or met, missed, cancelled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.clock import london_date, london_end_of_day
from shared.deadlines.clock import Clock, ClockState
from shared.deadlines.counting import units_begun, units_left
from shared.deadlines.elapsed import as_utc, hours_begun, whole_hours
from shared.deadlines.pause import Pause, ended_by, lasting
from shared.deadlines.units import Unit
from shared.working_days import WorkingDayCalendar


class StandingKind(StrEnum):
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A kind, and the distance to the due date in the clock's own unit; one of the two is 0.

    `units_left` are whole units still to come (0 on the due day). `units_over` counts a begun
    unit as one, so that what is late is at least 1 over: the Saturday after a due Friday is one
    working day over. For a clock that was met or missed both are counted to the day it stopped.
    """

    kind: StandingKind
    units_left: int = 0
    units_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What of a clock decides its standing: all that a reader of messages knows of it.

    `due`, `stopped` and `not_before` are London dates, or UTC instants where the unit is elapsed
    hours. `not_before` is for windows only.
    """

    unit: Unit
    state: ClockState
    due: date | datetime
    stopped: date | datetime | None = None
    not_before: date | datetime | None = None
    pauses: tuple[Pause, ...] = ()


def standing(
    clock: Clock, *, on: date | datetime, calendar: WorkingDayCalendar, due_soon: int = 0
) -> Standing:
    """The clock's standing on the London day, or at the aware instant, `on`; see `standing_of`."""
    due = clock.due or clock.due_at
    if due is None:
        raise ValueError(f"clock {clock.clock} has no due date")
    duty = Duty(
        unit=clock.unit,
        state=clock.state,
        due=due,
        stopped=clock.stopped or clock.stopped_at,
        not_before=clock.not_before or clock.not_before_at,
        pauses=clock.pauses,
    )
    return standing_of(duty, on=on, calendar=calendar, due_soon=due_soon)


def standing_of(
    duty: Duty, *, on: date | datetime, calendar: WorkingDayCalendar, due_soon: int = 0
) -> Standing:
    """The standing on the London day, or at the aware instant, `on`.

    A duty in days takes an instant's London date; one in hours takes the end of a day. An act
    that came later than `on` has not happened yet. `due_soon` is how many units before the due
    date a warning begins (0: no warning). Raises OutsideCalendar.
    """
    if duty.state is ClockState.CANCELLED:
        return Standing(kind=StandingKind.CANCELLED)
    if duty.unit.is_elapsed:
        return _in_hours(duty, _instant(on), due_soon)
    return _in_days(duty, _day(on), calendar, due_soon)


def _in_days(duty: Duty, on: date, calendar: WorkingDayCalendar, due_soon: int) -> Standing:
    due = _day(duty.due)
    stopped = None if duty.stopped is None else _day(duty.stopped)
    done = stopped is not None and stopped <= on
    day = stopped if stopped is not None and done else _held(duty, due, on)
    pauses = ended_by(duty.pauses, stopped)
    left = units_left(day, due, unit=duty.unit, calendar=calendar, pauses=pauses)
    over = units_begun(due, day, unit=duty.unit, calendar=calendar, pauses=())
    early = done and duty.not_before is not None and day < _day(duty.not_before)
    return _standing(done=done, early=early, left=left, over=over, due_soon=due_soon)


def _in_hours(duty: Duty, on: datetime, due_soon: int) -> Standing:
    due = _instant(duty.due)
    stopped = None if duty.stopped is None else _instant(duty.stopped)
    done = stopped is not None and stopped <= on
    at = stopped if stopped is not None and done else on
    left, over = whole_hours(at, due), hours_begun(due, at)
    early = done and duty.not_before is not None and at < _instant(duty.not_before)
    return _standing(done=done, early=early, left=left, over=over, due_soon=due_soon)


def _standing(*, done: bool, early: bool, left: int, over: int, due_soon: int) -> Standing:
    if done:
        kind = StandingKind.MISSED if over or early else StandingKind.MET
    elif over:
        kind = StandingKind.LATE
    elif due_soon and left <= due_soon:
        kind = StandingKind.DUE_SOON
    else:
        kind = StandingKind.IN_TIME
    return Standing(kind=kind, units_left=left, units_over=over)


def _held(duty: Duty, due: date, on: date) -> date:
    """The day up to which an open duty has run: one that is paused in time stands still."""
    last = lasting(duty.pauses)
    if last is None or duty.stopped is not None or last.paused_on > due:
        return on
    return min(on, last.paused_on)


def _day(on: date | datetime) -> date:
    return london_date(on) if isinstance(on, datetime) else on


def _instant(on: date | datetime) -> datetime:
    return as_utc(on) if isinstance(on, datetime) else london_end_of_day(on)
