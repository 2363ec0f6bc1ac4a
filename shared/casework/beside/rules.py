"""Redactions, links and details put right, on any kind of case.

When each may be dated is the service's own rule, and is checked before.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar, assert_never
from uuid import UUID

from shared.casework import refusals
from shared.casework.beside.happenings import (
    AskRedaction,
    BesideEvent,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    RedactText,
    TextRedacted,
)
from shared.casework.beside.state import Link, Written
from shared.casework.people.details import PersonDetails

WrittenT = TypeVar("WrittenT", bound=Written)


def check_text_held(written: Written) -> None:
    """Raises NoTextHeld."""
    if not written.texts:
        raise refusals.NoTextHeld


def redact_text(command: RedactText, written: Written) -> TextRedacted:
    """Put other words in the place of a text; its key is destroyed once this is recorded.

    Raises NoSuchText.
    """
    if command.text not in command.texts_held - written.redacted:
        raise refusals.NoSuchText("text")
    return TextRedacted(occurred_on=command.redacted_on, text=command.text, wording=command.wording)


def ask_redaction(command: AskRedaction, written: Written) -> RedactionAsked:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked."""
    if command.person in written.redactions:
        raise refusals.RedactionAlreadyAsked("person")
    return RedactionAsked(occurred_on=command.asked_on, person=command.person)


def check_redaction_asked(written: Written) -> None:
    """Raises NoRedactionAsked."""
    if not written.redactions:
        raise refusals.NoRedactionAsked


def complete_redaction(command: CompleteRedaction, written: Written) -> RedactionCompleted:
    """Raises RedactionNotAsked."""
    if command.person not in written.redactions:
        raise refusals.RedactionNotAsked("person")
    return RedactionCompleted(occurred_on=command.completed_on, person=command.person)


def link_person(
    command: LinkPerson, written: Written, people: Collection[UUID | None]
) -> PersonLinked:
    """Join one of the `people` on the case to the index; erasure follows the link.

    Raises PersonNotOnCase or NothingToChange.
    """
    if command.person not in people:
        raise refusals.PersonNotOnCase("person")
    link = Link(person=command.person, known_as=command.known_as)
    if command.person == command.known_as or link in written.links:
        raise refusals.NothingToChange("known_as")
    return PersonLinked(
        occurred_on=command.linked_on, person=command.person, known_as=command.known_as
    )


def put_right(details: PersonDetails, command: CorrectPerson) -> PersonDetails:
    """The details with what the command gives; what it does not give stays."""
    return replace(
        details,
        name=command.name or details.name,
        date_of_birth=command.date_of_birth or details.date_of_birth,
        contact=command.contact or details.contact,
        sex=command.sex or details.sex,
        ethnicity=command.ethnicity or details.ethnicity,
        disability=command.disability or details.disability,
        sexual_orientation=command.sexual_orientation or details.sexual_orientation,
    )


def after_writing(written: WrittenT, event: BesideEvent) -> WrittenT:
    """The case after `event`."""
    match event:
        case NoteAdded():
            return replace(written, texts=written.texts + 1)
        case TextRedacted():
            redacted = written.redacted | {event.text}
            return replace(written, texts=written.texts + 1, redacted=redacted)
        case RedactionAsked():
            return replace(written, redactions=(*written.redactions, event.person))
        case RedactionCompleted():
            left = tuple(person for person in written.redactions if person != event.person)
            return replace(written, redactions=left)
        case PersonLinked():
            link = Link(person=event.person, known_as=event.known_as)
            return replace(written, links=(*written.links, link))
        case _:
            assert_never(event)
