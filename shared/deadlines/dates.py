"""Every date of a clock follows from its start, its limits, its pauses and its stop.

That is why the order in which corrections, extensions and pauses were recorded never matters.
"""

from dataclasses import replace
from datetime import date, datetime

from shared.deadlines.clock import Clock, ClockChange
from shared.deadlines.counting import due_after, due_before, notice_given, units_begun
from shared.deadlines.elapsed import HOUR, hours_begun, whole_hours
from shared.deadlines.pause import ended_by
from shared.deadlines.units import Direction
from shared.working_days import WorkingDayCalendar


def dated(clock: Clock, calendar: WorkingDayCalendar) -> Clock:
    """The clock with its dates and what it took, counted again in `calendar`, which it then names.

    Raises OutsideCalendar.
    """
    if clock.starts_from is not None:
        return _in_days(clock, clock.starts_from, calendar)
    if clock.starts_from_at is not None:
        return _in_hours(clock, clock.starts_from_at, calendar)
    raise ValueError(f"clock {clock.clock} starts from nothing")


def changed(
    clock: Clock, change: ClockChange, cause: str | None, calendar: WorkingDayCalendar
) -> Clock:
    """The clock's next revision: its dates counted again, with what changed and why."""
    again = dated(clock, calendar)
    return replace(again, revision=clock.revision + 1, change=change, cause=cause)


def _in_days(clock: Clock, start: date, calendar: WorkingDayCalendar) -> Clock:
    pauses = ended_by(clock.pauses, clock.stopped)

    def due(limit: int) -> date:
        if clock.direction is Direction.BACKWARD:
            return due_before(start, limit, unit=clock.unit, calendar=calendar)
        return due_after(start, limit, unit=clock.unit, calendar=calendar, pauses=pauses)

    def took(stopped: date) -> int:
        if clock.direction is Direction.BACKWARD:
            return notice_given(stopped, start, unit=clock.unit, calendar=calendar)
        return units_begun(start, stopped, unit=clock.unit, calendar=calendar, pauses=pauses)

    return replace(
        clock,
        calendar=calendar.edition,
        due=due(clock.limit),
        original_due=due(clock.original_limit),
        not_before=None if clock.earliest is None else due(clock.earliest),
        taken=None if clock.stopped is None else took(clock.stopped),
    )


def _in_hours(clock: Clock, start: datetime, calendar: WorkingDayCalendar) -> Clock:
    backward = clock.direction is Direction.BACKWARD

    def due(limit: int) -> datetime:
        return start - limit * HOUR if backward else start + limit * HOUR

    def took(stopped: datetime) -> int:
        return whole_hours(stopped, start) if backward else hours_begun(start, stopped)

    return replace(
        clock,
        calendar=calendar.edition,
        due_at=due(clock.limit),
        original_due_at=due(clock.original_limit),
        not_before_at=None if clock.earliest is None else due(clock.earliest),
        taken=None if clock.stopped_at is None else took(clock.stopped_at),
    )
