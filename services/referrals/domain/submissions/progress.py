"""What a submission came to: decided for every child, told of every child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.referrals.domain.submissions.terms import SubmissionState
from services.referrals.domain.terms import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of one child's contact: the code of the response, and when it was told."""

    referral: str
    response: Response | None = None
    told_on: date | None = None


def state_of(children: Sequence[Became]) -> SubmissionState:
    """As far as the child who is least far."""
    if any(child.response is None for child in children):
        return SubmissionState.RECEIVED
    if any(child.told_on is None for child in children):
        return SubmissionState.DECIDED
    return SubmissionState.TOLD
