"""What can be asked of a submission, and what then happened.

Everything that was said is kept as it was said, in JSON: of each person under that person's key,
of the rest as a free text, so that the erasure of one child leaves the others' as they were.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.beside import happenings as beside
from shared.casework.beside.happenings import (
    AskRedaction,
    CompleteRedaction,
    RedactionAsked,
    RedactionCompleted,
    RedactText,
    TextRedacted,
)
from shared.casework.stored import StoredAs
from shared.event_sourcing import FreeText, Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of one person, as it was said: a JSON document in ASCII."""

    person: UUID
    as_said: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedChild:
    """A child of the submission, and the case that was opened for them in the same append.

    `as_said` is None where a concern was sent and no child.
    """

    person: UUID
    referral: str
    stream: UUID
    as_said: Personal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSubmission:
    """`message_id` is None where it could be more than an id; it is in `rest` all the same.

    `rest` is the JSON document without the people in it; `warnings` has a line for each thing that
    was odd: where, and a code.
    """

    reference: str
    received_at: datetime
    agency: str
    message_id: str | None
    schema: str | None
    source: Source
    kind: ContactKind
    category: Category
    consent: Consent | None
    sharing_reason: SharingReason | None
    children: tuple[SubmittedChild, ...]
    referrer: Told | None
    around: tuple[Told, ...]
    rest: str
    warnings: str | None


SubmissionCommand = ReceiveSubmission | RedactText | AskRedaction | CompleteRedaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReceived:
    """`decision_due` is what the receipt says: the day by which it is decided what is done."""

    occurred_on: date
    received_at: datetime
    reference: str
    agency: str
    message_id: str | None
    schema: str | None
    source: Source
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


SubmissionEvent = SubmissionReceived | TextRedacted | RedactionAsked | RedactionCompleted

_BESIDE: Final = ("text-redacted", "redaction-asked", "redaction-completed")

STORED: Final = (
    StoredAs("submission-received", 1, SubmissionReceived, "main_person"),
    *(shape for shape in beside.STORED if shape.name in _BESIDE),
)
