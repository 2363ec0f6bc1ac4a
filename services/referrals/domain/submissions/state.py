"""A submission as it stands. What becomes of its children stands on their own cases."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.submissions.happenings import (
    SubmissionEvent,
    SubmissionReceived,
    SubmittedChild,
    Told,
)
from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind
from shared.casework.beside.happenings import RedactionAsked, RedactionCompleted, TextRedacted
from shared.casework.impossible import ImpossibleHistory
from shared.event_sourcing import FreeText


@dataclass(frozen=True, slots=True)
class NothingSubmitted:
    """Nothing came under this reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """`main_person` is the child of a submission about one, and None where there are several.

    `redacted` are the texts that other words took the place of, `redactions` the erased people
    for whom somebody must still look in the texts.
    """

    reference: str
    received_on: date
    received_at: datetime
    agency: str
    message_id: str | None
    schema: str | None
    kind: ContactKind
    category: Category
    consent: Consent | None
    sharing_reason: SharingReason | None
    main_person: UUID | None
    children: tuple[SubmittedChild, ...]
    referrer: Told | None
    around: tuple[Told, ...]
    rest: FreeText
    warnings: FreeText | None
    decision_due: date
    redacted: frozenset[UUID] = frozenset()
    redactions: tuple[UUID, ...] = ()

    def people(self) -> tuple[UUID, ...]:
        """Everybody of whom something was said."""
        told = (*(() if self.referrer is None else (self.referrer,)), *self.around)
        return (*(child.person for child in self.children), *(one.person for one in told))


Submission = NothingSubmitted | Submitted


def evolve(submission: Submission, event: SubmissionEvent) -> Submission:
    """The submission after `event`. Raises ImpossibleHistory."""
    match submission, event:
        case NothingSubmitted(), SubmissionReceived():
            return _submitted(event)
        case Submitted(), TextRedacted():
            return replace(submission, redacted=submission.redacted | {event.text})
        case Submitted(), RedactionAsked():
            return replace(submission, redactions=(*submission.redactions, event.person))
        case Submitted(), RedactionCompleted():
            left = tuple(one for one in submission.redactions if one != event.person)
            return replace(submission, redactions=left)
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(submission).__name__}")


def _submitted(event: SubmissionReceived) -> Submitted:
    return Submitted(
        reference=event.reference,
        received_on=event.occurred_on,
        received_at=event.received_at,
        agency=event.agency,
        message_id=event.message_id,
        schema=event.schema,
        kind=event.kind,
        category=event.category,
        consent=event.consent,
        sharing_reason=event.sharing_reason,
        main_person=event.main_person,
        children=event.children,
        referrer=event.referrer,
        around=event.around,
        rest=event.rest,
        warnings=event.warnings,
        decision_due=event.decision_due,
    )
