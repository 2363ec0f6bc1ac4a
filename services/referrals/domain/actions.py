"""What can be done to a referral, and what stands against each act where the case is now."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from services.referrals.domain import (
    allocation,
    assessing,
    closing,
    correction,
    deciding,
    exploitation,
    intake,
    naming,
    notes,
)
from services.referrals.domain.local import Here
from services.referrals.domain.places import Referral
from shared.event_sourcing import Refusal, standing_against


class Action(StrEnum):
    OPEN_CONTACT = "open-contact"
    DECIDE = "decide"
    ACKNOWLEDGE = "acknowledge"
    TELL_OUTCOME = "tell-outcome"
    ALLOCATE = "allocate"
    START_ASSESSMENT = "start-assessment"
    AUTHORISE_ASSESSMENT = "authorise-assessment"
    RECORD_EXPLOITATION = "record-exploitation"
    ASSESS_RISK = "assess-risk"
    ALLOCATE_EXPLOITATION = "allocate-exploitation"
    DECIDE_EXPLOITATION = "decide-exploitation"
    CLOSE_EXPLOITATION = "close-exploitation"
    CORRECT = "correct"
    CLOSE = "close"
    REOPEN = "reopen"
    LINK_PERSON = "link-person"
    CORRECT_PERSON = "correct-person"
    ADD_NOTE = "add-note"
    REDACT_TEXT = "redact-text"
    ASK_REDACTION = "ask-redaction"
    COMPLETE_REDACTION = "complete-redaction"


STANDING: Final[Mapping[Action, Callable[[Referral, Here], object]]] = {
    Action.OPEN_CONTACT: intake.may_open,
    Action.DECIDE: deciding.may_decide,
    Action.ACKNOWLEDGE: deciding.may_acknowledge,
    Action.TELL_OUTCOME: deciding.may_tell,
    Action.ALLOCATE: allocation.may_allocate,
    Action.START_ASSESSMENT: assessing.may_start_assessment,
    Action.AUTHORISE_ASSESSMENT: assessing.may_authorise,
    Action.RECORD_EXPLOITATION: exploitation.may_record,
    Action.ASSESS_RISK: exploitation.may_work_on,
    Action.ALLOCATE_EXPLOITATION: exploitation.may_allocate_exploitation,
    Action.DECIDE_EXPLOITATION: exploitation.may_work_on,
    Action.CLOSE_EXPLOITATION: exploitation.may_work_on,
    Action.CORRECT: correction.may_correct,
    Action.CLOSE: closing.may_close,
    Action.REOPEN: closing.may_reopen,
    Action.LINK_PERSON: notes.BESIDE.may_link,
    Action.CORRECT_PERSON: naming.may_correct_child,
    Action.ADD_NOTE: notes.BESIDE.may_write,
    Action.REDACT_TEXT: notes.BESIDE.may_redact,
    Action.ASK_REDACTION: notes.BESIDE.may_write,
    Action.COMPLETE_REDACTION: notes.BESIDE.may_complete_redaction,
}
"""The very check that each rule begins with: it gives the case where the act is possible."""


def allowed(referral: Referral, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None.

    None stands exactly where some valid body would be accepted now. Who may act is another
    question: see `authority`.
    """
    return standing_against(STANDING, referral, here)
