"""What can be put right of a time in care. What is None stays; a correction is never a move."""

from dataclasses import dataclass
from datetime import date

from services.placements.domain.care.state import PlaceOfHousehold
from services.placements.domain.terms import (
    CareEndReason,
    LateReason,
    LegalStatus,
    Need,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCareStart:
    """The day the child became looked after, and what was recorded with it."""

    reason: CorrectionReason
    started_on: date | None = None
    legal_status: LegalStatus | None = None
    need: Need | None = None
    unaccompanied: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLegalStatus:
    """A later legal status: `number` counts from 2, in the order of the days."""

    number: int
    reason: CorrectionReason
    changed_on: date | None = None
    status: LegalStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReviewingOfficer:
    """When the service was told, or when the first officer was appointed."""

    reason: CorrectionReason
    told_on: date | None = None
    appointed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPlacement:
    """`place` is the place in our household as it stands once this is put right, where one is."""

    placement: int
    reason: CorrectionReason
    started_on: date | None = None
    planned_on: date | None = None
    ended_on: date | None = None
    end_reason: PlacementEndReason | None = None
    provider: Provider | None = None
    type: PlacementType | None = None
    emergency: bool | None = None
    long_term: bool | None = None
    place: PlaceOfHousehold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPlacement:
    """The placement was recorded in error: an address keyed as a move, another child's move."""

    placement: int
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAddress:
    """The address of a placement as it should have been recorded. Nobody moved."""

    placement: int
    reason: CorrectionReason
    address: str
    postcode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectVisit:
    number: int
    reason: CorrectionReason
    visited_on: date | None = None
    seen: bool | None = None
    seen_alone: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReview:
    """Of a review in parts, `held_on` is the day of its first meeting."""

    number: int
    reason: CorrectionReason
    held_on: date | None = None
    late_reason: LateReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCareEnd:
    """The day or the reason of the end; a placement that ended with it is put right with it."""

    reason: CorrectionReason
    ended_on: date | None = None
    end_reason: CareEndReason | None = None


CareCorrection = (
    CorrectCareStart
    | CorrectLegalStatus
    | CorrectReviewingOfficer
    | CorrectPlacement
    | WithdrawPlacement
    | CorrectAddress
    | CorrectVisit
    | CorrectReview
    | CorrectCareEnd
)
