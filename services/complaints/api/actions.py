"""What the caller may do with a complaint now, and why not the rest."""

from collections.abc import Mapping
from typing import Final

from services.complaints.domain.actions import Action, allowed
from services.complaints.domain.authority import check_own_case
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, NothingReceived
from shared.casework.api.listing_actions import Actions, Lister
from shared.event_sourcing import Erased
from shared.event_store.refusals import PersonWasErased

WHERE: Final[Mapping[str, str]] = {
    Action.ACKNOWLEDGE: "/acknowledgement",
    Action.DECIDE_ROUTE: "/decision",
    Action.ALLOCATE: "/allocation",
    Action.EXTEND_STAGE_1: "/stage-1/extension",
    Action.AGREE_RESPONSE_DATE: "/stage-1/agreed-date",
    Action.RECORD_GOOD_REASON: "/stage-1/good-reason",
    Action.PAUSE_STAGE_1: "/stage-1/pause",
    Action.RESUME_STAGE_1: "/stage-1/resumption",
    Action.RESPOND_STAGE_1: "/stage-1/response",
    Action.CORRECT: "/correction",
    Action.WITHDRAW: "/withdrawal",
    Action.CLOSE: "/closure",
    Action.REOPEN: "/reopening",
    Action.OFFER_ADVOCATE: "/advocate/offer",
    Action.APPOINT_ADVOCATE: "/advocate/appointment",
    Action.ADD_NOTE: "/notes",
    Action.REFERENCE_DOCUMENT: "/documents",
    Action.REDACT_TEXT: "/redactions",
    Action.COMPLETE_REDACTION: "/redactions/completion",
    Action.LINK_PERSON: "/people/links",
    Action.CORRECT_PERSON: "/people/correction",
    Action.NAME_PERSON: "/people",
    Action.RECORD_HOUSEHOLD: "/household",
}
"""The noun of each action that a person asks for; asking a redaction is the erasure's own."""

WRITTEN: Final[frozenset[str]] = frozenset(
    {Action.ADD_NOTE, Action.REFERENCE_DOCUMENT, Action.REDACT_TEXT}
)
"""What stores a free text, under the case's key: that key goes when the complainant is erased."""


def actions_of(complaint: Complaint, here: Here, *, lister: Lister, href: str) -> Actions:
    """Every action but receiving, on the one list or the other.

    One on the case of another team is refused by `not-your-teams-case` where the caller's roles
    allow it.
    """
    against = allowed(complaint, here)
    if _is_keyless(complaint):
        against |= {code: against[code] or PersonWasErased() for code in WRITTEN}
    return lister.listed(lister.on_own(against, check_own_case, complaint), WHERE, href)


def _is_keyless(complaint: Complaint) -> bool:
    return not isinstance(complaint, NothingReceived) and isinstance(
        complaint.contact.complainant.details.name, Erased
    )
