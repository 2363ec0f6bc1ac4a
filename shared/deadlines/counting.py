"""Counting whole-day units over a calendar and a ledger of pauses. Day 0 is the start.

Every function raises OutsideCalendar where it would need a day that the calendar does not hold,
and ValueError for elapsed hours, which are counted between instants (`elapsed.py`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, assert_never

from shared.deadlines.counted_days import CountedDays
from shared.deadlines.months import add_months, months_begun, whole_months, whole_months_before
from shared.deadlines.pause import Pause
from shared.deadlines.units import Unit
from shared.working_days import WorkingDayCalendar

DAYS_IN_WEEK: Final = 7


def due_after(
    start: date, limit: int, *, unit: Unit, calendar: WorkingDayCalendar, pauses: Sequence[Pause]
) -> date:
    """The last day of the `limit`-th unit after `start`; paused days are not counted."""
    days = _counted_days(unit, calendar, pauses)
    match unit:
        case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS:
            return days.nth_after(start, limit)
        case Unit.WEEKS:
            return days.nth_after(start, limit * DAYS_IN_WEEK)
        case Unit.CALENDAR_MONTHS:
            return days.nth_after(start, (add_months(start, limit) - start).days)
        case Unit.ELAPSED_HOURS:
            raise _hours_are_not_days()
        case _:
            assert_never(unit)


def due_before(anchor: date, limit: int, *, unit: Unit, calendar: WorkingDayCalendar) -> date:
    """The last day that leaves `limit` whole units until `anchor`."""
    match unit:
        case Unit.WORKING_DAYS:
            return calendar.nth_before(anchor, limit)
        case Unit.CALENDAR_DAYS:
            return anchor - timedelta(days=limit)
        case Unit.WEEKS:
            return anchor - timedelta(weeks=limit)
        case Unit.CALENDAR_MONTHS:
            return add_months(anchor, -limit)
        case Unit.ELAPSED_HOURS:
            raise _hours_are_not_days()
        case _:
            assert_never(unit)


def units_begun(
    start: date, end: date, *, unit: Unit, calendar: WorkingDayCalendar, pauses: Sequence[Pause]
) -> int:
    """The number of the unit after `start` that `end` falls in; 0 on the start day or before.

    It is the smallest number whose unit ends on `end` or later, so that something was done within
    a limit exactly when what it took is no more than the limit. A Saturday belongs to the working
    day that follows it: an act on the Saturday after the tenth working day took eleven.
    """
    if end <= start:
        return 0
    days = _counted_days(unit, calendar, pauses)
    begun = days.count_after(start, through=end) + (0 if days.counts(end) else 1)
    match unit:
        case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS:
            return begun
        case Unit.WEEKS:
            return -(-begun // DAYS_IN_WEEK)
        case Unit.CALENDAR_MONTHS:
            return months_begun(start, start + timedelta(days=begun))
        case Unit.ELAPSED_HOURS:
            raise _hours_are_not_days()
        case _:
            assert_never(unit)


def units_left(
    start: date, due: date, *, unit: Unit, calendar: WorkingDayCalendar, pauses: Sequence[Pause]
) -> int:
    """Whole units after `start`, up to and including `due`; 0 if `due` is not later.

    On a Saturday with the due date on Monday one working day is left; on the Monday none is.
    """
    if due <= start:
        return 0
    left = _counted_days(unit, calendar, pauses).count_after(start, through=due)
    match unit:
        case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS:
            return left
        case Unit.WEEKS:
            return left // DAYS_IN_WEEK
        case Unit.CALENDAR_MONTHS:
            return whole_months(start, start + timedelta(days=left))
        case Unit.ELAPSED_HOURS:
            raise _hours_are_not_days()
        case _:
            assert_never(unit)


def notice_given(done: date, anchor: date, *, unit: Unit, calendar: WorkingDayCalendar) -> int:
    """The most whole units before `anchor` that `done` leaves; 0 on the anchor's day or later."""
    if done >= anchor:
        return 0
    match unit:
        case Unit.WORKING_DAYS:
            between = calendar.count_after(done, through=anchor)
            return between + calendar.is_working_day(done) - calendar.is_working_day(anchor)
        case Unit.CALENDAR_DAYS:
            return (anchor - done).days
        case Unit.WEEKS:
            return (anchor - done).days // DAYS_IN_WEEK
        case Unit.CALENDAR_MONTHS:
            return whole_months_before(anchor, done)
        case Unit.ELAPSED_HOURS:
            raise _hours_are_not_days()
        case _:
            assert_never(unit)


def _counted_days(unit: Unit, calendar: WorkingDayCalendar, pauses: Sequence[Pause]) -> CountedDays:
    working = unit is Unit.WORKING_DAYS
    return CountedDays(calendar=calendar if working else None, pauses=pauses)


def _hours_are_not_days() -> ValueError:
    return ValueError("elapsed hours are counted between instants")
