"""A decider told in the words of the scenarios: a counter that counts to three."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, Final
from uuid import UUID

import pytest

from shared.event_sourcing import Circumstances, Decider, Refusal, fold
from tests.support.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    occurred_on: date
    by: int


class CounterFull(Refusal):
    code: ClassVar[str] = "counter-full"
    because: ClassVar[str] = "The counter takes no more."


class CounterStuck(CounterFull):
    code: ClassVar[str] = "counter-stuck"


Today = Circumstances[None, int]


def decide(command: Count, total: int, now: Today) -> tuple[Counted, ...]:
    if total + command.by > now.policy:
        raise CounterFull(limit=now.policy)
    return (Counted(occurred_on=now.today, by=command.by),)


def evolve(total: int, event: Counted) -> int:
    return total + event.by


MONDAY: Final = date(2022, 4, 11)


def on(day: date, *, limit: int = 3) -> Today:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Circumstances(stream=UUID(int=1), today=day, now=midnight, calendar=None, policy=limit)


counter: Final = Scenario(Decider(decide=decide, evolve=evolve, initial=0), on(MONDAY))
one: Final = Counted(occurred_on=MONDAY, by=1)


def test_history_becomes_state_oldest_first() -> None:
    assert fold(lambda said, word: said + word, "", ["a", "b", "c"]) == "abc"
    assert counter.given(one, one).state == 2
    assert counter.given(one).when(Count(by=2)).state == 3


def test_then_is_the_events_exactly() -> None:
    counter.given(one).when(Count(by=1)).then(one)
    with pytest.raises(AssertionError):
        counter.given(one).when(Count(by=1)).then()
    with pytest.raises(AssertionError):
        counter.given(one).when(Count(by=2)).then(one)


def test_refused_is_for_that_reason_exactly() -> None:
    full = counter.given(one, one).when(Count(by=2))
    full.refused(CounterFull, facts={"limit": 3})
    with pytest.raises(AssertionError):
        full.refused(CounterFull, facts={"limit": 4})
    with pytest.raises(AssertionError):
        full.refused(CounterStuck)
    with pytest.raises(AssertionError):
        full.refused(Refusal)
    with pytest.raises(pytest.fail.Exception):
        counter.given().when(Count(by=1)).refused(CounterFull)


def test_circumstances_decide_too() -> None:
    tuesday = date(2022, 4, 12)
    counter.given(one).under(on(tuesday)).when(Count(by=1)).then(Counted(occurred_on=tuesday, by=1))
    counter.under(on(MONDAY, limit=0)).given().when(Count(by=1)).refused(CounterFull)


def test_history_can_come_from_commands() -> None:
    counter.given().and_then(Count(by=2)).and_then(Count(by=1)).when(Count(by=1)).refused(
        CounterFull
    )
