"""Where a clock stands on a day, counted in its own unit."""

from datetime import UTC, date, datetime

import pytest

from shared.deadlines import (
    Clock,
    ClockState,
    Duty,
    StandingKind,
    Unit,
    extend,
    standing,
    standing_of,
    start,
    stop,
)
from shared.working_days import OutsideCalendar
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, STAGE_1, timescale

# Mo 11 Apr 2022 | Tu 1 We 2 Th 3 Good Friday | Easter Monday Tu 4 We 5 Th 6 Fr 7 | Mo 8 Tu 9
# We 27 Apr 10, Th 11 Fr 12 | bank holiday Tu 3 May 13.
RECEIVED = date(2022, 4, 11)


def started() -> Clock:
    return start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("on", "kind", "left", "over"),
    [
        (date(2022, 4, 11), StandingKind.IN_TIME, 10, 0),
        (date(2022, 4, 14), StandingKind.IN_TIME, 7, 0),
        (date(2022, 4, 17), StandingKind.IN_TIME, 7, 0),
        (date(2022, 4, 18), StandingKind.IN_TIME, 7, 0),
        (date(2022, 4, 21), StandingKind.IN_TIME, 4, 0),
        (date(2022, 4, 22), StandingKind.DUE_SOON, 3, 0),
        (date(2022, 4, 26), StandingKind.DUE_SOON, 1, 0),
        (date(2022, 4, 27), StandingKind.DUE_SOON, 0, 0),
        (date(2022, 4, 28), StandingKind.LATE, 0, 1),
        (date(2022, 4, 29), StandingKind.LATE, 0, 2),
        (date(2022, 4, 30), StandingKind.LATE, 0, 3),
        (date(2022, 5, 2), StandingKind.LATE, 0, 3),
        (date(2022, 5, 3), StandingKind.LATE, 0, 3),
        (date(2022, 5, 4), StandingKind.LATE, 0, 4),
    ],
)
def test_an_open_clock_in_working_days(on: date, kind: StandingKind, left: int, over: int) -> None:
    stands = standing(started(), on=on, calendar=CALENDAR, due_soon=3)
    assert (stands.kind, stands.units_left, stands.units_over) == (kind, left, over)


def test_without_a_warning_the_due_day_is_in_time() -> None:
    assert standing(started(), on=date(2022, 4, 27), calendar=CALENDAR).kind is (
        StandingKind.IN_TIME
    )


def test_a_met_clock_tells_how_early_and_a_missed_one_how_late() -> None:
    early = stop(started(), on=date(2022, 4, 22), calendar=CALENDAR)
    late = stop(started(), on=date(2022, 5, 4), calendar=CALENDAR)
    far = date(2023, 1, 1)
    assert standing(early, on=far, calendar=CALENDAR).units_left == 3
    assert standing(late, on=far, calendar=CALENDAR).units_over == 4


def test_an_act_that_came_later_had_not_happened_yet() -> None:
    clock = stop(started(), on=date(2022, 5, 4), calendar=CALENDAR)
    kinds = [
        standing(clock, on=date(2022, month, day), calendar=CALENDAR).kind
        for month, day in ((4, 27), (4, 28), (5, 3), (5, 4))
    ]
    assert kinds == [
        StandingKind.IN_TIME,
        StandingKind.LATE,
        StandingKind.LATE,
        StandingKind.MISSED,
    ]


def test_an_extended_clock_is_judged_by_its_extended_date() -> None:
    clock = extend(started(), limit=20, calendar=CALENDAR)
    late_for_ten = stop(clock, on=date(2022, 5, 4), calendar=CALENDAR)
    assert standing(late_for_ten, on=date(2022, 5, 4), calendar=CALENDAR).kind is (StandingKind.MET)


