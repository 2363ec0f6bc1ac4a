"""What was put right of a time in care: each event names the stored type that it corrects.

A correction repeats what stays. It states facts anew and moves clocks; it adds no fact.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from services.placements.domain.care.child import Child
from services.placements.domain.care.state import Address, Particulars, PlacementEnd
from services.placements.domain.terms import CareEndReason, LateReason, LegalStatus, Need
from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CareStartCorrected:
    corrects: ClassVar[str] = "care-started"

    occurred_on: date
    started_on: date
    legal_status: LegalStatus
    need: Need
    unaccompanied: bool
    policy_edition: int
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatusCorrected:
    """The `number`-th legal status by its day, from 2."""

    corrects: ClassVar[str] = "legal-status-changed"

    occurred_on: date
    number: int
    changed_on: date
    status: LegalStatus
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingCorrected:
    corrects: ClassVar[str] = "reviewing-service-told"

    occurred_on: date
    told_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCorrected:
    """Of the first officer."""

    corrects: ClassVar[str] = "reviewing-officer-appointed"

    occurred_on: date
    appointed_on: date
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementCorrected:
    """The placement as it should have been recorded, from its start on. Nobody moved."""

    corrects: ClassVar[str] = "placement-made"
    corrects_by: ClassVar[tuple[str, ...]] = ("placement",)

    occurred_on: date
    placement: int
    started_on: date
    particulars: Particulars
    planned_on: date | None
    end: PlacementEnd | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementWithdrawn:
    """The placement never was. `goes_on` is the one before it, where that ended only by it.

    That one has the `end` of the withdrawn one, or goes on still, and keeps its visits.
    """

    corrects: ClassVar[str] = "placement-made"
    corrects_by: ClassVar[tuple[str, ...]] = ("placement",)

    occurred_on: date
    placement: int
    goes_on: int | None
    end: PlacementEnd | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCorrected:
    """The address as it should have been recorded. Nobody moved."""

    corrects: ClassVar[str] = "placement-made"
    corrects_by: ClassVar[tuple[str, ...]] = ("placement",)

    occurred_on: date
    placement: int
    address: Address
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCorrected:
    corrects: ClassVar[str] = "child-visited"
    corrects_by: ClassVar[tuple[str, ...]] = ("number",)

    occurred_on: date
    number: int
    visited_on: date
    seen: bool
    seen_alone: bool
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCorrected:
    corrects: ClassVar[str] = "review-held"
    corrects_by: ClassVar[tuple[str, ...]] = ("number",)

    occurred_on: date
    number: int
    held_on: date
    late_reason: LateReason | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareEndCorrected:
    """`placement` is the one that ended with the care, and is put right with it."""

    corrects: ClassVar[str] = "care-ended"

    occurred_on: date
    ended_on: date
    end_reason: CareEndReason
    placement: int | None
    reason: CorrectionReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrected:
    """The child as they should have been recorded, whole."""

    corrects: ClassVar[str] = "care-started"

    occurred_on: date
    details: Child
    reason: CorrectionReason


Corrected = (
    CareStartCorrected
    | LegalStatusCorrected
    | TellingCorrected
    | AppointmentCorrected
    | PlacementCorrected
    | PlacementWithdrawn
    | AddressCorrected
    | VisitCorrected
    | ReviewCorrected
    | CareEndCorrected
    | PersonCorrected
)

STORED: Final = (
    StoredAs("care-start-corrected", 1, CareStartCorrected),
    StoredAs("legal-status-corrected", 1, LegalStatusCorrected),
    StoredAs("telling-corrected", 1, TellingCorrected),
    StoredAs("appointment-corrected", 1, AppointmentCorrected),
    StoredAs("placement-corrected", 1, PlacementCorrected),
    StoredAs("placement-withdrawn", 1, PlacementWithdrawn),
    StoredAs("address-corrected", 1, AddressCorrected),
    StoredAs("visit-corrected", 1, VisitCorrected),
    StoredAs("review-corrected", 1, ReviewCorrected),
    StoredAs("care-end-corrected", 1, CareEndCorrected),
    StoredAs("person-corrected", 1, PersonCorrected),
)
