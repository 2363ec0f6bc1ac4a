"""What can be put right on a referral. What is None stays; several dates may move at once."""

from dataclasses import dataclass
from datetime import date, datetime

from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.terms import DecisionReason, OverReason, Response
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAssessment:
    """The dates of assessment `number`, from 1."""

    number: int
    started_on: date | None = None
    authorised_on: date | None = None
    over_reason: OverReason | None = None
    looked_after_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectExploitation:
    """`risks` are (number, day) of risk assessments, from 1.

    `recorded_on` is of the first record, the others of the latest of their kind.
    """

    recorded_on: date | None = None
    allocated_on: date | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    reopened_on: date | None = None
    risks: tuple[tuple[int, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Put right what was recorded.

    `allocated_on`, `closed_on` and `reopened_on` are of the latest allocation, closing and
    reopening. `earlier` are the earlier referrals of the child, which another day of receipt or
    another response looks at again, and `earlier_again` alone does too.
    """

    reason: CorrectionReason
    received_on: date | None = None
    received_at: datetime | None = None
    decided_on: date | None = None
    response: Response | None = None
    decision_reason: DecisionReason | None = None
    acknowledged_on: date | None = None
    told_on: date | None = None
    allocated_on: date | None = None
    closed_on: date | None = None
    reopened_on: date | None = None
    assessments: tuple[CorrectAssessment, ...] = ()
    exploitation: CorrectExploitation | None = None
    earlier: tuple[EarlierReferral, ...] = ()
    earlier_again: bool = False
