"""Dates, times and amounts as a letter has them."""

from datetime import UTC, date, datetime

import pytest

from shared.deadlines import Unit
from shared.deadlines.wording import amount, code_in_words, in_words, listed


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "12:00am on Tuesday 1 March 2022"),
        (0, 5, "12:05am on Tuesday 1 March 2022"),
        (11, 59, "11:59am on Tuesday 1 March 2022"),
        (12, 0, "12:00pm on Tuesday 1 March 2022"),
        (13, 30, "1:30pm on Tuesday 1 March 2022"),
    ],
)
def test_an_instant_is_told_in_london(hour: int, minute: int, words: str) -> None:
    assert in_words(datetime(2022, 3, 1, hour, minute, tzinfo=UTC)) == words


def test_in_summer_an_instant_is_told_in_summer_time() -> None:
    assert in_words(datetime(2022, 7, 31, 23, 30, tzinfo=UTC)) == "12:30am on Monday 1 August 2022"


def test_a_day_is_told_with_its_name() -> None:
    assert in_words(date(2022, 4, 1)) == "Friday 1 April 2022"


def test_one_unit_has_no_plural() -> None:
    assert [amount(number, Unit.WEEKS) for number in (0, 1, 2)] == ["0 weeks", "1 week", "2 weeks"]


def test_things_are_listed_and_codes_read() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert code_in_words("received-date-corrected") == "received date corrected"
