"""What is written down beside the procedure: notes, documents, redactions, who is who.

All of it can still be written when the case is withdrawn or closed.
"""

from services.complaints.domain.commands import ReferenceDocument
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import DocumentReferenced
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Known, Link
from services.complaints.domain.standing import known
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    LinkPerson,
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    RedactText,
    TextRedacted,
)
from shared.casework.refusals import (
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    NothingToChange,
    PersonNotOnCase,
    RedactionAlreadyAsked,
    RedactionNotAsked,
)


def may_write(complaint: Complaint, here: Here) -> Known:
    """Raises NotReceived."""
    del here
    return known(complaint)


def add_note(command: AddNote, complaint: Complaint, here: Here) -> tuple[NoteAdded, ...]:
    """Raises InTheFuture or BeforeReceived."""
    check_happened(command.noted_on, may_write(complaint, here).contact, here, "noted_on")
    return (NoteAdded(occurred_on=command.noted_on, text=command.text),)


def reference_document(
    command: ReferenceDocument, complaint: Complaint, here: Here
) -> tuple[DocumentReferenced, ...]:
    """Raises InTheFuture or BeforeReceived."""
    contact = may_write(complaint, here).contact
    check_happened(command.referenced_on, contact, here, "referenced_on")
    return (
        DocumentReferenced(
            occurred_on=command.referenced_on,
            kind=command.kind,
            location=command.location,
            title=command.title,
        ),
    )


def may_redact(complaint: Complaint, here: Here) -> Known:
    """Raises NoTextHeld or NotReceived."""
    place = may_write(complaint, here)
    if not place.contact.texts:
        raise NoTextHeld
    return place


def redact_text(command: RedactText, complaint: Complaint, here: Here) -> tuple[TextRedacted, ...]:
    """Put other words in the place of a text; its key is destroyed once this is recorded.

    Raises InTheFuture, BeforeReceived or NoSuchText, or as `may_redact`.
    """
    contact = may_redact(complaint, here).contact
    check_happened(command.redacted_on, contact, here, "redacted_on")
    if command.text not in command.texts_held - contact.redacted:
        raise NoSuchText("text")
    return (
        TextRedacted(occurred_on=command.redacted_on, text=command.text, wording=command.wording),
    )


def ask_redaction(
    command: AskRedaction, complaint: Complaint, here: Here
) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    contact = may_write(complaint, here).contact
    check_happened(command.asked_on, contact, here, "asked_on")
    if command.person in contact.redactions:
        raise RedactionAlreadyAsked("person")
    return (RedactionAsked(occurred_on=command.asked_on, person=command.person),)


def may_complete_redaction(complaint: Complaint, here: Here) -> Known:
    """Raises NoRedactionAsked or NotReceived."""
    place = may_write(complaint, here)
    if not place.contact.redactions:
        raise NoRedactionAsked
    return place


def complete_redaction(
    command: CompleteRedaction, complaint: Complaint, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    contact = may_complete_redaction(complaint, here).contact
    check_happened(command.completed_on, contact, here, "completed_on")
    if command.person not in contact.redactions:
        raise RedactionNotAsked("person")
    return (RedactionCompleted(occurred_on=command.completed_on, person=command.person),)


def link_person(command: LinkPerson, complaint: Complaint, here: Here) -> tuple[PersonLinked, ...]:
    """Join somebody on the case to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeReceived, PersonNotOnCase or NothingToChange.
    """
    contact = may_write(complaint, here).contact
    check_happened(command.linked_on, contact, here, "linked_on")
    if command.person not in {details.person for details in contact.people()}:
        raise PersonNotOnCase("person")
    link = Link(person=command.person, known_as=command.known_as)
    if command.person == command.known_as or link in contact.links:
        raise NothingToChange("known_as")
    return (
        PersonLinked(
            occurred_on=command.linked_on, person=command.person, known_as=command.known_as
        ),
    )
