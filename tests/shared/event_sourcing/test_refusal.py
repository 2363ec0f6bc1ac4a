"""A refusal has a public code, a sentence, a status, and facts without personal data."""

from datetime import date
from typing import ClassVar

import pytest

from shared.event_sourcing import NOT_LIKE_THIS, NOT_NOW, Refusal


class CounterFull(Refusal):
    code: ClassVar[str] = "counter-full"
    because: ClassVar[str] = "The counter takes no more."


class TooMany(Refusal):
    code: ClassVar[str] = "too-many"
    because: ClassVar[str] = "No more than three at once."
    status: ClassVar[int] = NOT_LIKE_THIS
    field = "by"


def test_a_refusal_is_of_standing_unless_it_says_otherwise() -> None:
    assert (CounterFull.status, CounterFull().field) == (NOT_NOW, None)
    assert (TooMany.status, TooMany().field) == (NOT_LIKE_THIS, "by")


def test_a_refusal_says_why_and_on_what_facts() -> None:
    refusal = CounterFull(limit=3, since=date(2022, 4, 11))
    assert str(refusal) == "The counter takes no more."
    assert refusal.facts == {"limit": 3, "since": date(2022, 4, 11)}
    with pytest.raises(Refusal):
        raise refusal
