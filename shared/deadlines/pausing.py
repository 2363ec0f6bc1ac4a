"""Pausing a clock: only where its timescale says so, which by default it does not.

A pause is an entry in a ledger. The due date is counted from the whole ledger each time, so
pauses that are told late, or in another order, give the same date.
"""

from dataclasses import replace
from datetime import date

from shared.deadlines.cannot_change import (
    AlreadyPaused,
    NotPaused,
    PauseBeforeStart,
    PauseNotAllowed,
)
from shared.deadlines.checks import check_kind, check_open
from shared.deadlines.clock import Clock, ClockChange, ClockState
from shared.deadlines.dates import changed
from shared.deadlines.pause import Pause, in_order, lasting
from shared.deadlines.timescale import Timescale
from shared.working_days import WorkingDayCalendar


def pause(
    clock: Clock, timescale: Timescale, *, on: date, reason: str, calendar: WorkingDayCalendar
) -> Clock:
    """The clock paused: `on` is the first day that is not counted. `reason` is a code.

    The due date stays until the clock is resumed. A pause that begins after the due date is kept,
    but moves nothing. Raises PauseNotAllowed, ClockNotOpen, AlreadyPaused or PauseBeforeStart.
    """
    if not timescale.may_pause:
        raise PauseNotAllowed(f"{timescale.code} does not pause")
    check_open(clock)
    check_kind(clock.unit, on, None)
    if clock.state is ClockState.PAUSED:
        raise AlreadyPaused("a pause lasts already")
    if clock.starts_from is not None and on < clock.starts_from:
        raise PauseBeforeStart(f"paused on {on}, starts from {clock.starts_from}")
    ledger = in_order((*clock.pauses, Pause(paused_on=on, reason=reason)))
    paused = replace(clock, state=ClockState.PAUSED, pauses=ledger)
    return changed(paused, ClockChange.PAUSED, reason, calendar)


def resume(
    clock: Clock, *, on: date, calendar: WorkingDayCalendar, cause: str | None = None
) -> Clock:
    """The clock running again: `on` is the first day that is counted again.

    The due date is later by the units that the pause took out. Raises NotPaused, or ValueError
    where `on` is before the pause began.
    """
    last = lasting(clock.pauses)
    if clock.state is not ClockState.PAUSED or last is None:
        raise NotPaused(f"the clock is {clock.state}")
    ended = (replace(p, resumed_on=on) if p is last else p for p in clock.pauses)
    resumed = replace(clock, state=ClockState.RUNNING, pauses=in_order(ended))
    return changed(resumed, ClockChange.RESUMED, cause, calendar)
