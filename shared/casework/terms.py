"""Codes: what a term is, and the lists that every service has alike.

A term is a code with its wording and the days between which it may be used.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Self


class Term(StrEnum):
    """A code list: each member is its public code, and carries its label and validity.

    A code is never renamed or removed, since stored events hold it; it goes out of use by a
    date. `used_from` and `used_to` are inclusive London dates; None is unbounded.
    """

    label: str
    used_from: date | None
    used_to: date | None

    def __new__(
        cls, code: str, label: str, used_from: date | None = None, used_to: date | None = None
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.used_from = used_from
        member.used_to = used_to
        return member

    def in_use_on(self, day: date) -> bool:
        return (self.used_from is None or self.used_from <= day) and (
            self.used_to is None or day <= self.used_to
        )


class Sex(Term):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    NOT_STATED = "not-stated", "Prefers not to say"


class Ethnicity(Term):
    """The broad groups of the census of England and Wales; finer codes come with the index."""

    WHITE = "white", "White"
    MIXED = "mixed", "Mixed or multiple ethnic groups"
    ASIAN = "asian", "Asian or Asian British"
    BLACK = "black", "Black, Black British, Caribbean or African"
    OTHER = "other", "Other ethnic group"
    NOT_STATED = "not-stated", "Prefers not to say"


class Disability(Term):
    YES = "yes", "Disabled"
    NO = "no", "Not disabled"
    NOT_STATED = "not-stated", "Prefers not to say"


class SexualOrientation(Term):
    HETEROSEXUAL = "heterosexual", "Heterosexual or straight"
    GAY_OR_LESBIAN = "gay-or-lesbian", "Gay or lesbian"
    BISEXUAL = "bisexual", "Bisexual"
    OTHER = "other", "Another orientation"
    NOT_STATED = "not-stated", "Prefers not to say"


class CorrectionReason(Term):
    """Why what was recorded is corrected."""

    MISKEYED = "miskeyed", "Keyed wrongly"
    EVIDENCE_FOUND = "evidence-found", "Evidence of the right value was found"
    LATE_NEWS = "late-news", "The service told it late"
    AUDIT = "audit", "Found by an audit"


class ErasureReason(Term):
    """Why a person is erased."""

    DATA_SUBJECT_REQUEST = "data-subject-request", "The person asked for it (UK GDPR Article 17)"
    RETENTION_ENDED = "retention-ended", "The time for which it is kept has ended"
    RECORDED_IN_ERROR = "recorded-in-error", "The person should never have been recorded"
    COURT_ORDER = "court-order", "A court ordered it"


class ReadReason(Term):
    """Why somebody looks at a case, where that is not plain from the case itself."""

    CASE_WORK = "case-work", "Work on the case"
    COVERING = "covering", "Covering for a colleague"
    SUPERVISION = "supervision", "Supervision of a worker"
    AUDIT = "audit", "An audit or an inspection"
    COMPLAINT = "complaint", "Looking into a complaint"
    SUBJECT_ACCESS = "subject-access", "A request of the person to see what is held"
    COURT = "court", "Asked for by a court"
    DATA_QUALITY = "data-quality", "Looking into how something was recorded"


class ReadAct(Term):
    """What was looked at."""

    SEE_CASE = "see-case", "Saw a case"
    SEE_HISTORY = "see-history", "Saw what happened on a case"
    SEE_EXPLANATION = "see-explanation", "Saw how a clock of a case comes to its date"
    LIST_CASES = "list-cases", "Listed or searched cases"
    SEE_PROGRESS = "see-progress", "Saw how far a submission is"
    LIST_PROGRESS = "list-progress", "Listed how far submissions are"
    SEARCH_PEOPLE = "search-people", "Searched for a person"
    SEE_CASES_OF_PERSON = "see-cases-of-person", "Saw which cases a person is on"
    SEE_ACCESS_LOG = "see-access-log", "Saw who read what"


LISTS: Final[Mapping[str, type[Term]]] = {
    "correction-reasons": CorrectionReason,
    "disabilities": Disability,
    "erasure-reasons": ErasureReason,
    "ethnicities": Ethnicity,
    "read-acts": ReadAct,
    "read-reasons": ReadReason,
    "sexes": Sex,
    "sexual-orientations": SexualOrientation,
}
"""What `/reference/{list}` publishes in every service, beside the service's own lists."""
