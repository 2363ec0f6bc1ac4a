"""Marked fields: found wherever they stand, sealed for whom they tell about, refused elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final
from uuid import UUID, uuid5

import pytest

from shared.event_sourcing import FREE_TEXT, PERSONAL, Erased, FreeText, Marker, Personal
from shared.event_store.key_names import KeyKind, KeyName
from shared.event_store.marks import WronglyMarked, check_marks
from shared.event_store.personal_fields import (
    marked_fields,
    pointer,
    put_at,
    sealed_fields,
    text_id,
)
from tests.shared.event_store.letters import (
    EVENT,
    STREAM,
    Address,
    Channel,
    LetterReceived,
    Organisation,
    Person,
)

ANNE: Final = UUID(int=1)
BEN: Final = UUID(int=2)

letter = LetterReceived(
    occurred_on=date(2022, 4, 11),
    channel=Channel.POST,
    sender=Person(
        person=ANNE,
        name="Anne",
        born=date(1990, 1, 1),
        address=Address(line="1 High Street", postcode="AB1 2CD"),
        aliases=("Annie", Erased()),
    ),
    others=(Person(person=BEN, name="Ben", remarks="shy"),),
    paragraphs=("Dear all", "Yours"),
    remarks={"a/b": "urgent"},
)


def test_every_marked_field_is_found_with_its_place_and_person() -> None:
    found = {pointer(mark.path): (mark.marker, mark.person) for mark in marked_fields(letter)}
    assert {place: mark for place, mark in found.items() if mark[0] is PERSONAL} == {
        "/sender/name": (Marker.PERSONAL, ANNE),
        "/sender/born": (Marker.PERSONAL, ANNE),
        "/sender/address/line": (Marker.PERSONAL, ANNE),
        "/sender/address/postcode": (Marker.PERSONAL, ANNE),
        "/sender/aliases/0": (Marker.PERSONAL, ANNE),
        "/others/0/name": (Marker.PERSONAL, BEN),
    }
    assert {place for place, mark in found.items() if mark[0] is FREE_TEXT} == {
        "/others/0/remarks",
        "/paragraphs/0",
        "/paragraphs/1",
        "/remarks/a~1b",
    }


def test_a_union_is_searched_by_what_is_there() -> None:
    from_council = replace(letter, sender=Organisation(code="city"), others=(), remarks={})
    assert [pointer(mark.path) for mark in marked_fields(from_council)] == [
        "/paragraphs/0",
        "/paragraphs/1",
    ]


def test_a_personal_field_is_under_its_persons_key_and_a_text_under_one_of_its_own() -> None:
    keys = {pointer(mark.path): mark.wanted(EVENT, stream=STREAM) for mark in marked_fields(letter)}
    assert keys["/others/0/name"].name == KeyName(KeyKind.PERSON, BEN)
    assert keys["/others/0/name"].case is None
    assert keys["/paragraphs/0"].name == KeyName(KeyKind.TEXT, uuid5(EVENT, "/paragraphs/0"))
    assert keys["/paragraphs/0"].case == STREAM
    assert text_id(EVENT, ("paragraphs", 0)) != text_id(EVENT, ("paragraphs", 1))


def test_sealed_values_are_found_wherever_they_stand() -> None:
    sealed = {"enc": "text", "key": str(ANNE), "n": "", "c": ""}
    document = {"a": [{"b": sealed}, 1], "c": sealed, "d": {"enc": "not", "sealed": 1}}
    assert [pointer(path) for path, _ in sealed_fields(document)] == ["/a/0/b", "/c"]
    put_at(document, ("a", 0, "b"), "open")
    assert document["a"] == [{"b": "open"}, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Homeless:
    occurred_on: date
    name: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class HomelessBelow:
    occurred_on: date
    addresses: Mapping[str, tuple[Address, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybePerson:
    person: UUID | None
    name: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTwice:
    person: UUID
    name: Personal | FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverErased:
    person: UUID
    name: Annotated[str, PERSONAL]


@pytest.mark.parametrize("cls", [Homeless, HomelessBelow, MaybePerson, MarkedTwice, NeverErased])
def test_a_mark_that_cannot_be_honoured_is_refused_at_start_up(cls: type) -> None:
    with pytest.raises(WronglyMarked):
        check_marks(cls)


def test_a_type_that_marks_well_is_accepted() -> None:
    check_marks(LetterReceived)
