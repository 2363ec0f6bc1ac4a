"""The edition's holidays against those who publish them, and by hand where nobody does yet."""

import json
from collections.abc import Iterable
from datetime import date
from importlib.resources import files

import govuk_bank_holidays
import holidays
import pytest

from shared.working_days import current_edition

CALENDAR = current_edition()

# Counted on a printed calendar: the holidays that fall on a Monday to Friday, as (month, day).
BY_HAND = {
    2010: [(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)],
    # The royal wedding on 29 April.
    2011: [(1, 3), (4, 22), (4, 25), (4, 29), (5, 2), (5, 30), (8, 29), (12, 26), (12, 27)],
    2029: [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)],
    2030: [(1, 1), (4, 19), (4, 22), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)],
    2031: [(1, 1), (4, 11), (4, 14), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)],
    # Christmas on a Saturday: both days have substitutes.
    2032: [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)],
}
EXTRA_DAYS = {
    date(2011, 4, 29): "Royal wedding bank holiday",
    date(2012, 6, 5): "Queen's Diamond Jubilee bank holiday",
    date(2022, 6, 3): "Platinum Jubilee bank holiday",
    date(2022, 9, 19): "bank holiday for the funeral of Queen Elizabeth II",
    date(2023, 5, 8): "bank holiday for the coronation of King Charles III",
}


def on_weekdays(days: Iterable[date], year: int) -> list[date]:
    return sorted(day for day in days if day.year == year and day.weekday() < 5)


@pytest.mark.parametrize("year", range(2012, 2029))
def test_the_governments_own_list_agrees(year: int) -> None:
    cached = files(govuk_bank_holidays) / "bank-holidays.json"
    listed = json.loads(cached.read_text(encoding="utf-8"))["england-and-wales"]["events"]
    published = [date.fromisoformat(event["date"]) for event in listed]
    assert on_weekdays(CALENDAR.holidays, year) == on_weekdays(published, year) != []


@pytest.mark.parametrize("year", range(2010, 2033))
def test_the_library_agrees(year: int) -> None:
    library = holidays.country_holidays("GB", subdiv="ENG", years=year)
    assert sorted(day for day in CALENDAR.holidays if day.year == year) == sorted(library)


@pytest.mark.parametrize("year", BY_HAND)
def test_the_hand_checked_list_agrees(year: int) -> None:
    by_hand = [date(year, month, day) for month, day in BY_HAND[year]]
    assert on_weekdays(CALENDAR.holidays, year) == by_hand


@pytest.mark.parametrize("day", EXTRA_DAYS)
def test_the_extra_days_are_holidays_by_name(day: date) -> None:
    assert CALENDAR.holidays[day] == EXTRA_DAYS[day]
    assert not CALENDAR.is_working_day(day)


def test_the_moved_spring_holidays_left_their_usual_mondays() -> None:
    # 2012 and 2022: the holiday moved to June, so the last Monday of May was worked.
    assert CALENDAR.is_working_day(date(2012, 5, 28))
    assert CALENDAR.is_working_day(date(2022, 5, 30))
    # 2020: the early May holiday moved to Friday 8 May for VE Day.
    assert CALENDAR.is_working_day(date(2020, 5, 4))
    assert not CALENDAR.is_working_day(date(2020, 5, 8))


def test_scotlands_and_northern_irelands_days_are_worked() -> None:
    assert CALENDAR.is_working_day(date(2025, 1, 2))
    assert CALENDAR.is_working_day(date(2025, 3, 17))
    assert CALENDAR.is_working_day(date(2025, 12, 1))
