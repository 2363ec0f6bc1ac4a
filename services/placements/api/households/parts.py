"""The parts of a household as clients send and see them."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.placements.domain.households.household import (
    MOST_PLACES,
    OLDEST,
    Exemption,
    Hold,
    OpenComplaint,
    Stay,
    Terms,
    TermsPeriod,
)
from services.placements.domain.households.occupancy import Passed
from services.placements.domain.households.places import Places
from services.placements.domain.households.terms import Ground, HoldReason, Limit
from shared.casework.api.bodies import Body, Number
from shared.casework.api.views import View

PlacesNumber = Annotated[Number, Field(ge=1, le=MOST_PLACES)]
Age = Annotated[Number, Field(ge=0, le=OLDEST)]


class TermsBody(Body):
    """Terms of approval; what is left out sets no bound, and something is set."""

    places: PlacesNumber | None = None
    sibling_places: PlacesNumber | None = Field(
        default=None, description="How many where all of them are siblings of each other."
    )
    youngest: Age | None = None
    oldest: Age | None = Field(default=None, description="In whole years, inclusive.")

    def terms(self) -> Terms:
        return Terms(
            places=self.places,
            sibling_places=self.sibling_places,
            youngest=self.youngest,
            oldest=self.oldest,
        )


class TermsView(View):
    """Terms from a day on, until others follow; `absent` is an approval without terms."""

    from_on: date
    absent: bool
    places: int | None
    sibling_places: int | None
    youngest: int | None
    oldest: int | None

    @classmethod
    def of(cls, period: TermsPeriod) -> Self:
        terms = period.terms or Terms()
        return cls(
            from_on=period.from_on,
            absent=period.terms is None,
            places=terms.places,
            sibling_places=terms.sibling_places,
            youngest=terms.youngest,
            oldest=terms.oldest,
        )


class PlacesView(View):
    """Its places today. Without places in the terms, the usual limit of three is approved."""

    approved: int
    filled: int
    on_hold: int
    vacant: int

    @classmethod
    def of(cls, places: Places) -> Self:
        return cls(
            approved=places.approved,
            filled=places.filled,
            on_hold=places.on_hold,
            vacant=places.vacant,
        )


class StayView(View):
    """A child in the household, by the reference of their time in care; names are there."""

    care: str = Field(examples=["K-2023-00001"])
    placement: int
    from_on: date
    to_on: date | None
    age: int | None
    siblings: UUID | None
    ground: Ground

    @classmethod
    def of(cls, stay: Stay) -> Self:
        return cls(
            care=stay.care,
            placement=stay.placement,
            from_on=stay.from_on,
            to_on=stay.to_on,
            age=stay.age,
            siblings=stay.siblings,
            ground=stay.ground,
        )


class BeyondView(View):
    """A child who is beyond a limit today; `lawful_by` is empty where nothing makes it lawful."""

    care: str
    limit: Limit
    lawful_by: list[Ground]

    @classmethod
    def of(cls, passed: Passed) -> Self:
        return cls(care=passed.care, limit=passed.limit, lawful_by=sorted(passed.lifted_by))


class ExemptionView(View):
    care: str
    from_on: date
    to_on: date | None

    @classmethod
    def of(cls, exemption: Exemption) -> Self:
        return cls(care=exemption.care, from_on=exemption.from_on, to_on=exemption.to_on)


class HoldView(View):
    hold: int
    places: int
    reason: HoldReason
    from_on: date
    to_on: date | None

    @classmethod
    def of(cls, number: int, hold: Hold) -> Self:
        return cls(
            hold=number,
            places=hold.places,
            reason=hold.reason,
            from_on=hold.from_on,
            to_on=hold.to_on,
        )


class HouseholdComplaintView(View):
    complaint: str = Field(examples=["C-2023-00001"])
    from_on: date
    to_on: date | None

    @classmethod
    def of(cls, noted: OpenComplaint) -> Self:
        return cls(complaint=noted.complaint, from_on=noted.from_on, to_on=noted.to_on)
