"""What can be asked of a child's time in care, in the words an officer would use.

Business dates are London dates; none is in the future. Texts are already clean (no NUL, no lone
surrogate) and within length: the edge sees to it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placements.domain.care.child import Child
from services.placements.domain.care.corrections import CareCorrection
from services.placements.domain.care.state import PlaceOfHousehold
from services.placements.domain.terms import (
    AdjournmentReason,
    CareEndReason,
    LateReason,
    LegalStatus,
    Need,
    NeedOfPlacement,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.beside.happenings import BesideCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class BecomeLookedAfter:
    """Begin a time in care. The same from an officer and from a referral's outcome."""

    reference: str
    started_on: date
    child: Child
    legal_status: LegalStatus
    need: Need
    unaccompanied: bool = False
    sibling_group: UUID | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSiblings:
    """The child is a sibling of everybody whose time in care has the same group."""

    recorded_on: date
    sibling_group: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateCare:
    allocated_on: date
    team: str
    worker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLegalStatus:
    changed_on: date
    status: LegalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TellReviewingService:
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointOfficer:
    """Appoint the reviewing officer, or change to another."""

    appointed_on: date
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPlacement:
    requested_on: date
    needs: tuple[NeedOfPlacement, ...]
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPlacement:
    request: int
    matched_on: date
    provider: Provider
    household: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePlacement:
    """The child came to live there. `request` is the one it answers, where there was one.

    `place` is given exactly for a household of the authority's own, whose rule decides in the
    same append whether it may take the child by that ground.
    """

    started_on: date
    provider: Provider
    type: PlacementType
    emergency: bool = False
    long_term: bool = False
    request: int | None = None
    place: PlaceOfHousehold | None = None
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveChild:
    """End the present placement and make another on the same day."""

    reason: PlacementEndReason
    to: MakePlacement


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlacement:
    """The placement plan was made; it may be made before the placement starts."""

    placement: int
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPlacement:
    placement: int
    ended_on: date
    reason: PlacementEndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleTerms:
    """What was an emergency outside the terms is now within them (reg 23)."""

    placement: int
    settled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChild:
    """A visit under reg 28, to the placement, or to the present one where none is named."""

    visited_on: date
    seen: bool
    seen_alone: bool
    placement: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReview:
    """A review, or the first meeting of one in several parts (`complete` false)."""

    held_on: date
    complete: bool = True
    late_reason: LateReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueReview:
    review: int
    held_on: date
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjournReview:
    adjourned_on: date
    reason: AdjournmentReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEarlierReview:
    asked_on: date
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCare:
    """The authority no longer looks after the child; a placement ends with it."""

    ended_on: date
    reason: CareEndReason


CareCommand = (
    BecomeLookedAfter
    | RecordSiblings
    | AllocateCare
    | ChangeLegalStatus
    | TellReviewingService
    | AppointOfficer
    | RequestPlacement
    | MatchPlacement
    | MakePlacement
    | MoveChild
    | PlanPlacement
    | EndPlacement
    | SettleTerms
    | VisitChild
    | HoldReview
    | ContinueReview
    | AdjournReview
    | AskEarlierReview
    | EndCare
    | CareCorrection
    | BesideCommand
)
