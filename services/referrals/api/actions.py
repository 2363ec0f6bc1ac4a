"""What the caller may do with a referral now, and why not the rest."""

from collections.abc import Mapping
from typing import Final

from services.referrals.domain.actions import Action, allowed
from services.referrals.domain.authority import check_own_case
from services.referrals.domain.local import Here
from services.referrals.domain.places import NothingOpened, Referral
from shared.casework.api.listing_actions import Actions, Lister
from shared.event_sourcing import Erased
from shared.event_store.refusals import PersonWasErased

WHERE: Final[Mapping[str, str]] = {
    Action.DECIDE: "/decision",
    Action.ACKNOWLEDGE: "/acknowledgement",
    Action.TELL_OUTCOME: "/outcome-told",
    Action.ALLOCATE: "/allocation",
    Action.START_ASSESSMENT: "/assessments",
    Action.AUTHORISE_ASSESSMENT: "/assessments/{number}/authorisation",
    Action.RECORD_EXPLOITATION: "/exploitation",
    Action.ASSESS_RISK: "/exploitation/risk",
    Action.ALLOCATE_EXPLOITATION: "/exploitation/allocation",
    Action.DECIDE_EXPLOITATION: "/exploitation/outcome",
    Action.CLOSE_EXPLOITATION: "/exploitation/closure",
    Action.CORRECT: "/correction",
    Action.CLOSE: "/closure",
    Action.REOPEN: "/reopening",
    Action.LINK_PERSON: "/people/links",
    Action.CORRECT_PERSON: "/people/correction",
    Action.ADD_NOTE: "/notes",
    Action.REDACT_TEXT: "/redactions",
    Action.COMPLETE_REDACTION: "/redactions/completion",
}
"""The noun of each action that a person asks for; asking a redaction is the erasure's own."""

WRITTEN: Final[frozenset[str]] = frozenset({Action.CLOSE, Action.ADD_NOTE, Action.REDACT_TEXT})
"""What stores a free text, under the case's key: that key goes when the child is erased."""


def actions_of(referral: Referral, here: Here, *, lister: Lister, href: str) -> Actions:
    """Every action but opening a contact, on the one list or the other."""
    against = allowed(referral, here)
    if _is_keyless(referral):
        against |= {code: against[code] or PersonWasErased() for code in WRITTEN}
    return lister.listed(lister.on_own(against, check_own_case, referral), WHERE, href)


def _is_keyless(referral: Referral) -> bool:
    if isinstance(referral, NothingOpened):
        return False
    contact = referral.contact
    return contact.child.is_erased or isinstance(contact.concerns, Erased)
