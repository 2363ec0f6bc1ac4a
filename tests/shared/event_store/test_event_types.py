"""The table of event types: whatever contradicts itself stops the service from starting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from shared.event_sourcing import Personal
from shared.event_store.codec import Codec, EventType, EventTypesDoNotFit
from shared.event_store.key_names import Keys
from shared.event_store.marks import WronglyMarked
from tests.shared.event_store.letters import EVENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTwice:
    occurred_on: date
    occurred_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WronglyDated:
    occurred_on: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    occurred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesNobody:
    occurred_on: date
    name: Personal


def of(name: str, cls: type[object], main_person: str | None = None) -> EventType[object]:
    return EventType(name=name, version=1, cls=cls, main_person=main_person)


@pytest.mark.parametrize(
    "types",
    [
        [of("a", Dated), of("b", Dated)],
        [of("a", Dated), of("a", WronglyDated)],
        [of("a", Undated)],
        [of("a", DatedTwice)],
        [of("a", WronglyDated)],
        [of("a", str)],
        [of("a", Dated, main_person="sender")],
    ],
)
def test_a_table_that_contradicts_itself_is_refused_at_start_up(
    types: Sequence[EventType[object]],
) -> None:
    with pytest.raises(EventTypesDoNotFit):
        Codec(types)


def test_a_wrong_mark_is_refused_at_start_up() -> None:
    with pytest.raises(WronglyMarked):
        Codec([of("a", NamesNobody)])


def test_an_event_that_is_not_in_the_table_is_refused() -> None:
    only_letters: Codec[object] = Codec([of("a", Dated)])
    with pytest.raises(EventTypesDoNotFit):
        only_letters.encode(Undated(), event_id=EVENT, keys=Keys())
