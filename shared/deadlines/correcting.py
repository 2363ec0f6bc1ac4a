"""Putting right what was recorded wrongly about a clock, whether it runs or has long stopped."""

from dataclasses import replace
from datetime import date, datetime

from shared.deadlines.cannot_change import ClockNotStopped
from shared.deadlines.checks import check_not_other_kind, check_stop_after_start
from shared.deadlines.clock import Clock, ClockChange, ClockState, open_state
from shared.deadlines.dates import changed
from shared.deadlines.elapsed import as_utc
from shared.deadlines.pause import Pause, in_order
from shared.deadlines.timescale import Timescale
from shared.working_days import WorkingDayCalendar


def correct(
    clock: Clock,
    timescale: Timescale,
    *,
    calendar: WorkingDayCalendar,
    cause: str,
    starts_from: date | None = None,
    stopped: date | None = None,
    starts_from_at: datetime | None = None,
    stopped_at: datetime | None = None,
    pauses: tuple[Pause, ...] | None = None,
    limit: int | None = None,
) -> Clock:
    """The clock with what was recorded wrongly put right; what is None stays as it was.

    `timescale` is the version in force on the corrected start: its words and its limit apply,
    but an authority's own limit and an extension stay. `limit` is the authority's own where its
    policy had another on the corrected start. A stopped clock stays stopped, a cancelled one
    cancelled. Raises ClockNotStopped where there is no stop to correct, or StopBeforeStart.
    """
    check_not_other_kind(clock.unit, (starts_from, stopped), (starts_from_at, stopped_at))
    if (stopped or stopped_at) and clock.state is not ClockState.STOPPED:
        raise ClockNotStopped(f"the clock is {clock.state}")
    ledger = clock.pauses if pauses is None else in_order(pauses)
    corrected = replace(
        _under(clock, timescale, limit),
        state=open_state(ledger) if clock.is_open else clock.state,
        starts_from=starts_from or clock.starts_from,
        stopped=stopped or clock.stopped,
        starts_from_at=as_utc(starts_from_at) if starts_from_at else clock.starts_from_at,
        stopped_at=as_utc(stopped_at) if stopped_at else clock.stopped_at,
        pauses=ledger,
    )
    check_stop_after_start(corrected)
    return changed(corrected, ClockChange.CORRECTED, cause, calendar)


def _under(clock: Clock, timescale: Timescale, limit: int | None) -> Clock:
    kept = clock.original_limit if clock.local_limit else timescale.limit
    base = kept if limit is None else limit
    return replace(
        clock,
        timescale=timescale.code,
        title=timescale.title,
        rule=timescale.rule,
        starts=timescale.starts,
        earliest=timescale.earliest,
        original_limit=base,
        local_limit=clock.local_limit or limit is not None,
        limit=clock.limit if clock.is_extended else base,
    )
