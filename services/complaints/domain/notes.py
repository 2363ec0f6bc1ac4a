"""What is written down beside the procedure: notes, documents, redactions, who is who.

All of it can still be written when the case is withdrawn or closed.
"""

from typing import Final

from services.complaints.domain.commands import ReferenceDocument
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import DocumentReferenced
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Contact, Known
from services.complaints.domain.standing import known
from shared.casework.beside.writing import Writing

BESIDE: Final[Writing[Complaint, Known, Contact, Here]] = Writing(
    known=known,
    written=lambda place: place.contact,
    people=lambda contact: contact.people(),
    check_happened=check_happened,
)


def reference_document(
    command: ReferenceDocument, complaint: Complaint, here: Here
) -> tuple[DocumentReferenced, ...]:
    """Raises InTheFuture or BeforeReceived."""
    contact = BESIDE.may_write(complaint, here).contact
    check_happened(command.referenced_on, contact, here, "referenced_on")
    return (
        DocumentReferenced(
            occurred_on=command.referenced_on,
            kind=command.kind,
            location=command.location,
            title=command.title,
        ),
    )
