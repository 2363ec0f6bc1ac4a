"""Pausing: refused by default; where it is allowed, the ledger decides and not the order of it."""

from datetime import date
from itertools import permutations

import pytest

from shared.deadlines import (
    AlreadyPaused,
    Clock,
    ClockChange,
    ClockNotOpen,
    ClockState,
    NotPaused,
    Pause,
    PauseBeforeStart,
    PauseNotAllowed,
    StandingKind,
    Unit,
    cancel,
    correct,
    extend,
    pause,
    reopen,
    resume,
    standing,
    start,
    stop,
)
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, PAUSABLE, STAGE_1, timescale

# Mo 5 Sep 2022 | Tu 6 is 1, We 2 Th 3 Fr 4 | Mo 12 is 5, Tu 6 We 7 Th 8 Fr 9 | Mo 19 holiday,
# Tu 20 is 10.
RECEIVED = date(2022, 9, 5)
TEN_DAYS = date(2022, 9, 20)


def started() -> Clock:
    return start(PAUSABLE, clock=CLOCK, on=RECEIVED, calendar=CALENDAR)


def paused(on: date = date(2022, 9, 8)) -> Clock:
    return pause(started(), PAUSABLE, on=on, reason="advocate-being-found", calendar=CALENDAR)


def test_by_default_a_clock_does_not_pause() -> None:
    with pytest.raises(PauseNotAllowed):
        pause(started(), STAGE_1, on=date(2022, 9, 8), reason="meeting", calendar=CALENDAR)


def test_a_paused_clock_keeps_its_date_until_it_is_resumed() -> None:
    clock = paused()
    assert (clock.state, clock.change, clock.cause) == (
        ClockState.PAUSED,
        ClockChange.PAUSED,
        "advocate-being-found",
    )
    assert clock.due == TEN_DAYS


def test_a_resumed_clock_is_later_by_the_working_days_that_were_paused() -> None:
    # Paused Th 8, Fr 9 | Mo 12 and Tu 13; running again on We 14: four working days.
    # Tu 6 is 1, We 7 is 2 | We 14 is 3, Th 4 Fr 5 | Tu 20 is 6, We 7 Th 8 Fr 9 | Mo 26 Sep is 10.
    clock = resume(paused(), on=date(2022, 9, 14), calendar=CALENDAR)
    assert (clock.due, clock.original_due) == (date(2022, 9, 26), date(2022, 9, 26))
    assert (clock.state, clock.change) == (ClockState.RUNNING, ClockChange.RESUMED)
    assert clock.pauses == (
        Pause(
            paused_on=date(2022, 9, 8),
            resumed_on=date(2022, 9, 14),
            reason="advocate-being-found",
        ),
    )


@pytest.mark.parametrize(
    ("resumed_on", "due"),
    [
        # Resumed on the day it was paused: nothing was paused.
        (date(2022, 9, 8), TEN_DAYS),
        # One working day: We 21 Sep.
        (date(2022, 9, 9), date(2022, 9, 21)),
        # Over the weekend only Th 8 and Fr 9 were paused: Th 22 Sep.
        (date(2022, 9, 10), date(2022, 9, 22)),
        (date(2022, 9, 11), date(2022, 9, 22)),
        (date(2022, 9, 12), date(2022, 9, 22)),
        # Over the holiday too: Th 8 Fr 9 | Mo 12 to Fr 16 are seven, so Th 29 Sep.
        (date(2022, 9, 19), date(2022, 9, 29)),
        (date(2022, 9, 20), date(2022, 9, 29)),
    ],
)
def test_only_working_days_that_were_paused_count(resumed_on: date, due: date) -> None:
    assert resume(paused(), on=resumed_on, calendar=CALENDAR).due == due


def test_paused_on_its_due_day_a_clock_is_due_when_it_runs_again() -> None:
    clock = resume(paused(TEN_DAYS), on=date(2022, 9, 23), calendar=CALENDAR)
    assert clock.due == date(2022, 9, 23)


def test_paused_on_its_due_day_a_clock_stays_in_time() -> None:
    stands = standing(paused(TEN_DAYS), on=date(2022, 10, 31), calendar=CALENDAR)
    assert (stands.kind, stands.units_over) == (StandingKind.IN_TIME, 0)


def test_a_stop_told_for_a_day_before_the_pause_takes_the_pause_out() -> None:
    # We 7 Sep is the second working day.
    clock = stop(paused(), on=date(2022, 9, 7), calendar=CALENDAR)
    assert (clock.taken, clock.due) == (2, TEN_DAYS)


def test_a_pause_after_the_due_date_mends_nothing() -> None:
    clock = paused(date(2022, 9, 21))
    assert standing(clock, on=date(2022, 9, 28), calendar=CALENDAR).kind is StandingKind.LATE
    assert resume(clock, on=date(2022, 9, 28), calendar=CALENDAR).due == TEN_DAYS


def test_while_it_is_paused_a_clock_stands_still() -> None:
    clock = paused()
    # On Th 8 Sep: Fr 9 | Mo 12 to Fr 16 | Tu 20 are 7 working days to come.
    now = standing(clock, on=date(2022, 9, 8), calendar=CALENDAR)
    later = standing(clock, on=date(2022, 12, 1), calendar=CALENDAR)
    assert (now.kind, now.units_left) == (StandingKind.IN_TIME, 7)
    assert later == now


