"""What can happen to a clock, and what each change does to its dates."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shared.deadlines import (
    Clock,
    ClockChange,
    ClockNotOpen,
    ClockNotStopped,
    ClockState,
    Direction,
    ExtensionNotLonger,
    StandingKind,
    StopBeforeStart,
    Unit,
    WrongKindOfTime,
    cancel,
    correct,
    extend,
    move,
    recount,
    reopen,
    standing,
    start,
    stop,
)
from shared.working_days import WorkingDayCalendar
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, STAGE_1, timescale

EPOCH = datetime(2022, 4, 11, 9, 30, tzinfo=UTC)
RECEIVED = date(2022, 4, 11)
# Mo 11 Apr 2022 | Tu 1 We 2 Th 3 Good Friday | Easter Monday Tu 4 We 5 Th 6 Fr 7 | Mo 8 Tu 9
# We 27 Apr 10, Th 11 Fr 12 | bank holiday Tu 13 We 14 Th 15 Fr 16 | Mo 17 Tu 10 May 18.
TEN_DAYS = date(2022, 4, 27)
EIGHTEEN_DAYS = date(2022, 5, 10)
# From Mo 4 Apr 2022, a week earlier: Tu 1 We 2 Th 3 Fr 4 | Mo 5
# Tu 6 We 7 Th 8 Good Friday | Easter Monday Tu 9 We 20 Apr 10, Th 11 Fr 12 | Mo 13 Tu 14 We 15
# Th 16 Fr 17 | bank holiday Tu 3 May 18.
EARLIER = date(2022, 4, 4)
TEN_DAYS_FROM_EARLIER = date(2022, 4, 20)
EIGHTEEN_DAYS_FROM_EARLIER = date(2022, 5, 3)


def started() -> Clock:
    return start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR)


def extended() -> Clock:
    return extend(started(), limit=18, calendar=CALENDAR)


def stopped(on: date = date(2022, 4, 26)) -> Clock:
    return stop(started(), on=on, calendar=CALENDAR)


def corrected(clock: Clock, on: date) -> Clock:
    return correct(
        clock, STAGE_1, calendar=CALENDAR, cause="received-date-corrected", starts_from=on
    )


def test_a_started_clock_says_what_it_is_and_where_it_comes_from() -> None:
    clock = started()
    assert (clock.timescale, clock.title, clock.rule) == (
        "complaint.stage-1",
        "Stage 1 response",
        "SI 2006/1738 reg 14",
    )
    assert (clock.starts_from, clock.due, clock.original_due) == (RECEIVED, TEN_DAYS, TEN_DAYS)
    assert (clock.state, clock.change, clock.revision) == (
        ClockState.RUNNING,
        ClockChange.STARTED,
        1,
    )
    assert clock.calendar == "england-2026.1"


def test_an_extension_moves_the_due_date_and_keeps_the_original_one() -> None:
    clock = extended()
    assert (clock.due, clock.original_due, clock.limit) == (EIGHTEEN_DAYS, TEN_DAYS, 18)
    assert (clock.change, clock.cause, clock.revision) == (ClockChange.MOVED, "extension", 2)


def test_an_extension_is_longer_than_the_limit_without_it() -> None:
    with pytest.raises(ExtensionNotLonger):
        extend(started(), limit=10, calendar=CALENDAR)


def test_an_extension_needs_an_open_clock() -> None:
    with pytest.raises(ClockNotOpen):
        extend(stopped(), limit=18, calendar=CALENDAR)


def test_a_corrected_start_moves_the_extended_date_and_the_original_one() -> None:
    clock = corrected(extended(), EARLIER)
    assert (clock.due, clock.original_due) == (EIGHTEEN_DAYS_FROM_EARLIER, TEN_DAYS_FROM_EARLIER)
    assert (clock.change, clock.cause) == (ClockChange.CORRECTED, "received-date-corrected")


def test_a_corrected_start_of_a_stopped_clock_leaves_it_stopped_with_new_dates() -> None:
    # Stopped on Tu 26 Apr, the ninth working day from 11 April and the fourteenth from 4 April.
    clock = corrected(stopped(), EARLIER)
    assert (stopped().taken, clock.taken) == (9, 14)
    assert (clock.state, clock.stopped) == (ClockState.STOPPED, date(2022, 4, 26))
    assert clock.due == TEN_DAYS_FROM_EARLIER
    assert standing(clock, on=clock.stopped or EARLIER, calendar=CALENDAR).kind is (
        StandingKind.MISSED
    )


def test_a_corrected_stop_is_counted_again() -> None:
    clock = correct(
        stopped(), STAGE_1, calendar=CALENDAR, cause="sent-date", stopped=date(2022, 4, 28)
    )
    assert (clock.stopped, clock.taken, clock.due) == (date(2022, 4, 28), 11, TEN_DAYS)


def test_start_and_stop_can_be_corrected_at_once_to_dates_that_cross() -> None:
    clock = stopped(on=date(2022, 4, 12))
    with pytest.raises(StopBeforeStart):
        corrected(clock, date(2022, 4, 13))
    both = correct(
        clock,
        STAGE_1,
        calendar=CALENDAR,
        cause="wrong-letter",
        starts_from=date(2022, 4, 20),
        stopped=date(2022, 4, 22),
    )
    assert (both.starts_from, both.stopped, both.taken) == (
        date(2022, 4, 20),
        date(2022, 4, 22),
        2,
    )


def test_an_open_clock_has_no_stop_to_correct() -> None:
    with pytest.raises(ClockNotStopped):
        correct(started(), STAGE_1, calendar=CALENDAR, cause="sent-date", stopped=date(2022, 4, 26))


def test_a_correction_into_another_version_of_the_rule_takes_its_limit() -> None:
    older = replace(STAGE_1, limit=5, extension=None, rule="An older rule")
    clock = correct(
        started(), older, calendar=CALENDAR, cause="received-date-corrected", starts_from=EARLIER
    )
    # Mo 4 Apr 2022 | Tu 1 We 2 Th 3 Fr 4 | Mo 11 Apr 5.
    assert (clock.limit, clock.due, clock.rule) == (5, RECEIVED, "An older rule")


def test_a_correction_keeps_an_authoritys_own_limit() -> None:
    local = start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR, limit=5)
    assert corrected(local, EARLIER).due == RECEIVED


def test_a_correction_takes_the_limit_an_authority_had_on_the_corrected_start() -> None:
    # Mo 4 Apr 2022 | Tu 1 We 2 Th 3 Fr 8 Apr 4.
    for clock in (
        started(),
        start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR, limit=5),
    ):
        local = correct(
            clock, STAGE_1, calendar=CALENDAR, cause="received", starts_from=EARLIER, limit=4
        )
        assert (local.due, local.limit, local.local_limit) == (date(2022, 4, 8), 4, True)


def test_a_correction_of_an_extended_clock_keeps_the_extension_over_another_own_limit() -> None:
    clock = correct(
        extended(), STAGE_1, calendar=CALENDAR, cause="received", starts_from=EARLIER, limit=5
    )
    assert (clock.due, clock.original_due) == (EIGHTEEN_DAYS_FROM_EARLIER, RECEIVED)


def test_a_clock_of_days_is_not_corrected_by_an_instant() -> None:
    hours = timescale(Unit.ELAPSED_HOURS, 24)
    with pytest.raises(WrongKindOfTime):
        correct(
            start(hours, clock=CLOCK, at=EPOCH, calendar=CALENDAR),
            hours,
            calendar=CALENDAR,
            cause="x",
            starts_from=RECEIVED,
        )


def test_an_act_on_the_day_of_receipt_took_no_day() -> None:
    clock = stopped(on=RECEIVED)
    assert (clock.taken, clock.state) == (0, ClockState.STOPPED)


def test_an_act_on_a_saturday_belongs_to_the_working_day_after_it() -> None:
    # We 27 Apr is the tenth, Th 11, Fr 12, and Sa 30 Apr falls in the thirteenth, Tu 3 May.
    assert stopped(on=date(2022, 4, 30)).taken == 13


def test_an_act_before_the_start_is_refused() -> None:
    with pytest.raises(StopBeforeStart):
        stopped(on=date(2022, 4, 10))


def test_a_clock_stops_once() -> None:
    with pytest.raises(ClockNotOpen):
        stop(stopped(), on=TEN_DAYS, calendar=CALENDAR)


def test_a_reopened_clock_runs_from_its_old_start() -> None:
    clock = reopen(stopped(), calendar=CALENDAR, cause="response-withdrawn")
    assert (clock.state, clock.stopped, clock.taken) == (ClockState.RUNNING, None, None)
    assert (clock.due, clock.change, clock.revision) == (TEN_DAYS, ClockChange.REOPENED, 3)


def test_a_running_clock_cannot_be_reopened() -> None:
    with pytest.raises(ClockNotStopped):
        reopen(started(), calendar=CALENDAR, cause="mistake")


def test_a_cancelled_clock_is_neither_met_nor_missed() -> None:
    clock = cancel(started(), cause="withdrawn")
    assert (clock.state, clock.change, clock.cause, clock.revision) == (
        ClockState.CANCELLED,
        ClockChange.CANCELLED,
        "withdrawn",
        2,
    )
    stands = standing(clock, on=date(2023, 1, 1), calendar=CALENDAR)
    assert (stands.kind, stands.units_left, stands.units_over) == (StandingKind.CANCELLED, 0, 0)


def test_a_cancelled_clock_is_not_changed_but_can_be_reopened_and_corrected() -> None:
    clock = cancel(stopped(), cause="not-a-complaint")
    assert clock.stopped is None
    with pytest.raises(ClockNotOpen):
        cancel(clock, cause="again")
    with pytest.raises(ClockNotOpen):
        stop(clock, on=TEN_DAYS, calendar=CALENDAR)
    assert corrected(clock, EARLIER).state is ClockState.CANCELLED
    assert reopen(clock, calendar=CALENDAR, cause="reopened").state is ClockState.RUNNING


def test_a_review_put_off_moves_what_must_come_before_it() -> None:
    # Ten working days before Th 28 Apr 2022 is Tu 12 Apr (over Easter). One week later, before
    # Th 5 May: We 1 Tu 2, bank holiday | Fr 3 Th 4 We 5 Tu 6 Mo 7 | Fr 8 Th 9 We 20 Apr 10.
    consult = timescale(Unit.WORKING_DAYS, 10, direction=Direction.BACKWARD)
    clock = start(consult, clock=CLOCK, on=date(2022, 4, 28), calendar=CALENDAR)
    moved = move(clock, on=date(2022, 5, 5), calendar=CALENDAR, cause="review-moved")
    assert (clock.due, moved.due) == (date(2022, 4, 12), date(2022, 4, 20))
    assert (moved.change, moved.cause) == (ClockChange.MOVED, "review-moved")


def test_a_stopped_clock_is_not_moved_but_corrected() -> None:
    with pytest.raises(ClockNotOpen):
        move(stopped(), on=EARLIER, calendar=CALENDAR, cause="review-moved")


def test_a_new_edition_moves_an_open_clock_and_leaves_another_alone() -> None:
    extra = WorkingDayCalendar(
        edition="england-extra",
        holidays={**CALENDAR.holidays, date(2022, 4, 26): "A new holiday"},
        first_day=CALENDAR.first_day,
        last_day=CALENDAR.last_day,
    )
    moved = recount(started(), calendar=extra, cause="calendar-edition")
    assert (moved.due, moved.calendar) == (date(2022, 4, 28), "england-extra")
    assert (moved.change, moved.cause) == (ClockChange.MOVED, "calendar-edition")

    later = start(STAGE_1, clock=CLOCK, on=date(2022, 6, 13), calendar=CALENDAR)
    assert recount(later, calendar=extra, cause="calendar-edition") is later
    with pytest.raises(ClockNotOpen):
        recount(stopped(), calendar=extra, cause="calendar-edition")
