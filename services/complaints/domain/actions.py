"""What can be done to a complaint, and what stands against each act where the case is now."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from services.complaints.domain import (
    about_household,
    advocacy,
    allocation,
    closing,
    correction,
    extension,
    intake,
    naming,
    notes,
    pausing,
    routing,
    stage_1,
)
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from shared.event_sourcing import Refusal, standing_against


class Action(StrEnum):
    RECEIVE = "receive"
    ACKNOWLEDGE = "acknowledge"
    DECIDE_ROUTE = "decide-route"
    ALLOCATE = "allocate"
    EXTEND_STAGE_1 = "extend-stage-1"
    AGREE_RESPONSE_DATE = "agree-response-date"
    RECORD_GOOD_REASON = "record-good-reason"
    PAUSE_STAGE_1 = "pause-stage-1"
    RESUME_STAGE_1 = "resume-stage-1"
    RESPOND_STAGE_1 = "respond-stage-1"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"
    OFFER_ADVOCATE = "offer-advocate"
    APPOINT_ADVOCATE = "appoint-advocate"
    ADD_NOTE = "add-note"
    REFERENCE_DOCUMENT = "reference-document"
    REDACT_TEXT = "redact-text"
    ASK_REDACTION = "ask-redaction"
    COMPLETE_REDACTION = "complete-redaction"
    LINK_PERSON = "link-person"
    CORRECT_PERSON = "correct-person"
    NAME_PERSON = "name-person"
    RECORD_HOUSEHOLD = "record-household"


STANDING: Final[Mapping[Action, Callable[[Complaint, Here], Complaint]]] = {
    Action.RECEIVE: intake.may_receive,
    Action.ACKNOWLEDGE: intake.may_acknowledge,
    Action.DECIDE_ROUTE: routing.may_decide_route,
    Action.ALLOCATE: allocation.may_allocate,
    Action.EXTEND_STAGE_1: extension.may_extend,
    Action.AGREE_RESPONSE_DATE: extension.may_agree_response_date,
    Action.RECORD_GOOD_REASON: extension.may_record_good_reason,
    Action.PAUSE_STAGE_1: pausing.may_pause,
    Action.RESUME_STAGE_1: pausing.may_resume,
    Action.RESPOND_STAGE_1: stage_1.may_respond,
    Action.CORRECT: correction.may_correct,
    Action.WITHDRAW: closing.may_withdraw,
    Action.CLOSE: closing.may_close,
    Action.REOPEN: closing.may_reopen,
    Action.OFFER_ADVOCATE: advocacy.may_offer,
    Action.APPOINT_ADVOCATE: advocacy.may_appoint,
    Action.ADD_NOTE: notes.BESIDE.may_write,
    Action.REFERENCE_DOCUMENT: notes.BESIDE.may_write,
    Action.REDACT_TEXT: notes.BESIDE.may_redact,
    Action.ASK_REDACTION: notes.BESIDE.may_write,
    Action.COMPLETE_REDACTION: notes.BESIDE.may_complete_redaction,
    Action.LINK_PERSON: notes.BESIDE.may_link,
    Action.CORRECT_PERSON: naming.may_correct_person,
    Action.NAME_PERSON: naming.may_name_person,
    Action.RECORD_HOUSEHOLD: about_household.may_record,
}
"""The very check that each rule begins with: it returns the case where the act is possible."""


def allowed(complaint: Complaint, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None.

    None stands exactly where some valid body would be accepted now. Who may act is another
    question: see `authority`.
    """
    return standing_against(STANDING, complaint, here)
