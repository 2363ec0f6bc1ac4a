"""The free texts and document references of a case, read from its history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from services.complaints.domain.events import ComplaintEvent, DocumentReferenced
from services.complaints.domain.terms import DocumentKind
from shared.casework.api.texts import TextKinds
from shared.casework.api.views import View, readable
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

EVERY_TEXT: Final[TextKinds] = {
    **KINDS,
    ("document-referenced", "location"): "document-location",
    ("document-referenced", "title"): "document-title",
}
"""With what is told of documents, which is shown with each document, and can be redacted too."""


class DocumentView(View):
    """A document that another system keeps."""

    kind: DocumentKind
    referenced_on: date
    recorded_at: datetime
    location: str | None
    title: str | None


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
