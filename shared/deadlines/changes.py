"""Everything that can happen to a clock. Each function is pure: a clock in, its next state out.

Each gives the clock a new revision, says what changed and with which cause (a short code), and
names the calendar edition it counted in. All raise OutsideCalendar where a date cannot be known,
WrongKindOfTime for a date where the clock runs in hours (or the reverse), and otherwise the
members of CannotChangeClock that they name.
"""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from shared.deadlines.cannot_change import ClockNotOpen, ClockNotStopped, ExtensionNotLonger
from shared.deadlines.checks import (
    check_kind,
    check_open,
    check_stop_after_start,
)
from shared.deadlines.clock import Clock, ClockChange, ClockState, open_state
from shared.deadlines.dates import changed, dated
from shared.deadlines.elapsed import as_utc
from shared.deadlines.pause import ended_by
from shared.deadlines.timescale import Timescale
from shared.working_days import WorkingDayCalendar


def start(
    timescale: Timescale,
    *,
    clock: UUID,
    calendar: WorkingDayCalendar,
    on: date | None = None,
    at: datetime | None = None,
    limit: int | None = None,
) -> Clock:
    """A running clock from the day `on`, or for elapsed hours from the instant `at`.

    `limit` is an authority's own in place of the catalogue's. For a backward clock the start is
    the anchor that the act must precede.
    """
    check_kind(timescale.unit, on, at)
    chosen = timescale.limit if limit is None else limit
    started = Clock(
        clock=clock,
        timescale=timescale.code,
        title=timescale.title,
        unit=timescale.unit,
        direction=timescale.direction,
        limit=chosen,
        original_limit=chosen,
        local_limit=limit is not None,
        earliest=timescale.earliest,
        rule=timescale.rule,
        starts=timescale.starts,
        starts_from=on,
        starts_from_at=None if at is None else as_utc(at),
        calendar=calendar.edition,
    )
    return dated(started, calendar)


def extend(
    clock: Clock, *, limit: int, calendar: WorkingDayCalendar, cause: str = "extension"
) -> Clock:
    """The open clock with a longer `limit`, counted from the same start.

    Whether the rule permits that limit, and once more, is `Timescale.extension`'s to say.
    Raises ClockNotOpen or ExtensionNotLonger.
    """
    check_open(clock)
    if limit <= clock.original_limit:
        raise ExtensionNotLonger(f"{limit} is not longer than {clock.original_limit}")
    return changed(replace(clock, limit=limit), ClockChange.MOVED, cause, calendar)


def move(
    clock: Clock,
    *,
    calendar: WorkingDayCalendar,
    cause: str,
    on: date | None = None,
    at: datetime | None = None,
) -> Clock:
    """The open clock from another anchor, because that itself moved (a review put off).

    A date that was recorded wrongly is corrected instead. Raises ClockNotOpen.
    """
    check_open(clock)
    check_kind(clock.unit, on, at)
    moved = replace(clock, starts_from=on, starts_from_at=None if at is None else as_utc(at))
    return changed(moved, ClockChange.MOVED, cause, calendar)


def recount(clock: Clock, *, calendar: WorkingDayCalendar, cause: str) -> Clock:
    """The open clock counted in another calendar edition; itself where no date of it moves.

    Raises ClockNotOpen: what a stopped clock was due by is not changed by a later calendar.
    """
    check_open(clock)
    recounted = changed(clock, ClockChange.MOVED, cause, calendar)
    same = (recounted.due, recounted.original_due) == (clock.due, clock.original_due)
    return clock if same else recounted


def stop(
    clock: Clock,
    *,
    calendar: WorkingDayCalendar,
    on: date | None = None,
    at: datetime | None = None,
    cause: str | None = None,
) -> Clock:
    """The clock stopped by the act it waited for, in time or late.

    A pause that lasted ended with it. Raises ClockNotOpen or StopBeforeStart.
    """
    check_open(clock)
    check_kind(clock.unit, on, at)
    stopped = replace(
        clock,
        state=ClockState.STOPPED,
        stopped=on,
        stopped_at=None if at is None else as_utc(at),
    )
    check_stop_after_start(stopped)
    return changed(stopped, ClockChange.STOPPED, cause, calendar)


def reopen(clock: Clock, *, calendar: WorkingDayCalendar, cause: str) -> Clock:
    """The stopped or cancelled clock running again from its old start, as if it had never ended.

    Raises ClockNotStopped.
    """
    if clock.is_open:
        raise ClockNotStopped(f"the clock is {clock.state}")
    reopened = replace(clock, state=open_state(clock.pauses), stopped=None, stopped_at=None)
    return changed(reopened, ClockChange.REOPENED, cause, calendar)


def cancel(clock: Clock, *, cause: str) -> Clock:
    """The clock without a duty any more: it is neither met nor missed. Its dates stay to be read.

    A stopped clock can be cancelled too, where it should never have run. Raises ClockNotOpen for
    one that is cancelled already.
    """
    if clock.state is ClockState.CANCELLED:
        raise ClockNotOpen("the clock is cancelled")
    return replace(
        clock,
        state=ClockState.CANCELLED,
        stopped=None,
        stopped_at=None,
        taken=None,
        pauses=ended_by(clock.pauses, clock.stopped),
        revision=clock.revision + 1,
        change=ClockChange.CANCELLED,
        cause=cause,
    )
