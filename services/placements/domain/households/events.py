"""What can have happened to a household. Every event says when.

`occurred_on` is the London day on which it happened in the world; for a correction, the day on
which it was corrected. A correction names the stored type of the event that it corrects, and
repeats whatever stays.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from services.placements.domain.households.household import Terms
from services.placements.domain.households.terms import (
    Ground,
    HoldReason,
    HouseholdClosingReason,
    HouseholdKind,
)
from shared.casework.people.details import PersonDetails
from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdApproved:
    occurred_on: date
    reference: str
    kind: HouseholdKind
    carers: tuple[PersonDetails, ...]
    terms: Terms | None
    team: str | None
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalCorrected:
    """The approval as it should have been recorded."""

    corrects: ClassVar[str] = "household-approved"

    occurred_on: date
    approved_on: date
    kind: HouseholdKind
    terms: Terms | None
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdAllocated:
    occurred_on: date
    team: str
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChanged:
    """From `occurred_on` on."""

    occurred_on: date
    terms: Terms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsCorrected:
    """The `change`-th change of terms, from 1, as it should have been recorded."""

    corrects: ClassVar[str] = "terms-changed"

    occurred_on: date
    change: int
    effective_on: date
    terms: Terms | None
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionGranted:
    occurred_on: date
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionEnded:
    occurred_on: date
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesHeld:
    occurred_on: date
    places: int
    reason: HoldReason
    to_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased:
    """The `hold`-th hold, from 1, ended."""

    occurred_on: date
    hold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdClosed:
    occurred_on: date
    reason: HouseholdClosingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFilled:
    """A child was placed. `to_on` is known at once where the stay was recorded late."""

    occurred_on: date
    care: str
    placement: int
    child: UUID
    to_on: date | None
    age: int | None
    siblings: UUID | None
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFreed:
    occurred_on: date
    care: str
    placement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCorrected:
    """The stay as it should have been recorded."""

    corrects: ClassVar[str] = "place-filled"
    corrects_by: ClassVar[tuple[str, ...]] = ("care", "placement")

    occurred_on: date
    care: str
    placement: int
    from_on: date
    to_on: date | None
    age: int | None
    siblings: UUID | None
    ground: Ground
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWithdrawn:
    """The child was never there."""

    corrects: ClassVar[str] = "place-filled"
    corrects_by: ClassVar[tuple[str, ...]] = ("care", "placement")

    occurred_on: date
    care: str
    placement: int
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettled:
    """The placement is no emergency outside the terms any more."""

    occurred_on: date
    care: str
    placement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintNoted:
    occurred_on: date
    complaint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedComplaintClosed:
    occurred_on: date
    complaint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTakenBack:
    """It is not about the household after all, whether it was open there or closed."""

    occurred_on: date
    complaint: str


HouseholdEvent = (
    HouseholdApproved
    | ApprovalCorrected
    | HouseholdAllocated
    | TermsChanged
    | TermsCorrected
    | ExemptionGranted
    | ExemptionEnded
    | PlacesHeld
    | HoldReleased
    | HouseholdClosed
    | PlaceFilled
    | PlaceFreed
    | PlaceCorrected
    | PlaceWithdrawn
    | PlaceSettled
    | ComplaintNoted
    | NotedComplaintClosed
    | ComplaintTakenBack
)

STORED: Final = (
    StoredAs("household-approved", 1, HouseholdApproved),
    StoredAs("approval-corrected", 1, ApprovalCorrected),
    StoredAs("household-allocated", 1, HouseholdAllocated),
    StoredAs("terms-changed", 1, TermsChanged),
    StoredAs("terms-corrected", 1, TermsCorrected),
    StoredAs("exemption-granted", 1, ExemptionGranted),
    StoredAs("exemption-ended", 1, ExemptionEnded),
    StoredAs("places-held", 1, PlacesHeld),
    StoredAs("hold-released", 1, HoldReleased),
    StoredAs("household-closed", 1, HouseholdClosed),
    StoredAs("place-filled", 1, PlaceFilled),
    StoredAs("place-freed", 1, PlaceFreed),
    StoredAs("place-corrected", 1, PlaceCorrected),
    StoredAs("place-withdrawn", 1, PlaceWithdrawn),
    StoredAs("place-settled", 1, PlaceSettled),
    StoredAs("household-complaint-noted", 1, ComplaintNoted),
    StoredAs("household-complaint-closed", 1, NotedComplaintClosed),
    StoredAs("household-complaint-taken-back", 1, ComplaintTakenBack),
)
