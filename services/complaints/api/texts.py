"""The free texts and document references of a case, read from its history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.complaints.domain.events import ComplaintEvent, DocumentReferenced
from services.complaints.domain.terms import DocumentKind
from shared.casework.api.texts import TextKinds, text_ids_of
from shared.casework.api.views import View, readable
from shared.casework.beside.happenings import TextRedacted
from shared.event_store.case import Recorded

History = Sequence[Recorded[ComplaintEvent]]

KINDS: Final[TextKinds] = {
    ("complaint-received", "statement"): "statement",
    ("complaint-received", "desired_outcome"): "desired-outcome",
    ("route-decided", "explanation"): "route-explanation",
    ("good-reason-recorded", "explanation"): "good-reason-explanation",
    ("stage-1-responded", "summary"): "response-summary",
    ("note-added", "text"): "note",
    ("text-redacted", "wording"): "redacted-wording",
}
"""Every free text of a complaint, by stored event type and field, but those of documents."""

DOCUMENT_KINDS: Final[TextKinds] = {
    ("document-referenced", "location"): "document-location",
    ("document-referenced", "title"): "document-title",
}
"""What is told of a document is a free text too, and is shown with the document."""


class DocumentView(View):
    """A document that another system keeps."""

    kind: DocumentKind
    referenced_on: date
    recorded_at: datetime
    location: str | None
    title: str | None


def texts_held(history: History) -> frozenset[UUID]:
    """The ids of the texts that a case still holds, those of document references included."""
    redacted = (r.event.text for r in history if isinstance(r.event, TextRedacted))
    return text_ids_of(history, {**KINDS, **DOCUMENT_KINDS}, redacted=redacted)


def documents_of(history: History) -> list[DocumentView]:
    """The documents referenced, oldest first."""
    return [
        DocumentView(
            kind=recorded.event.kind,
            referenced_on=recorded.event.occurred_on,
            recorded_at=recorded.stored.recorded_at,
            location=readable(recorded.event.location),
            title=readable(recorded.event.title),
        )
        for recorded in history
        if isinstance(recorded.event, DocumentReferenced)
    ]
