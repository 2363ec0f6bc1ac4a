"""Counting working days. Each date below was counted by hand on the calendar in its comment."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.working_days import OutsideCalendar, WorkingDayCalendar, current_edition

CALENDAR = current_edition()
DAYS = st.dates(date(2010, 6, 1), date(2031, 12, 31))
COUNTS = st.integers(0, 70)


@pytest.mark.parametrize(
    ("start", "working_days", "expected"),
    [
        # Easter: Mo 11 Apr 2022 | Tu 1 We 2 Th 3 Good Friday | Easter Monday Tu 4 We 5 Th 6 Fr 7 |
        # Mo 8 Tu 9 We 27 Apr 10.
        (date(2022, 4, 11), 10, date(2022, 4, 27)),
        # ... Th 11 Fr 12 | bank holiday Tu 13 We 14 Th 15 Fr 16 | Mo 17 Tu 18 We 19 Th 12 May 20.
        (date(2022, 4, 11), 20, date(2022, 5, 12)),
        # Christmas on a Sunday: Th 22 Dec 2022 | Fr 1 | Sa Su | Boxing Day, substitute, We 2 Th 3.
        (date(2022, 12, 22), 3, date(2022, 12, 29)),
        # ... Fr 30 Dec 4 | New Year's substitute Tu 5 We 6 Th 7 Fr 8 | Mo 9 Tu 10 Jan 2023 10.
        (date(2022, 12, 22), 10, date(2023, 1, 10)),
        # Christmas on a Saturday: Th 23 Dec 2021 | Fr 1 | Sa Su | two substitutes, We 2 Th 3.
        (date(2021, 12, 23), 3, date(2021, 12, 30)),
        # ... Fr 31 Dec 4 | New Year's substitute on Mo 3, Tu 4 Jan 2022 5.
        (date(2021, 12, 23), 5, date(2022, 1, 4)),
        # Royal wedding: We 20 Apr 2011 | Th 1 Good Friday | Easter Monday Tu 2 We 3 Th 4 wedding |
        # bank holiday Tu 5 We 6 Th 7 Fr 8 | Mo 9 Tu 10 May 10.
        (date(2011, 4, 20), 10, date(2011, 5, 10)),
        # Diamond Jubilee: Th 31 May 2012 | Fr 1 | Mo and Tu holidays, We 2 Th 7 Jun 3.
        (date(2012, 5, 31), 3, date(2012, 6, 7)),
        # Platinum Jubilee: We 1 Jun 2022 | Th and Fr holidays | Mo 1 Tu 2 We 8 Jun 3.
        (date(2022, 6, 1), 3, date(2022, 6, 8)),
        # State funeral: Fr 16 Sep 2022 | Mo holiday Tu 1 We 2 Th 22 Sep 3.
        (date(2022, 9, 16), 3, date(2022, 9, 22)),
        # Coronation: Th 4 May 2023 | Fr 1 | Mo holiday Tu 2 We 10 May 3.
        (date(2023, 5, 4), 3, date(2023, 5, 10)),
        # 13 weeks from Mo 5 Sep 2022 is Mo 5 Dec; one day more for the funeral.
        (date(2022, 9, 5), 65, date(2022, 12, 6)),
        # 5 weeks and the funeral; 6 weeks and the funeral; 9 weeks and the funeral.
        (date(2022, 9, 5), 25, date(2022, 10, 11)),
        (date(2022, 9, 5), 30, date(2022, 10, 18)),
        (date(2022, 9, 5), 45, date(2022, 11, 8)),
        # Received on a Saturday: day 0 all the same, and Monday is day 1.
        (date(2022, 9, 3), 1, date(2022, 9, 5)),
        (date(2022, 9, 4), 1, date(2022, 9, 5)),
        (date(2022, 9, 3), 0, date(2022, 9, 3)),
    ],
)
def test_the_nth_working_day_is_the_one_counted_by_hand(
    start: date, working_days: int, expected: date
) -> None:
    assert CALENDAR.nth_after(start, working_days) == expected
    assert CALENDAR.count_after(start, through=expected) == working_days


def test_counting_back_over_easter() -> None:
    # Th 28 Apr 2022 | We 1 Tu 2 Mo 3 | Fr 4 Th 5 We 6 Tu 7 Easter Monday | Good Friday Th 8 We 9
    # Tu 12 Apr 10.
    assert CALENDAR.nth_before(date(2022, 4, 28), 10) == date(2022, 4, 12)


def test_the_day_before_the_day_and_the_day_after_a_holiday() -> None:
    assert CALENDAR.is_working_day(date(2022, 9, 16))
    assert not CALENDAR.is_working_day(date(2022, 9, 19))
    assert CALENDAR.is_working_day(date(2022, 9, 20))


def test_days_that_are_not_counted_say_why() -> None:
    days = CALENDAR.non_working_days(date(2022, 12, 23), through=date(2023, 1, 3))
    assert [(rest.day.day, rest.why, rest.weekend) for rest in days] == [
        (24, "Saturday", True),
        (25, "Christmas Day", True),
        (26, "Boxing Day", False),
        (27, "Christmas Day (substitute day)", False),
        (31, "Saturday", True),
        (1, "New Year's Day", True),
        (2, "New Year's Day (substitute day)", False),
    ]


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2033, 1, 1), date(2033, 1, 3)])
def test_a_day_outside_is_an_error_and_never_a_working_day(day: date) -> None:
    inside = date(2022, 4, 11)
    for question in (
        lambda: CALENDAR.is_working_day(day),
        lambda: CALENDAR.nth_after(day, 1),
        lambda: CALENDAR.nth_before(day, 1),
        lambda: CALENDAR.count_after(day, through=inside),
        lambda: CALENDAR.count_after(inside, through=day),
        lambda: CALENDAR.non_working_days(day, through=inside),
    ):
        with pytest.raises(OutsideCalendar):
            question()


def test_the_first_and_the_last_day_are_inside() -> None:
    assert not CALENDAR.is_working_day(date(2010, 1, 1))
    assert CALENDAR.is_working_day(date(2032, 12, 31))


def test_a_count_that_runs_over_either_end_is_an_error() -> None:
    # Fr 31 Dec 2032 is the last day; Mo 4 Jan 2010 is the first working day.
    assert CALENDAR.nth_after(date(2032, 12, 30), 1) == date(2032, 12, 31)
    with pytest.raises(OutsideCalendar):
        CALENDAR.nth_after(date(2032, 12, 30), 2)
    assert CALENDAR.nth_before(date(2010, 1, 5), 1) == date(2010, 1, 4)
    with pytest.raises(OutsideCalendar):
        CALENDAR.nth_before(date(2010, 1, 5), 2)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.nth_after(date(2022, 4, 11), -1)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.nth_before(date(2022, 4, 11), -1)


def test_a_holiday_outside_its_own_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        WorkingDayCalendar(
            edition="one-week",
            holidays={date(2022, 4, 18): "Easter Monday"},
            first_day=date(2022, 4, 11),
            last_day=date(2022, 4, 17),
        )


def test_a_calendar_cannot_be_changed_through_what_it_was_made_from() -> None:
    holidays = {date(2022, 4, 15): "Good Friday"}
    week = WorkingDayCalendar(
        edition="one-week",
        holidays=holidays,
        first_day=date(2022, 4, 11),
        last_day=date(2022, 4, 17),
    )
    holidays.clear()
    assert week.holidays == {date(2022, 4, 15): "Good Friday"}


@settings(deadline=None)
@given(DAYS, COUNTS)
def test_the_nth_day_is_what_walking_day_by_day_finds(start: date, working_days: int) -> None:
    day, left = start, working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in CALENDAR.holidays
    assert CALENDAR.nth_after(start, working_days) == day


@settings(deadline=None)
@given(DAYS, st.integers(1, 70))
def test_counting_undoes_the_nth_day_in_both_directions(start: date, working_days: int) -> None:
    after = CALENDAR.nth_after(start, working_days)
    assert CALENDAR.count_after(start, through=after) == working_days
    assert CALENDAR.count_after(start, through=after - timedelta(days=1)) == working_days - 1
    before = CALENDAR.nth_before(start, working_days)
    yesterday = before - timedelta(days=1)
    assert CALENDAR.count_after(yesterday, through=start - timedelta(days=1)) == working_days


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_counts_over_adjoining_stretches_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    assert CALENDAR.count_after(first, through=last) == CALENDAR.count_after(
        first, through=middle
    ) + CALENDAR.count_after(middle, through=last)
    assert CALENDAR.count_after(last, through=first) == 0


@settings(deadline=None)
@given(DAYS, st.integers(0, 120))
def test_a_day_is_either_counted_or_told_with_its_reason(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    passed = CALENDAR.non_working_days(start, through=end)
    assert CALENDAR.count_after(start, through=end) + len(passed) == length
    assert all(rest.why for rest in passed)