def test_a_stop_ends_the_pause() -> None:
    # Th 8 to We 14 were five working days, so Th 15 is only the third that counts.
    clock = stop(paused(), on=date(2022, 9, 15), calendar=CALENDAR)
    assert (clock.state, clock.taken) == (ClockState.STOPPED, 3)
    assert clock.due == date(2022, 9, 27)
    assert standing(clock, on=date(2022, 9, 15), calendar=CALENDAR).kind is StandingKind.MET


def test_a_corrected_stop_ends_the_pause_where_it_now_stands() -> None:
    clock = stop(paused(), on=date(2022, 9, 15), calendar=CALENDAR)
    moved = correct(clock, PAUSABLE, calendar=CALENDAR, cause="sent", stopped=date(2022, 9, 20))
    back = correct(moved, PAUSABLE, calendar=CALENDAR, cause="sent", stopped=date(2022, 9, 15))
    assert moved.taken == 3
    assert (back.due, back.taken) == (clock.due, clock.taken)


def test_reopened_it_is_paused_as_it_was() -> None:
    clock = stop(paused(), on=date(2022, 9, 15), calendar=CALENDAR)
    assert reopen(clock, calendar=CALENDAR, cause="sent-in-error").state is ClockState.PAUSED


def test_cancelled_it_keeps_the_pause_that_the_stop_ended() -> None:
    clock = cancel(stop(paused(), on=date(2022, 9, 15), calendar=CALENDAR), cause="not-ours")
    assert [entry.resumed_on for entry in clock.pauses] == [date(2022, 9, 15)]
    assert reopen(clock, calendar=CALENDAR, cause="reopened").state is ClockState.RUNNING


def test_a_clock_is_paused_once_at_a_time() -> None:
    with pytest.raises(AlreadyPaused):
        pause(paused(), PAUSABLE, on=date(2022, 9, 9), reason="other", calendar=CALENDAR)


def test_only_a_paused_clock_is_resumed() -> None:
    with pytest.raises(NotPaused):
        resume(started(), on=date(2022, 9, 14), calendar=CALENDAR)


def test_a_stopped_clock_is_not_paused() -> None:
    clock = stop(started(), on=date(2022, 9, 15), calendar=CALENDAR)
    with pytest.raises(ClockNotOpen):
        pause(clock, PAUSABLE, on=date(2022, 9, 16), reason="other", calendar=CALENDAR)


def test_a_pause_begins_no_earlier_than_the_clock() -> None:
    with pytest.raises(PauseBeforeStart):
        paused(date(2022, 9, 4))


def test_a_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        resume(paused(), on=date(2022, 9, 7), calendar=CALENDAR)


def test_a_correction_of_the_ledger_is_a_correction_of_the_date() -> None:
    clock = resume(paused(), on=date(2022, 9, 14), calendar=CALENDAR)
    none = correct(clock, PAUSABLE, calendar=CALENDAR, cause="never-paused", pauses=())
    assert (none.due, none.pauses, none.state) == (TEN_DAYS, (), ClockState.RUNNING)
    lasting = correct(
        none,
        PAUSABLE,
        calendar=CALENDAR,
        cause="still-paused",
        pauses=(Pause(paused_on=date(2022, 9, 8), reason="other"),),
    )
    assert lasting.state is ClockState.PAUSED
    two = (
        Pause(paused_on=date(2022, 9, 8), reason="other"),
        Pause(paused_on=date(2022, 9, 9), reason="other"),
    )
    with pytest.raises(ValueError, match="one pause"):
        correct(none, PAUSABLE, calendar=CALENDAR, cause="twice", pauses=two)


def test_pause_extension_and_correction_commute() -> None:
    def held(clock: Clock) -> Clock:
        shut = pause(clock, PAUSABLE, on=date(2022, 9, 8), reason="other", calendar=CALENDAR)
        return resume(shut, on=date(2022, 9, 14), calendar=CALENDAR)

    def longer(clock: Clock) -> Clock:
        return extend(clock, limit=15, calendar=CALENDAR)

    def earlier(clock: Clock) -> Clock:
        on = date(2022, 9, 1)
        return correct(clock, PAUSABLE, calendar=CALENDAR, cause="received", starts_from=on)

    ends = set()
    for first, second, third in permutations((held, longer, earlier)):
        clock = third(second(first(started())))
        ends.add((clock.starts_from, clock.due, clock.original_due))
    # Th 1 Sep 2022 | Fr 2 is 1 | Mo 2 Tu 3 We 4, paused Th 8 to Tu 13, We 14 is 5, Th 6 Fr 7 |
    # Tu 20 is 8, We 9 Th 22 is 10, Fr 11 | Mo 12 Tu 13 We 14 Th 29 is 15.
    assert ends == {(date(2022, 9, 1), date(2022, 9, 29), date(2022, 9, 22))}


def test_days_and_weeks_and_months_are_later_by_the_calendar_days_that_were_paused() -> None:
    # Each would be due on Mo 3 Oct 2022 (28 days, 4 weeks) or We 5 Oct (1 month); six days more.
    for unit, limit, due in (
        (Unit.CALENDAR_DAYS, 28, date(2022, 10, 9)),
        (Unit.WEEKS, 4, date(2022, 10, 9)),
        (Unit.CALENDAR_MONTHS, 1, date(2022, 10, 11)),
    ):
        rule = timescale(unit, limit, may_pause=True)
        clock = start(rule, clock=CLOCK, on=RECEIVED, calendar=CALENDAR)
        shut = pause(clock, rule, on=date(2022, 9, 8), reason="other", calendar=CALENDAR)
        assert resume(shut, on=date(2022, 9, 14), calendar=CALENDAR).due == due
