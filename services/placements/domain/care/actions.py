"""What can be done in a time in care, and what stands against each act where the case is now."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from services.placements.domain.care import (
    beginning,
    correcting_care,
    correcting_placements,
    ending,
    notes,
    placing,
    planning,
    requesting,
    reviewing,
    reviewing_officer,
    visiting,
    withdrawing,
)
from services.placements.domain.care.state import Care
from services.placements.domain.local import Here
from shared.event_sourcing import Refusal, standing_against


class CareAction(StrEnum):
    BECOME_LOOKED_AFTER = "become-looked-after"
    RECORD_SIBLINGS = "record-siblings"
    ALLOCATE = "allocate-care"
    CHANGE_LEGAL_STATUS = "change-legal-status"
    TELL_SERVICE = "tell-reviewing-service"
    APPOINT_OFFICER = "appoint-reviewing-officer"
    REQUEST_PLACEMENT = "request-placement"
    MATCH_PLACEMENT = "match-placement"
    MAKE_PLACEMENT = "make-placement"
    MOVE_CHILD = "move-child"
    PLAN_PLACEMENT = "plan-placement"
    END_PLACEMENT = "end-placement"
    SETTLE_TERMS = "settle-terms"
    VISIT_CHILD = "visit-child"
    HOLD_REVIEW = "hold-review"
    CONTINUE_REVIEW = "continue-review"
    ADJOURN_REVIEW = "adjourn-review"
    ASK_EARLIER_REVIEW = "ask-earlier-review"
    END_CARE = "end-care"
    CORRECT_START = "correct-care-start"
    CORRECT_STATUS = "correct-legal-status"
    CORRECT_OFFICER = "correct-reviewing-officer"
    CORRECT_PLACEMENT = "correct-placement"
    WITHDRAW_PLACEMENT = "withdraw-placement"
    CORRECT_ADDRESS = "correct-address"
    CORRECT_VISIT = "correct-visit"
    CORRECT_REVIEW = "correct-review"
    CORRECT_END = "correct-care-end"
    ADD_NOTE = "add-note"
    REDACT_TEXT = "redact-text"
    ASK_REDACTION = "ask-redaction"
    COMPLETE_REDACTION = "complete-redaction"
    LINK_PERSON = "link-person"
    CORRECT_PERSON = "correct-person"


STANDING: Final[Mapping[CareAction, Callable[[Care, Here], Care]]] = {
    CareAction.BECOME_LOOKED_AFTER: beginning.may_become_looked_after,
    CareAction.RECORD_SIBLINGS: beginning.may_record_siblings,
    CareAction.ALLOCATE: beginning.may_allocate,
    CareAction.CHANGE_LEGAL_STATUS: beginning.may_change_legal_status,
    CareAction.TELL_SERVICE: reviewing_officer.may_tell_service,
    CareAction.APPOINT_OFFICER: reviewing_officer.may_appoint_officer,
    CareAction.REQUEST_PLACEMENT: requesting.may_request,
    CareAction.MATCH_PLACEMENT: requesting.may_match,
    CareAction.MAKE_PLACEMENT: placing.may_place,
    CareAction.MOVE_CHILD: placing.may_move,
    CareAction.PLAN_PLACEMENT: planning.may_plan,
    CareAction.END_PLACEMENT: placing.may_end_placement,
    CareAction.SETTLE_TERMS: placing.may_settle_terms,
    CareAction.VISIT_CHILD: visiting.may_visit,
    CareAction.HOLD_REVIEW: reviewing.may_hold,
    CareAction.CONTINUE_REVIEW: reviewing.may_continue,
    CareAction.ADJOURN_REVIEW: reviewing.may_adjourn,
    CareAction.ASK_EARLIER_REVIEW: reviewing.may_adjourn,
    CareAction.END_CARE: ending.may_end_care,
    CareAction.CORRECT_START: correcting_care.may_correct_start,
    CareAction.CORRECT_STATUS: correcting_care.may_correct_status,
    CareAction.CORRECT_OFFICER: correcting_care.may_correct_officer,
    CareAction.CORRECT_PLACEMENT: correcting_placements.may_correct_placement,
    CareAction.WITHDRAW_PLACEMENT: withdrawing.may_withdraw_placement,
    CareAction.CORRECT_ADDRESS: correcting_placements.may_correct_address,
    CareAction.CORRECT_VISIT: correcting_placements.may_correct_visit,
    CareAction.CORRECT_REVIEW: correcting_placements.may_correct_review,
    CareAction.CORRECT_END: correcting_care.may_correct_end,
    CareAction.ADD_NOTE: notes.BESIDE.may_write,
    CareAction.REDACT_TEXT: notes.BESIDE.may_redact,
    CareAction.ASK_REDACTION: notes.BESIDE.may_write,
    CareAction.COMPLETE_REDACTION: notes.BESIDE.may_complete_redaction,
    CareAction.LINK_PERSON: notes.BESIDE.may_link,
    CareAction.CORRECT_PERSON: notes.may_correct_person,
}
"""The very check that each rule begins with: it returns the case where the act is possible."""


def allowed(care: Care, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None.

    None stands exactly where some valid body would be accepted now. Who may act is another
    question: see `authority`.
    """
    return standing_against(STANDING, care, here)