@pytest.mark.parametrize(
    ("unit", "limit", "on", "left", "over"),
    [
        # From Mo 5 Dec 2022: 28 days and 4 weeks end on Mo 2 Jan 2023, one month on Th 5 Jan.
        (Unit.CALENDAR_DAYS, 28, date(2022, 12, 31), 2, 0),
        (Unit.CALENDAR_DAYS, 28, date(2023, 1, 5), 0, 3),
        (Unit.WEEKS, 4, date(2022, 12, 13), 2, 0),
        (Unit.WEEKS, 4, date(2023, 1, 3), 0, 1),
        (Unit.WEEKS, 4, date(2023, 1, 9), 0, 1),
        (Unit.WEEKS, 4, date(2023, 1, 10), 0, 2),
        (Unit.CALENDAR_MONTHS, 3, date(2022, 12, 4), 3, 0),
        (Unit.CALENDAR_MONTHS, 3, date(2022, 12, 5), 3, 0),
        (Unit.CALENDAR_MONTHS, 3, date(2022, 12, 6), 2, 0),
        (Unit.CALENDAR_MONTHS, 3, date(2022, 12, 31), 2, 0),
        (Unit.CALENDAR_MONTHS, 1, date(2023, 1, 6), 0, 1),
        (Unit.CALENDAR_MONTHS, 1, date(2023, 2, 6), 0, 2),
    ],
)
def test_distances_are_in_the_clocks_own_unit(
    unit: Unit, limit: int, on: date, left: int, over: int
) -> None:
    clock = start(timescale(unit, limit), clock=CLOCK, on=date(2022, 12, 5), calendar=CALENDAR)
    stands = standing(clock, on=on, calendar=CALENDAR)
    assert (stands.units_left, stands.units_over) == (left, over)


@pytest.mark.parametrize(
    ("unit", "on", "taken"),
    [
        # From Mo 5 Dec 2022.
        (Unit.CALENDAR_DAYS, date(2022, 12, 25), 20),
        (Unit.WEEKS, date(2022, 12, 11), 1),
        (Unit.WEEKS, date(2022, 12, 12), 1),
        (Unit.WEEKS, date(2022, 12, 13), 2),
        (Unit.CALENDAR_MONTHS, date(2023, 1, 4), 1),
        (Unit.CALENDAR_MONTHS, date(2023, 1, 5), 1),
        (Unit.CALENDAR_MONTHS, date(2023, 1, 6), 2),
        (Unit.CALENDAR_MONTHS, date(2022, 12, 5), 0),
    ],
)
def test_what_it_took_is_the_number_of_the_unit_it_fell_in(
    unit: Unit, on: date, taken: int
) -> None:
    clock = start(timescale(unit, 60), clock=CLOCK, on=date(2022, 12, 5), calendar=CALENDAR)
    assert stop(clock, on=on, calendar=CALENDAR).taken == taken


def test_an_instant_is_taken_as_its_london_day() -> None:
    # 23:30 UTC on the due day is 0:30 on the next day in London's summer.
    due = datetime(2022, 4, 27, 22, 59, tzinfo=UTC)
    past = datetime(2022, 4, 27, 23, 30, tzinfo=UTC)
    assert standing(started(), on=due, calendar=CALENDAR).kind is StandingKind.IN_TIME
    assert standing(started(), on=past, calendar=CALENDAR).kind is StandingKind.LATE


def test_a_reader_of_messages_comes_to_the_same_standing() -> None:
    clock = stop(started(), on=date(2022, 5, 4), calendar=CALENDAR)
    told = Duty(
        unit=Unit.WORKING_DAYS,
        state=ClockState.STOPPED,
        due=date(2022, 4, 27),
        stopped=date(2022, 5, 4),
    )
    for on in (date(2022, 4, 27), date(2022, 4, 28), date(2022, 5, 4), date(2022, 6, 1)):
        assert standing_of(told, on=on, calendar=CALENDAR) == standing(
            clock, on=on, calendar=CALENDAR
        )


def test_a_day_that_the_calendar_does_not_hold_has_no_standing_in_working_days() -> None:
    with pytest.raises(OutsideCalendar):
        standing(started(), on=date(2033, 1, 1), calendar=CALENDAR)
