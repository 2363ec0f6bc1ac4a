"""The free texts and document references of a case, read from its history."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.complaints.api.views import TextView, View, readable
from services.complaints.domain.events import ComplaintEvent, DocumentReferenced
from services.complaints.domain.terms import DocumentKind
from shared.casework.beside.happenings import TextRedacted
from shared.event_sourcing import Erased
from shared.event_store.case import Recorded
from shared.event_store.personal_fields import text_id

History = Sequence[Recorded[ComplaintEvent]]

KINDS: Final = {
    ("complaint-received", "statement"): "statement",
    ("complaint-received", "desired_outcome"): "desired-outcome",
    ("route-decided", "explanation"): "route-explanation",
    ("good-reason-recorded", "explanation"): "good-reason-explanation",
    ("stage-1-responded", "summary"): "response-summary",
    ("note-added", "text"): "note",
    ("text-redacted", "wording"): "redacted-wording",
    ("document-referenced", "location"): "document-location",
    ("document-referenced", "title"): "document-title",
}
"""Every free text of a complaint, by stored event type and field."""


class DocumentView(View):
    """A document that another system keeps."""

    kind: DocumentKind
    referenced_on: date
    recorded_at: datetime
    location: str | None
    title: str | None


def texts_of(history: History) -> list[TextView]:
    """Every free text recorded, oldest first; a redacted one has no words any more."""
    return [
        view
        for recorded in history
        if not isinstance(recorded.event, DocumentReferenced)
        for view in _texts_in(recorded)
    ]


def text_ids_of(history: History) -> frozenset[UUID]:
    """The ids of the texts that a case still holds: those not redacted."""
    redacted = {r.event.text for r in history if isinstance(r.event, TextRedacted)}
    return frozenset(view.text for r in history for view in _texts_in(r)) - redacted


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


def _texts_in(recorded: Recorded[ComplaintEvent]) -> Iterator[TextView]:
    stored = recorded.stored
    for field in fields(recorded.event):
        kind = KINDS.get((stored.type, field.name))
        value: str | Erased | None = getattr(recorded.event, field.name) if kind else None
        if kind is None or value is None:
            continue
        yield TextView(
            text=text_id(stored.event_id, (field.name,)),
            kind=kind,
            on=recorded.event.occurred_on,
            recorded_at=stored.recorded_at,
            actor=stored.actor,
            words=readable(value),
            erased=isinstance(value, Erased),
        )
