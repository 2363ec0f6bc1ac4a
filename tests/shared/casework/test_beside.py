"""Notes, redactions and links, on any kind of case that takes them."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from shared.casework import refusals
from shared.casework.beside.happenings import (
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    NoteAdded,
    RedactionAsked,
    RedactText,
    TextRedacted,
)
from shared.casework.beside.rules import (
    after_writing,
    ask_redaction,
    check_redaction_asked,
    check_text_held,
    complete_redaction,
    link_person,
    put_right,
    redact_text,
)
from shared.casework.beside.state import Link, Written
from shared.casework.people.details import PersonDetails
from shared.casework.terms import CorrectionReason, Sex

DAY: Final = date(2023, 4, 3)
MIRA, IN_INDEX, TEXT = UUID(int=1), UUID(int=2), UUID(int=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Written):
    """Whatever a service keeps beside what is written."""

    label: str


EMPTY: Final = Box(label="kept")
NOTED: Final = after_writing(EMPTY, NoteAdded(occurred_on=DAY, text="She rang."))


def redact(text: UUID = TEXT) -> RedactText:
    held = frozenset({TEXT})
    return RedactText(redacted_on=DAY, text=text, wording="Removed.", texts_held=held)


def test_a_text_is_redacted_once() -> None:
    assert redact_text(redact(), NOTED) == TextRedacted(
        occurred_on=DAY, text=TEXT, wording="Removed."
    )
    after = after_writing(NOTED, redact_text(redact(), NOTED))
    assert (after.texts, after.redacted, after.label) == (2, frozenset({TEXT}), "kept")
    with pytest.raises(refusals.NoSuchText):
        redact_text(redact(), after)


def test_only_a_text_of_the_case_is_redacted() -> None:
    with pytest.raises(refusals.NoSuchText):
        redact_text(redact(UUID(int=9)), NOTED)
    with pytest.raises(refusals.NoTextHeld):
        check_text_held(EMPTY)
    check_text_held(NOTED)


def test_a_redaction_is_asked_for_once_until_it_is_complete() -> None:
    ask = AskRedaction(asked_on=DAY, person=MIRA)
    complete = CompleteRedaction(completed_on=DAY, person=MIRA)
    with pytest.raises(refusals.NoRedactionAsked):
        check_redaction_asked(NOTED)
    asked = after_writing(NOTED, ask_redaction(ask, NOTED))
    check_redaction_asked(asked)
    with pytest.raises(refusals.RedactionAlreadyAsked):
        ask_redaction(ask, asked)
    done = after_writing(asked, complete_redaction(complete, asked))
    assert done.redactions == ()
    with pytest.raises(refusals.RedactionNotAsked):
        complete_redaction(complete, done)
    assert ask_redaction(ask, done) == RedactionAsked(occurred_on=DAY, person=MIRA)


def test_somebody_on_the_case_is_linked_to_another_reference_once() -> None:
    join = LinkPerson(linked_on=DAY, person=MIRA, known_as=IN_INDEX)
    linked = after_writing(NOTED, link_person(join, NOTED, {MIRA}))
    assert linked.links == (Link(person=MIRA, known_as=IN_INDEX),)
    with pytest.raises(refusals.NothingToChange):
        link_person(join, linked, {MIRA})
    with pytest.raises(refusals.PersonNotOnCase):
        link_person(join, NOTED, {IN_INDEX, None})
    to_itself = LinkPerson(linked_on=DAY, person=MIRA, known_as=MIRA)
    with pytest.raises(refusals.NothingToChange):
        link_person(to_itself, NOTED, {MIRA})


def test_what_a_correction_does_not_give_stays() -> None:
    recorded = PersonDetails(person=MIRA, name="Mira Ashdwon", sex=Sex.FEMALE)
    right = put_right(
        recorded, CorrectPerson(person=MIRA, reason=CorrectionReason.MISKEYED, name="Mira Ashdown")
    )
    assert right == PersonDetails(person=MIRA, name="Mira Ashdown", sex=Sex.FEMALE)
