"""What is written down beside the procedure: notes, documents, redactions, who is who.

All of it can still be written when the case is withdrawn or closed.
"""

from services.complaints.domain.commands import ReferenceDocument
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import DocumentReferenced
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Known
from services.complaints.domain.standing import known
from shared.casework.beside import rules as beside
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
from shared.casework.refusals import PersonErased


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
    beside.check_text_held(place.contact)
    return place


def redact_text(command: RedactText, complaint: Complaint, here: Here) -> tuple[TextRedacted, ...]:
    """Put other words in the place of a text; its key is destroyed once this is recorded.

    Raises InTheFuture, BeforeReceived or NoSuchText, or as `may_redact`.
    """
    contact = may_redact(complaint, here).contact
    check_happened(command.redacted_on, contact, here, "redacted_on")
    return (beside.redact_text(command, contact),)


def ask_redaction(
    command: AskRedaction, complaint: Complaint, here: Here
) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    contact = may_write(complaint, here).contact
    check_happened(command.asked_on, contact, here, "asked_on")
    return (beside.ask_redaction(command, contact),)


def may_complete_redaction(complaint: Complaint, here: Here) -> Known:
    """Raises NoRedactionAsked or NotReceived."""
    place = may_write(complaint, here)
    beside.check_redaction_asked(place.contact)
    return place


def complete_redaction(
    command: CompleteRedaction, complaint: Complaint, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    contact = may_complete_redaction(complaint, here).contact
    check_happened(command.completed_on, contact, here, "completed_on")
    return (beside.complete_redaction(command, contact),)


def may_link(complaint: Complaint, here: Here) -> Known:
    """Nobody is left to link where all are erased. Raises PersonErased or NotReceived."""
    place = may_write(complaint, here)
    if all(details.is_erased for details in place.contact.people()):
        raise PersonErased
    return place


def link_person(command: LinkPerson, complaint: Complaint, here: Here) -> tuple[PersonLinked, ...]:
    """Join somebody on the case to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeReceived, PersonNotOnCase or NothingToChange, or as `may_link`.
    """
    contact = may_link(complaint, here).contact
    check_happened(command.linked_on, contact, here, "linked_on")
    people = {details.person for details in contact.people()}
    return (beside.link_person(command, contact, people),)
