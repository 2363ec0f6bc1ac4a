"""Erasing a person takes their age out of later messages, and changes no figure."""

from services.projections.read_models.folding import Known, fold
from services.projections.read_models.rows import PersonValues
from services.projections.read_models.told import Told, told
from shared.messages import Message, PersonInMessage
from tests.shared.messages.samples import PERSON, STREAM, document


def message(version: int, *, age: int | None, part: str = "child") -> Told:
    person = PersonInMessage(person=PERSON, part=part, age=age, sex="f")
    return told(Message.parse(document(case_version=version, people=[person])))


def test_an_age_that_is_no_longer_said_is_kept() -> None:
    page = fold([message(1, age=9), message(2, age=None)], Known())
    assert [stretch.values.age for stretch in page.people.stretches] == [9]
    assert not page.people.ends


def test_an_age_known_from_an_earlier_page_is_kept() -> None:
    before = PersonValues(
        source="complaints",
        stream_id=STREAM,
        person=PERSON,
        part="child",
        age=9,
        sex="f",
        ethnicity=None,
        disability=None,
        sexual_orientation=None,
        born=None,
    )
    known = Known(people={STREAM: frozenset({before})})
    page = fold([message(2, age=None)], known)
    assert not page.people.stretches


def test_a_new_age_or_another_part_is_as_it_is_said() -> None:
    page = fold([message(1, age=9), message(2, age=10)], Known())
    assert [stretch.values.age for stretch in page.people.stretches] == [9, 10]
    page = fold([message(1, age=9), message(2, age=None, part="other")], Known())
    assert [stretch.values.age for stretch in page.people.stretches][-1] is None
