"""Each kind of limit gives the date that was counted by hand in the comment above it."""

from datetime import date, timedelta

import pytest

from shared.deadlines import Direction, StandingKind, Unit, standing, start, stop
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, STAGE_1, timescale

FORWARD = [
    # Easter: Mo 11 Apr 2022 | Tu 1 We 2 Th 3 Good Friday | Easter Monday Tu 4 We 5 Th 6 Fr 7 |
    # Mo 8 Tu 9 We 27 Apr 10, Th 11 Fr 12 | bank holiday Tu 13 We 14 Th 15 Fr 16 | Mo 17 Tu 18
    # We 19 Th 12 May 20.
    (Unit.WORKING_DAYS, 10, date(2022, 4, 11), date(2022, 4, 27)),
    (Unit.WORKING_DAYS, 20, date(2022, 4, 11), date(2022, 5, 12)),
    # Th 14 Apr 2022 | Good Friday | Easter Monday Tu 1 We 2 Th 21 Apr 3.
    (Unit.WORKING_DAYS, 3, date(2022, 4, 14), date(2022, 4, 21)),
    # Christmas: Th 22 Dec 2022 | Fr 1 | Mo and Tu holidays We 2 Th 3 Fr 4 | Mo holiday Tu 5 We 6
    # Th 7 Fr 8 | Mo 9 Tu 10 Jan 2023 10.
    (Unit.WORKING_DAYS, 3, date(2022, 12, 22), date(2022, 12, 29)),
    (Unit.WORKING_DAYS, 10, date(2022, 12, 22), date(2023, 1, 10)),
    # ... We 11 Th 12 Fr 13 | Mo 14 to Fr 18 | Mo 19 Tu 24 Jan 20.
    (Unit.WORKING_DAYS, 20, date(2022, 12, 22), date(2023, 1, 24)),
    # 28 days are four weeks, holidays or not; so are 4 weeks.
    (Unit.CALENDAR_DAYS, 28, date(2022, 12, 5), date(2023, 1, 2)),
    (Unit.WEEKS, 4, date(2022, 12, 5), date(2023, 1, 2)),
    (Unit.WEEKS, 16, date(2022, 4, 4), date(2022, 7, 25)),
    # Months keep the day, or take the last of a shorter month.
    (Unit.CALENDAR_MONTHS, 3, date(2022, 4, 11), date(2022, 7, 11)),
    (Unit.CALENDAR_MONTHS, 1, date(2023, 1, 31), date(2023, 2, 28)),
    (Unit.CALENDAR_MONTHS, 1, date(2024, 1, 31), date(2024, 2, 29)),
    (Unit.CALENDAR_MONTHS, 2, date(2023, 1, 31), date(2023, 3, 31)),
    (Unit.CALENDAR_MONTHS, 3, date(2022, 11, 30), date(2023, 2, 28)),
    (Unit.CALENDAR_MONTHS, 6, date(2023, 8, 31), date(2024, 2, 29)),
    (Unit.CALENDAR_MONTHS, 12, date(2024, 2, 29), date(2025, 2, 28)),
    (Unit.CALENDAR_MONTHS, 1, date(2022, 12, 31), date(2023, 1, 31)),
]

BACKWARD = [
    # Review Th 28 Apr 2022 | We 1 Tu 2 Mo 3 | Fr 4 Th 5 We 6 Tu 7, Easter Monday | Good Friday
    # Th 8 We 9 Tu 12 Apr 10.
    (Unit.WORKING_DAYS, 10, date(2022, 4, 28), date(2022, 4, 12)),
    # Conference Tu 19 Apr 2022 | Easter Monday | Good Friday Th 1 We 13 Apr 2.
    (Unit.WORKING_DAYS, 2, date(2022, 4, 19), date(2022, 4, 13)),
    # 1 March 2024 follows 29 February; 15 days before is 15 February.
    (Unit.CALENDAR_DAYS, 15, date(2024, 3, 1), date(2024, 2, 15)),
    (Unit.CALENDAR_DAYS, 20, date(2023, 1, 10), date(2022, 12, 21)),
    (Unit.WEEKS, 2, date(2022, 4, 28), date(2022, 4, 14)),
    (Unit.CALENDAR_MONTHS, 1, date(2023, 3, 31), date(2023, 2, 28)),
]


