"""What is written beside the care: notes, redactions, and who the child is.

All of it can still be written when the child has left care.
"""

from datetime import date

from services.placements.domain.care import refusals as of_care
from services.placements.domain.care.bounds import check_age
from services.placements.domain.care.child import put_right
from services.placements.domain.care.corrected import PersonCorrected
from services.placements.domain.care.standing import may_write
from services.placements.domain.care.state import Care, KnownCare, TimeInCare
from services.placements.domain.local import Here
from shared.casework import refusals
from shared.casework.beside import rules as beside
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
    beside.check_text_held(place.time)
    return place


def redact_text(command: RedactText, care: Care, here: Here) -> tuple[TextRedacted, ...]:
    """Raises NoSuchText, InTheFuture or BeforeCare, or as `may_redact`."""
    time = may_redact(care, here).time
    _check_happened(command.redacted_on, time, here, "redacted_on")
    return (beside.redact_text(command, time),)


def ask_redaction(command: AskRedaction, care: Care, here: Here) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    time = may_write(care, here).time
    _check_happened(command.asked_on, time, here, "asked_on")
    return (beside.ask_redaction(command, time),)


def may_complete_redaction(care: Care, here: Here) -> KnownCare:
    """Raises NoRedactionAsked or NotLookedAfter."""
    place = may_write(care, here)
    beside.check_redaction_asked(place.time)
    return place


def complete_redaction(
    command: CompleteRedaction, care: Care, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    time = may_complete_redaction(care, here).time
    _check_happened(command.completed_on, time, here, "completed_on")
    return (beside.complete_redaction(command, time),)


def may_link(care: Care, here: Here) -> KnownCare:
    """Nobody is left to link once the child is erased. Raises PersonErased or NotLookedAfter."""
    place = may_write(care, here)
    if place.time.child.is_erased:
        raise refusals.PersonErased
    return place


def link_person(command: LinkPerson, care: Care, here: Here) -> tuple[PersonLinked, ...]:
    """Join the child to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeCare, PersonNotOnCase or NothingToChange, or as `may_link`.
    """
    time = may_link(care, here).time
    _check_happened(command.linked_on, time, here, "linked_on")
    return (beside.link_person(command, time, {time.child.person}),)


def may_correct_person(care: Care, here: Here) -> KnownCare:
    """Raises EverybodyErased or NotLookedAfter."""
    place = may_write(care, here)
    if place.time.child.is_erased:
        raise refusals.EverybodyErased
    return place


def correct_person(command: CorrectPerson, care: Care, here: Here) -> tuple[PersonCorrected, ...]:
    """Raises PersonNotOnCase, InTheFuture, BornAfterStart, TooOldForCare or NothingToChange, or as
    `may_correct_person`.
    """
    time = may_correct_person(care, here).time
    child = time.child
    if command.person != child.person:
        raise refusals.PersonNotOnCase("person")
    if command.date_of_birth is not None:
        check_past(command.date_of_birth, here, "date_of_birth")
    right = put_right(child, command)
    if right == child:
        raise refusals.NothingToChange("person")
    if command.date_of_birth is not None:
        check_age(right, time.started_on, "date_of_birth")
    return (PersonCorrected(occurred_on=here.today, details=right, reason=command.reason),)


def _check_happened(day: date, time: TimeInCare, here: Here, field: str) -> None:
    check_past(day, here, field)
    if day < time.started_on:
        raise of_care.BeforeCare(field, started_on=time.started_on)
