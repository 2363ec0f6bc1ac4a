"""Periods as they are written, with their first and last days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.projections.application.periods import Period, PeriodInvalid


@pytest.mark.parametrize(
    ("code", "first", "last", "year_before"),
    [
        ("2022/23", "2022-04-01", "2023-03-31", "2021/22"),
        ("1999/00", "1999-04-01", "2000-03-31", "1998/99"),
        ("2022/23-Q1", "2022-04-01", "2022-06-30", "2021/22-Q1"),
        ("2022/23-Q3", "2022-10-01", "2022-12-31", "2021/22-Q3"),
        ("2023/24-Q4", "2024-01-01", "2024-03-31", "2022/23-Q4"),
        ("2024-02", "2024-02-01", "2024-02-29", "2023-02"),
        ("2022-12", "2022-12-01", "2022-12-31", "2021-12"),
    ],
)
def test_a_period_has_its_days(code: str, first: str, last: str, year_before: str) -> None:
    period = Period.parse(code)
    assert (str(period.first), str(period.last)) == (first, last)
    assert period.a_year_before().code == year_before


@pytest.mark.parametrize(
    "code",
    [
        "2022",
        "2022/24",
        "2022/22",
        "2022/23-Q5",
        "2022-13",
        "2022-5",
        "0001/02",
        "9999/00",
        "",
        "Q1",
    ],
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(PeriodInvalid):
        Period.parse(code)


@given(st.integers(1950, 2198))
def test_the_quarters_of_a_year_follow_each_other_and_fill_it(year: int) -> None:
    whole = Period.parse(f"{year}/{(year + 1) % 100:02d}")
    quarters = [Period.parse(f"{whole.code}-Q{number}") for number in range(1, 5)]
    assert (quarters[0].first, quarters[3].last) == (whole.first, whole.last)
    for earlier, later in pairwise(quarters):
        assert later.first == earlier.last + timedelta(days=1)


def test_a_period_between_days_keeps_its_length_a_year_before() -> None:
    leap = Period.between(date(2024, 2, 29), date(2024, 3, 1)).a_year_before()
    assert (leap.first, leap.last) == (date(2023, 2, 28), date(2023, 3, 1))
    with pytest.raises(PeriodInvalid):
        Period.between(date(2022, 5, 2), date(2022, 5, 1))
