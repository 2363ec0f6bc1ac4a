"""What the caller may do in a time in care now, and why not the rest."""

from collections.abc import Mapping
from typing import Final

from services.placements.domain.authority import check_own_care
from services.placements.domain.care.actions import CareAction, allowed
from services.placements.domain.care.state import KnownCare
from services.placements.domain.local import Here
from shared.casework.api.listing_actions import Actions, Lister
from shared.event_store.refusals import PersonWasErased

WHERE: Final[Mapping[str, str]] = {
    CareAction.RECORD_SIBLINGS: "/siblings",
    CareAction.ALLOCATE: "/allocation",
    CareAction.CHANGE_LEGAL_STATUS: "/legal-statuses",
    CareAction.TELL_SERVICE: "/reviewing-officer/notification",
    CareAction.APPOINT_OFFICER: "/reviewing-officer",
    CareAction.REQUEST_PLACEMENT: "/placement-requests",
    CareAction.MATCH_PLACEMENT: "/placement-requests/{number}/match",
    CareAction.MAKE_PLACEMENT: "/placements",
    CareAction.MOVE_CHILD: "/moves",
    CareAction.PLAN_PLACEMENT: "/placements/{number}/plan",
    CareAction.END_PLACEMENT: "/placements/{number}/ending",
    CareAction.SETTLE_TERMS: "/placements/{number}/terms-settled",
    CareAction.VISIT_CHILD: "/visits",
    CareAction.HOLD_REVIEW: "/reviews",
    CareAction.CONTINUE_REVIEW: "/reviews/{number}/parts",
    CareAction.ADJOURN_REVIEW: "/review-adjournments",
    CareAction.ASK_EARLIER_REVIEW: "/review-requests",
    CareAction.END_CARE: "/ending",
    CareAction.CORRECT_START: "/corrections/start",
    CareAction.CORRECT_STATUS: "/corrections/legal-statuses/{number}",
    CareAction.CORRECT_OFFICER: "/corrections/reviewing-officer",
    CareAction.CORRECT_PLACEMENT: "/corrections/placements/{number}",
    CareAction.WITHDRAW_PLACEMENT: "/corrections/placements/{number}/withdrawal",
    CareAction.CORRECT_ADDRESS: "/corrections/placements/{number}/address",
    CareAction.CORRECT_VISIT: "/corrections/visits/{number}",
    CareAction.CORRECT_REVIEW: "/corrections/reviews/{number}",
    CareAction.CORRECT_END: "/corrections/ending",
    CareAction.ADD_NOTE: "/notes",
    CareAction.REDACT_TEXT: "/redactions",
    CareAction.COMPLETE_REDACTION: "/redactions/completion",
    CareAction.LINK_PERSON: "/people/links",
    CareAction.CORRECT_PERSON: "/people/correction",
}
"""The noun of each action that a person asks for; asking a redaction is the erasure's own."""

WRITTEN: Final[frozenset[str]] = frozenset({CareAction.ADD_NOTE, CareAction.REDACT_TEXT})
"""What stores a free text, under the case's key: that key goes when the child is erased."""


def actions_of(care: KnownCare, here: Here, *, lister: Lister) -> Actions:
    """Every action but the beginning, on the one list or the other."""
    against = allowed(care, here)
    if care.time.child.is_erased:
        against |= {code: against[code] or PersonWasErased() for code in WRITTEN}
    href = f"/care/{care.time.reference}"
    return lister.listed(lister.on_own(against, check_own_care, care), WHERE, href)
