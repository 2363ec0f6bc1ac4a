"""Ages in whole years, on the day of the event."""

from datetime import date

import pytest

from shared.messages import age_on, month_of


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2012, 4, 11), date(2022, 4, 10), 9),
        (date(2012, 4, 11), date(2022, 4, 11), 10),
        (date(2012, 4, 11), date(2022, 4, 12), 10),
        (date(2012, 2, 29), date(2023, 2, 28), 10),
        (date(2012, 2, 29), date(2023, 3, 1), 11),
        (date(2012, 2, 29), date(2024, 2, 29), 12),
        (date(2022, 4, 11), date(2022, 4, 11), 0),
    ],
)
def test_a_year_is_lived_on_the_birthday(born: date, day: date, years: int) -> None:
    assert age_on(day, born=born) == years


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before"):
        age_on(date(2012, 4, 10), born=date(2012, 4, 11))


def test_a_month_of_birth_has_no_day() -> None:
    assert month_of(date(2012, 4, 9)) == "2012-04"
