"""Where a clock stands on a day: in time, due soon, late; or met, missed, cancelled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.clock import london_date, london_end_of_day
from shared.deadlines.clock import Clock, ClockState
from shared.deadlines.counting import units_begun, units_left
from shared.deadlines.elapsed import as_utc, hours_begun, whole_hours
from shared.deadlines.pause import Pause, ended_by, lasting
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


def standing(
    clock: Clock, *, on: date | datetime, calendar: WorkingDayCalendar, due_soon: int = 0
) -> Standing:
    """The clock's standing on the London day, or at the aware instant, `on`.

    A clock of days takes an instant's London date; a clock of hours takes the end of a day. An
    act that came later than `on` has not happened yet. `due_soon` is how many units before the
    due date a warning begins (0: no warning). Raises OutsideCalendar.
    """
    if clock.state is ClockState.CANCELLED:
        return Standing(kind=StandingKind.CANCELLED)
    if clock.due is not None:
        return _in_days(clock, clock.due, _day(on), calendar, due_soon)
    if clock.due_at is not None:
        return _in_hours(clock, clock.due_at, _instant(on), due_soon)
    raise ValueError(f"clock {clock.clock} has no due date")


def _in_days(
    clock: Clock, due: date, on: date, calendar: WorkingDayCalendar, due_soon: int
) -> Standing:
    done = clock.stopped if clock.stopped is not None and clock.stopped <= on else None
    day = _held(clock, due, on) if done is None else done
    pauses = ended_by(clock.pauses, clock.stopped)
    left = units_left(day, due, unit=clock.unit, calendar=calendar, pauses=pauses)
    over = units_begun(due, day, unit=clock.unit, calendar=calendar, pauses=())
    early = done is not None and clock.not_before is not None and done < clock.not_before
    return _standing(done=done is not None, early=early, left=left, over=over, due_soon=due_soon)


def _in_hours(clock: Clock, due: datetime, on: datetime, due_soon: int) -> Standing:
    done = clock.stopped_at if clock.stopped_at is not None and clock.stopped_at <= on else None
    at = on if done is None else done
    left, over = whole_hours(at, due), hours_begun(due, at)
    early = done is not None and clock.not_before_at is not None and done < clock.not_before_at
    return _standing(done=done is not None, early=early, left=left, over=over, due_soon=due_soon)


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


def _held(clock: Clock, due: date, on: date) -> date:
    """The day up to which an open clock has run: one that is paused in time stands still."""
    last: Pause | None = lasting(clock.pauses)
    if last is None or clock.stopped is not None or last.paused_on > due:
        return on
    return min(on, last.paused_on)


def _day(on: date | datetime) -> date:
    return london_date(on) if isinstance(on, datetime) else on


def _instant(on: date | datetime) -> datetime:
    return as_utc(on) if isinstance(on, datetime) else london_end_of_day(on)
