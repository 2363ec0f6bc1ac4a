"""The code lists of submissions."""

from collections.abc import Mapping
from typing import Final

from shared.casework.terms import Term


class Consent(Term):
    """Whether the family agreed that this is passed on."""

    GIVEN = "given", "Given"
    NOT_SOUGHT = "not-sought", "Not sought"
    REFUSED = "refused", "Refused"


class SharingReason(Term):
    """Why it is passed on without consent (Working Together: consent is no bar to safety)."""

    RISK_IF_ASKED = "risk-if-asked", "Asking would put somebody at risk"
    URGENT = "urgent", "There was no time to ask"
    CRIME = "crime", "Asking could hinder the prevention or detection of a crime"
    NOT_REACHED = "not-reached", "Nobody who could agree was reached"
    PUBLIC_INTEREST = "public-interest", "The child's safety outweighs the refusal"
    OTHER = "other", "Another reason"


class SubmissionState(Term):
    """What became of a submission, over all of its children."""

    RECEIVED = "received", "Received; not all of it is decided"
    DECIDED = "decided", "Decided for every child"
    TOLD = "told", "Decided, and the referrer was told, for every child"


LISTS: Final[Mapping[str, type[Term]]] = {
    "consents": Consent,
    "sharing-reasons": SharingReason,
    "submission-states": SubmissionState,
}
