"""What is written beside the care: notes, redactions, and who the child is.

All of it can still be written when the child has left care.
"""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals as of_care
from services.placements.domain.care.corrected import PersonCorrected
from services.placements.domain.care.standing import may_write
from services.placements.domain.care.state import Care, KnownCare, Link, TimeInCare
from services.placements.domain.local import Here
from shared.casework import refusals
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
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
from shared.casework.dates import check_past


def add_note(command: AddNote, care: Care, here: Here) -> tuple[NoteAdded, ...]:
    """Raises InTheFuture, BeforeCare or NotLookedAfter."""
    _check_happened(command.noted_on, may_write(care, here).time, here, "noted_on")
    return (NoteAdded(occurred_on=command.noted_on, text=command.text),)


def may_redact(care: Care, here: Here) -> KnownCare:
    """Raises NoTextHeld or NotLookedAfter."""
    place = may_write(care, here)
    if len(place.time.redacted) == place.time.texts:
        raise refusals.NoTextHeld
    return place


def redact_text(command: RedactText, care: Care, here: Here) -> tuple[TextRedacted, ...]:
    """Raises NoSuchText, InTheFuture or BeforeCare, or as `may_redact`."""
    time = may_redact(care, here).time
    _check_happened(command.redacted_on, time, here, "redacted_on")
    if command.text not in command.texts_held - time.redacted:
        raise refusals.NoSuchText("text")
    return (
        TextRedacted(occurred_on=command.redacted_on, text=command.text, wording=command.wording),
    )


def ask_redaction(command: AskRedaction, care: Care, here: Here) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    time = may_write(care, here).time
    _check_happened(command.asked_on, time, here, "asked_on")
    if command.person in time.redactions:
        raise refusals.RedactionAlreadyAsked("person")
    return (RedactionAsked(occurred_on=command.asked_on, person=command.person),)


def may_complete_redaction(care: Care, here: Here) -> KnownCare:
    """Raises NoRedactionAsked or NotLookedAfter."""
    place = may_write(care, here)
    if not place.time.redactions:
        raise refusals.NoRedactionAsked
    return place


def complete_redaction(
    command: CompleteRedaction, care: Care, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    time = may_complete_redaction(care, here).time
    _check_happened(command.completed_on, time, here, "completed_on")
    if command.person not in time.redactions:
        raise refusals.RedactionNotAsked("person")
    return (RedactionCompleted(occurred_on=command.completed_on, person=command.person),)


def link_person(command: LinkPerson, care: Care, here: Here) -> tuple[PersonLinked, ...]:
    """Join the child to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeCare, PersonNotOnCase or NothingToChange.
    """
    time = may_write(care, here).time
    _check_happened(command.linked_on, time, here, "linked_on")
    if command.person != time.child.person:
        raise refusals.PersonNotOnCase("person")
    link = Link(person=command.person, known_as=command.known_as)
    if command.person == command.known_as or link in time.links:
        raise refusals.NothingToChange("known_as")
    return (
        PersonLinked(
            occurred_on=command.linked_on, person=command.person, known_as=command.known_as
        ),
    )


def may_correct_person(care: Care, here: Here) -> KnownCare:
    """Raises EverybodyErased or NotLookedAfter."""
    place = may_write(care, here)
    if place.time.child.is_erased:
        raise refusals.EverybodyErased
    return place


def correct_person(command: CorrectPerson, care: Care, here: Here) -> tuple[PersonCorrected, ...]:
    """Raises PersonNotOnCase, InTheFuture or NothingToChange, or as `may_correct_person`."""
    child = may_correct_person(care, here).time.child
    if command.person != child.person:
        raise refusals.PersonNotOnCase("person")
    if command.date_of_birth is not None:
        check_past(command.date_of_birth, here, "date_of_birth")
    right = replace(
        child,
        name=command.name or child.name,
        date_of_birth=command.date_of_birth or child.date_of_birth,
        contact=command.contact or child.contact,
        sex=command.sex or child.sex,
        ethnicity=command.ethnicity or child.ethnicity,
        disability=command.disability or child.disability,
        sexual_orientation=command.sexual_orientation or child.sexual_orientation,
    )
    if right == child:
        raise refusals.NothingToChange("person")
    return (PersonCorrected(occurred_on=here.today, details=right, reason=command.reason),)


def _check_happened(day: date, time: TimeInCare, here: Here, field: str) -> None:
    check_past(day, here, field)
    if day < time.started_on:
        raise of_care.BeforeCare(field, started_on=time.started_on)