@pytest.mark.parametrize(("unit", "limit", "on", "due"), FORWARD)
def test_a_forward_limit_ends_on_the_day_counted_by_hand(
    unit: Unit, limit: int, on: date, due: date
) -> None:
    clock = start(timescale(unit, limit), clock=CLOCK, on=on, calendar=CALENDAR)
    assert (clock.due, clock.original_due) == (due, due)


@pytest.mark.parametrize(("unit", "limit", "on", "due"), BACKWARD)
def test_a_backward_limit_ends_on_the_day_counted_by_hand(
    unit: Unit, limit: int, on: date, due: date
) -> None:
    before = timescale(unit, limit, direction=Direction.BACKWARD)
    clock = start(before, clock=CLOCK, on=on, calendar=CALENDAR)
    assert (clock.due, clock.original_due) == (due, due)


@pytest.mark.parametrize(("unit", "limit", "on", "due"), FORWARD)
def test_the_day_before_the_day_and_the_day_after(
    unit: Unit, limit: int, on: date, due: date
) -> None:
    clock = start(timescale(unit, limit), clock=CLOCK, on=on, calendar=CALENDAR)
    yesterday, tomorrow = due - timedelta(days=1), due + timedelta(days=1)

    assert standing(clock, on=yesterday, calendar=CALENDAR).kind is StandingKind.IN_TIME
    assert standing(clock, on=due, calendar=CALENDAR).kind is StandingKind.IN_TIME
    assert standing(clock, on=tomorrow, calendar=CALENDAR).kind is StandingKind.LATE

    kinds = [
        standing(
            stop(clock, on=day, calendar=CALENDAR), on=date(2028, 1, 4), calendar=CALENDAR
        ).kind
        for day in (yesterday, due, tomorrow)
    ]
    assert kinds == [StandingKind.MET, StandingKind.MET, StandingKind.MISSED]


@pytest.mark.parametrize(("unit", "limit", "on", "due"), BACKWARD)
def test_the_day_before_the_day_and_the_day_after_a_backward_limit(
    unit: Unit, limit: int, on: date, due: date
) -> None:
    before = timescale(unit, limit, direction=Direction.BACKWARD)
    clock = start(before, clock=CLOCK, on=on, calendar=CALENDAR)
    stopped = [stop(clock, on=due + timedelta(days=days), calendar=CALENDAR) for days in (-1, 0, 1)]
    kinds = [standing(each, on=on, calendar=CALENDAR).kind for each in stopped]
    assert kinds == [StandingKind.MET, StandingKind.MET, StandingKind.MISSED]
    assert stopped[1].taken == limit
    assert (stopped[2].taken or 0) < limit


def test_a_window_is_met_between_its_two_ends_only() -> None:
    # Removal on Mo 4 Apr 2022: 4 weeks are Mo 2 May, 6 weeks are Mo 16 May.
    window = timescale(Unit.WEEKS, 6, direction=Direction.WINDOW, earliest=4)
    clock = start(window, clock=CLOCK, on=date(2022, 4, 4), calendar=CALENDAR)
    assert (clock.not_before, clock.due) == (date(2022, 5, 2), date(2022, 5, 16))
    kinds = {
        day: standing(stop(clock, on=day, calendar=CALENDAR), on=day, calendar=CALENDAR).kind
        for day in (
            date(2022, 5, 1),
            date(2022, 5, 2),
            date(2022, 5, 3),
            date(2022, 5, 15),
            date(2022, 5, 16),
            date(2022, 5, 17),
        )
    }
    assert [day.isoformat() for day, kind in kinds.items() if kind is StandingKind.MET] == [
        "2022-05-02",
        "2022-05-03",
        "2022-05-15",
        "2022-05-16",
    ]


def test_an_authoritys_own_limit_takes_the_place_of_the_catalogues() -> None:
    # Mo 11 Apr 2022 | Tu 1 We 13 Apr 2.
    clock = start(STAGE_1, clock=CLOCK, on=date(2022, 4, 11), calendar=CALENDAR, limit=2)
    assert (clock.limit, clock.local_limit, clock.due) == (2, True, date(2022, 4, 13))
