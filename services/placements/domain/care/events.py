"""What can have happened in a time in care. Every event says when, and holds its clocks.

`occurred_on` is the London day on which it happened in the world; for a correction, the day on
which it was corrected. `clocks` is the full new state of each clock that the event touched.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.placements.domain.care.child import Child
from services.placements.domain.care.corrected import STORED as CORRECTED_STORED
from services.placements.domain.care.corrected import Corrected
from services.placements.domain.care.state import Address, Particulars
from services.placements.domain.terms import (
    AdjournmentReason,
    CareEndReason,
    LateReason,
    LegalStatus,
    Need,
    NeedOfPlacement,
    PlacementEndReason,
    Provider,
)
from shared.casework.beside.happenings import STORED as BESIDE_STORED
from shared.casework.beside.happenings import BesideEvent
from shared.casework.stored import StoredAs
from shared.deadlines import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CareStarted:
    """The child became looked after."""

    occurred_on: date
    reference: str
    child: Child
    legal_status: LegalStatus
    need: Need
    unaccompanied: bool
    sibling_group: UUID | None
    team: str | None
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingsRecorded:
    occurred_on: date
    sibling_group: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CareAllocated:
    """The case has a new owner. `worker` is None while only the team is known."""

    occurred_on: date
    team: str
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatusChanged:
    occurred_on: date
    status: LegalStatus
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewingServiceTold:
    occurred_on: date
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAppointed:
    """`officer` is the code of a worker. Only the first appointment stops a clock."""

    occurred_on: date
    officer: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRequested:
    occurred_on: date
    number: int
    needs: tuple[NeedOfPlacement, ...]
    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementMatched:
    """`household` is a reference, where it is one of the authority's own."""

    occurred_on: date
    request: int
    provider: Provider
    household: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementMade:
    """The child came to live there: a new placement, with a new plan and new visits."""

    occurred_on: date
    number: int
    request: int | None
    particulars: Particulars
    address: Address | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementPlanned:
    occurred_on: date
    placement: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEnded:
    occurred_on: date
    placement: int
    reason: PlacementEndReason
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSettled:
    """An emergency outside the terms came within them."""

    occurred_on: date
    placement: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildVisited:
    occurred_on: date
    number: int
    placement: int
    seen: bool
    seen_alone: bool
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHeld:
    """`occurred_on` is the day of the review's first meeting."""

    occurred_on: date
    number: int
    complete: bool
    late_reason: LateReason | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewContinued:
    """A further part of a review. It moves no clock."""

    occurred_on: date
    review: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAdjourned:
    occurred_on: date
    reason: AdjournmentReason


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReviewAsked:
    """The reviewing officer wants the next review by then. The limit of the law stays."""

    occurred_on: date
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CareEnded:
    occurred_on: date
    reason: CareEndReason
    clocks: tuple[Clock, ...]


Happened = (
    SiblingsRecorded
    | CareAllocated
    | LegalStatusChanged
    | ReviewingServiceTold
    | OfficerAppointed
    | CareEnded
)
OfPlacement = (
    PlacementRequested
    | PlacementMatched
    | PlacementMade
    | PlacementPlanned
    | PlacementEnded
    | TermsSettled
)
OfReview = ReviewHeld | ReviewContinued | ReviewAdjourned | EarlierReviewAsked
CareEvent = CareStarted | Happened | OfPlacement | ChildVisited | OfReview | BesideEvent | Corrected

STORED: Final = (
    StoredAs("care-started", 1, CareStarted, "child.person"),
    StoredAs("siblings-recorded", 1, SiblingsRecorded),
    StoredAs("care-allocated", 1, CareAllocated),
    StoredAs("legal-status-changed", 1, LegalStatusChanged),
    StoredAs("reviewing-service-told", 1, ReviewingServiceTold),
    StoredAs("reviewing-officer-appointed", 1, OfficerAppointed),
    StoredAs("placement-requested", 1, PlacementRequested),
    StoredAs("placement-matched", 1, PlacementMatched),
    StoredAs("placement-made", 1, PlacementMade),
    StoredAs("placement-planned", 1, PlacementPlanned),
    StoredAs("placement-ended", 1, PlacementEnded),
    StoredAs("terms-settled", 1, TermsSettled),
    StoredAs("child-visited", 1, ChildVisited),
    StoredAs("review-held", 1, ReviewHeld),
    StoredAs("review-continued", 1, ReviewContinued),
    StoredAs("review-adjourned", 1, ReviewAdjourned),
    StoredAs("earlier-review-asked", 1, EarlierReviewAsked),
    StoredAs("care-ended", 1, CareEnded),
    *BESIDE_STORED,
    *CORRECTED_STORED,
)
