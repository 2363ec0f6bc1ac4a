"""What an officer can ask of a household, and what a placement asks of it.

Business dates are London dates; none is in the future but the planned end of a hold.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placements.domain.households.household import Terms
from services.placements.domain.households.terms import (
    Ground,
    HoldReason,
    HouseholdClosingReason,
    HouseholdKind,
)
from shared.casework.people.details import PersonDetails
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveHousehold:
    """Record an approval. `terms` None is one without terms; `worker` supervises the carers."""

    reference: str
    approved_on: date
    kind: HouseholdKind
    carers: tuple[PersonDetails, ...]
    terms: Terms | None = None
    team: str | None = None
    worker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectApproval:
    """What is None stays; `no_terms` says that it was an approval without terms."""

    reason: CorrectionReason
    approved_on: date | None = None
    kind: HouseholdKind | None = None
    terms: Terms | None = None
    no_terms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateHousehold:
    """Give the household to a team and to the worker who supervises the carers."""

    allocated_on: date
    team: str
    worker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTerms:
    """Other terms from `effective_on` on; None takes all terms away."""

    effective_on: date
    terms: Terms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectTerms:
    """Put right the `change`-th change of terms, from 1. What is None stays."""

    reason: CorrectionReason
    change: int
    effective_on: date | None = None
    terms: Terms | None = None
    no_terms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantExemption:
    """Exempt the household from the usual limit for the child with this care reference."""

    granted_on: date
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndExemption:
    """`ended_on` is the first day without it."""

    ended_on: date
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaces:
    """`to_on`, where it is planned, is the first day on which they can be filled again."""

    from_on: date
    places: int
    reason: HoldReason
    to_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold:
    """End the `hold`-th hold, from 1: the places can be filled from `released_on` on."""

    hold: int
    released_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHousehold:
    closed_on: date
    reason: HouseholdClosingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPlace:
    """Place a child: placement number `placement` of the time in care `care`.

    `to_on` is given where a stay is recorded that is over. `age` is in whole years on `from_on`.
    """

    care: str
    placement: int
    child: UUID
    from_on: date
    to_on: date | None = None
    age: int | None = None
    siblings: UUID | None = None
    ground: Ground = Ground.WITHIN_TERMS


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePlace:
    """The child left on `freed_on`: another may come on that day."""

    care: str
    placement: int
    freed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPlace:
    """What is None stays; `still_there` says that the child never left."""

    reason: CorrectionReason
    care: str
    placement: int
    from_on: date | None = None
    to_on: date | None = None
    still_there: bool = False
    age: int | None = None
    siblings: UUID | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPlace:
    """The child was never placed here: the placement was recorded in error, or elsewhere.

    `goes_on` is the child's placement here before it, where that one goes on in its stead.
    """

    reason: CorrectionReason
    care: str
    placement: int
    goes_on: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAges:
    """The child was born on another day: their age on the first day of each of their placements.

    `ages` has the number of each placement here, with the age in whole years, None if not known.
    """

    reason: CorrectionReason
    care: str
    ages: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePlace:
    """What was an emergency outside the terms is within the limits from `settled_on` on."""

    care: str
    placement: int
    settled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteComplaint:
    """A complaint about the household is open, by its reference in the complaints service."""

    complaint: str
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseComplaint:
    complaint: str
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeComplaintBack:
    """The complaint is not about this household, whether it is open or closed there."""

    complaint: str
    taken_back_on: date


PlaceCommand = FillPlace | FreePlace | CorrectPlace | CorrectAges | WithdrawPlace | SettlePlace
"""What a placement asks, together with the child's own case."""

HouseholdCommand = (
    ApproveHousehold
    | CorrectApproval
    | AllocateHousehold
    | ChangeTerms
    | CorrectTerms
    | GrantExemption
    | EndExemption
    | HoldPlaces
    | ReleaseHold
    | CloseHousehold
    | PlaceCommand
    | NoteComplaint
    | CloseComplaint
    | TakeComplaintBack
)
