"""Dates are London's, on every day of the year and on the two that have not 24 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.clock import london_date, london_end_of_day


def test_in_winter_london_has_the_date_of_utc() -> None:
    assert london_date(datetime(2022, 12, 31, 23, 59, tzinfo=UTC)) == date(2022, 12, 31)


def test_in_summer_the_last_hour_of_utc_is_tomorrow_in_london() -> None:
    assert london_date(datetime(2022, 7, 1, 22, 59, tzinfo=UTC)) == date(2022, 7, 1)
    assert london_date(datetime(2022, 7, 1, 23, 0, tzinfo=UTC)) == date(2022, 7, 2)


def test_an_instant_told_in_another_zone_is_the_same_instant() -> None:
    elsewhere = datetime.fromisoformat("2022-07-01T19:30:00-04:00")
    assert london_date(elsewhere) == date(2022, 7, 2)


def test_the_day_the_clocks_go_forward_has_23_hours() -> None:
    # Sunday 27 March 2022: midnight is 00:00 UTC, the next midnight 23:00 UTC.
    assert london_end_of_day(date(2022, 3, 26)) == datetime(2022, 3, 27, 0, 0, tzinfo=UTC)
    assert london_end_of_day(date(2022, 3, 27)) == datetime(2022, 3, 27, 23, 0, tzinfo=UTC)


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    # Sunday 30 October 2022: midnight is 23:00 UTC on the 29th, the next one 00:00 UTC.
    assert london_end_of_day(date(2022, 10, 29)) == datetime(2022, 10, 29, 23, 0, tzinfo=UTC)
    assert london_end_of_day(date(2022, 10, 30)) == datetime(2022, 10, 31, 0, 0, tzinfo=UTC)


def test_an_instant_without_its_zone_is_refused() -> None:
    naive = datetime(2022, 7, 1, 12, 0)  # noqa: DTZ001 - what must be refused
    with pytest.raises(ValueError, match="time zone"):
        london_date(naive)


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    end = london_end_of_day(day)
    assert end.tzinfo is UTC
    assert london_date(end - timedelta(microseconds=1)) == day
    assert london_date(end) == day + timedelta(days=1)
