"""What a submission says of itself: codes, dates and references; nothing of what was said."""

import json
from typing import Final

from services.referrals.domain.submissions.state import NothingSubmitted, Submission, Submitted
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "submission"
AGENCY_TAG: Final = "agency"
REFERRAL_TAG: Final = "referral"


def header(submission: Submission) -> CaseInMessage:
    """The case as every message of it names it."""
    return CaseInMessage(kind=KIND, reference=_known(submission).reference)


def facts(submission: Submission) -> tuple[Fact, ...]:
    """None: each child's contact is a fact of that child's own case, and is counted there."""
    del submission
    return ()


def people(submission: Submission) -> tuple[PersonInMessage, ...]:
    """The children by their references; what is known of each is in the messages of their case."""
    return tuple(
        PersonInMessage(person=child.person, part="child") for child in _known(submission).children
    )


def list_row(submission: Submission) -> ListRow:
    """How it shows in the list, and how it is found by agency and by a child's referral."""
    known = _known(submission)
    return ListRow(
        kind=KIND,
        reference=known.reference,
        place="received",
        opened_on=known.received_on,
        tags=(
            f"{AGENCY_TAG}:{known.agency}",
            *(f"{REFERRAL_TAG}:{child.referral}" for child in known.children),
        ),
        people=known.people(),
        summary=json.dumps(_summary(known)).encode(),
    )


def names(submission: Submission) -> dict[str, PersonalValue]:
    """None: a list of submissions names nobody."""
    del submission
    return {}


def _summary(known: Submitted) -> dict[str, object]:
    return {
        "main_person": None if known.main_person is None else str(known.main_person),
        "agency": known.agency,
        "message_id": known.message_id,
        "received_at": known.received_at.isoformat(),
        "category": str(known.category),
        "kind": str(known.kind),
        "decision_due": str(known.decision_due),
        "referrals": [child.referral for child in known.children],
    }


def _known(submission: Submission) -> Submitted:
    if isinstance(submission, NothingSubmitted):
        raise TypeError("a submission that did not come cannot be described")
    return submission
