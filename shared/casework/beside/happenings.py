"""What can be asked beside the procedure of any kind of case, and what then happened.

Texts are already clean (no NUL, no lone surrogate) and within length: the edge sees to it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    noted_on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactText:
    """`text` is one of `texts_held`: the ids of the texts this case holds, as its log says."""

    redacted_on: date
    text: UUID
    wording: str
    texts_held: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRedaction:
    asked_on: date
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRedaction:
    completed_on: date
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPerson:
    linked_on: date
    person: UUID
    known_as: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPerson:
    """Put right what was recorded of a person on the case. What is None stays.

    The event is the service's own: it names the event that it corrects.
    """

    person: UUID
    reason: CorrectionReason
    name: str | None = None
    date_of_birth: date | None = None
    contact: str | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None


BesideCommand = AddNote | RedactText | AskRedaction | CompleteRedaction | LinkPerson | CorrectPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    occurred_on: date
    text: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRedacted:
    """The key of `text` is destroyed; `wording` stands in its place."""

    occurred_on: date
    text: UUID
    wording: FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionAsked:
    """`person` was erased and may be named in this case's free texts: each must be looked at."""

    occurred_on: date
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionCompleted:
    """No free text of this case names `person` any more."""

    occurred_on: date
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLinked:
    """`person`, a reference made here, is `known_as` in the index of people."""

    occurred_on: date
    person: UUID
    known_as: UUID


BesideEvent = NoteAdded | TextRedacted | RedactionAsked | RedactionCompleted | PersonLinked

TEXT_REDACTED: Final = StoredAs("text-redacted", 1, TextRedacted)

STORED: Final = (
    StoredAs("note-added", 1, NoteAdded),
    TEXT_REDACTED,
    StoredAs("redaction-asked", 1, RedactionAsked),
    StoredAs("redaction-completed", 1, RedactionCompleted),
    StoredAs("person-linked", 1, PersonLinked),
)
"""The stored names; a kind of case that takes them has these in its own table."""
