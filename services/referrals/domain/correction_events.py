"""Corrections: each names the stored type of the event that it puts right, and counts as nothing.

Where one command corrects several dates, its first event holds every clock that moves, so that no
reader ever sees a clock that stops before it starts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from services.referrals.domain.child import Child
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.terms import DecisionReason, OverReason, Response
from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedCorrected:
    """The contact had arrived on another day."""

    corrects: ClassVar[str] = "contact-opened"

    occurred_on: date
    received_on: date
    received_at: datetime | None
    reason: CorrectionReason
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCorrected:
    """It was decided on another day or otherwise, or another earlier referral is known."""

    corrects: ClassVar[str] = "contact-decided"

    occurred_on: date
    decided_on: date
    response: Response
    decision_reason: DecisionReason
    re_referral: EarlierReferral | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementCorrected:
    corrects: ClassVar[str] = "contact-acknowledged"

    occurred_on: date
    acknowledged_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeToldCorrected:
    corrects: ClassVar[str] = "outcome-told"

    occurred_on: date
    told_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationCorrected:
    """The latest allocation was made on another day."""

    corrects: ClassVar[str] = "referral-allocated"

    occurred_on: date
    allocated_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCorrected:
    """Assessment `number` as it should have been recorded; days as in `AssessmentAuthorised`."""

    corrects: ClassVar[str] = "assessment-started"
    corrects_by: ClassVar[tuple[str, ...]] = ("number",)

    occurred_on: date
    number: int
    started_on: date
    authorised_on: date | None
    over_reason: OverReason | None
    days_from_start: int | None
    days_from_referral: int | None
    looked_after_on: date | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCorrected:
    """The latest closing was on another day."""

    corrects: ClassVar[str] = "referral-closed"

    occurred_on: date
    closed_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningCorrected:
    """The latest reopening was on another day."""

    corrects: ClassVar[str] = "referral-reopened"

    occurred_on: date
    reopened_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploitationCorrected:
    """The dates of the exploitation side, all of them as they should have been.

    `risks` has one day for each risk assessment; the others are of the latest of their kind.
    """

    corrects: ClassVar[str] = "contact-opened"

    occurred_on: date
    recorded_on: date | None
    allocated_on: date | None
    decided_on: date | None
    closed_on: date | None
    risks: tuple[date, ...]
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploitationReopeningCorrected:
    """The day on which exploitation was recorded again after its latest closing."""

    corrects: ClassVar[str] = "exploitation-recorded"

    occurred_on: date
    reopened_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCorrected:
    """The child as they should have been recorded, whole."""

    corrects: ClassVar[str] = "contact-opened"

    occurred_on: date
    child: Child
    reason: CorrectionReason


CorrectionEvent = (
    ReceivedCorrected
    | DecisionCorrected
    | AcknowledgementCorrected
    | OutcomeToldCorrected
    | AllocationCorrected
    | AssessmentCorrected
    | ClosingCorrected
    | ReopeningCorrected
    | ExploitationCorrected
    | ExploitationReopeningCorrected
    | ChildCorrected
)

STORED: Final = (
    StoredAs("received-corrected", 1, ReceivedCorrected),
    StoredAs("decision-corrected", 1, DecisionCorrected),
    StoredAs("acknowledgement-corrected", 1, AcknowledgementCorrected),
    StoredAs("outcome-told-corrected", 1, OutcomeToldCorrected),
    StoredAs("allocation-corrected", 1, AllocationCorrected),
    StoredAs("assessment-corrected", 1, AssessmentCorrected),
    StoredAs("closing-corrected", 1, ClosingCorrected),
    StoredAs("reopening-corrected", 1, ReopeningCorrected),
    StoredAs("exploitation-corrected", 1, ExploitationCorrected),
    StoredAs("exploitation-reopening-corrected", 1, ExploitationReopeningCorrected),
    StoredAs("child-corrected", 1, ChildCorrected),
)
