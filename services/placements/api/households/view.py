"""A household as clients see it: its limits, who is there, and what may be done now."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Self

from pydantic import Field

from services.placements.api.households.parts import (
    BeyondView,
    ExemptionView,
    HoldView,
    HouseholdComplaintView,
    PlacesView,
    StayView,
    TermsView,
)
from services.placements.application.cases import HouseholdCase
from services.placements.domain.authority import check_own_household
from services.placements.domain.households.decide import HouseholdAction, allowed
from services.placements.domain.households.household import NotApproved
from services.placements.domain.households.occupancy import passed_on
from services.placements.domain.households.places import places_on
from services.placements.domain.households.terms import HouseholdClosingReason, HouseholdKind
from services.placements.domain.local import Here
from shared.casework.api.listing_actions import Actions, Lister
from shared.casework.api.views import ActionView, PersonView, RefusedActionView, View

WHERE: Final[Mapping[str, str]] = {
    HouseholdAction.CORRECT_APPROVAL: "/correction",
    HouseholdAction.ALLOCATE: "/allocation",
    HouseholdAction.CHANGE_TERMS: "/terms",
    HouseholdAction.CORRECT_TERMS: "/terms/correction",
    HouseholdAction.GRANT_EXEMPTION: "/exemptions",
    HouseholdAction.END_EXEMPTION: "/exemptions/ending",
    HouseholdAction.HOLD_PLACES: "/holds",
    HouseholdAction.RELEASE_HOLD: "/holds/release",
    HouseholdAction.CLOSE: "/closure",
    HouseholdAction.NOTE_COMPLAINT: "/complaints",
    HouseholdAction.CLOSE_COMPLAINT: "/complaints/closure",
}
"""The noun of each action on a household that is approved."""


class HouseholdView(View):
    """A household at `version`, which is also its ETag. `beyond` is how it stands today."""

    reference: str = Field(examples=["H-2023-00001"])
    version: int
    approved_on: date
    kind: HouseholdKind
    carers: list[PersonView]
    team: str | None
    worker: str | None
    terms: list[TermsView]
    places: PlacesView
    children: list[StayView] = Field(description="Who is there, and who was.")
    beyond: list[BeyondView] = Field(description="Who is beyond a limit today, and by what right.")
    beyond_terms: bool = Field(description="Somebody is there today beyond what is lawful.")
    exemptions: list[ExemptionView]
    holds: list[HoldView]
    complaints: list[HouseholdComplaintView]
    closed_on: date | None
    closing_reason: HouseholdClosingReason | None
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: HouseholdCase, *, here: Here, lister: Lister) -> Self:
        household = case.state
        if isinstance(household, NotApproved):
            raise TypeError("no household was approved under this reference")
        passed = passed_on(household, here.today)
        actions = _actions(case, here=here, lister=lister)
        closure = household.closure
        return cls(
            reference=household.reference,
            version=case.version,
            approved_on=household.approved_on,
            kind=household.kind,
            carers=[PersonView.of(carer) for carer in household.carers],
            team=household.team,
            worker=household.worker,
            terms=[TermsView.of(period) for period in household.terms],
            places=PlacesView.of(places_on(household, here.today)),
            children=[StayView.of(stay) for stay in household.stays],
            beyond=[BeyondView.of(one) for one in passed],
            beyond_terms=any(not one.lifted_by for one in passed),
            exemptions=[ExemptionView.of(exemption) for exemption in household.exemptions],
            holds=[HoldView.of(number, held) for number, held in enumerate(household.holds, 1)],
            complaints=[HouseholdComplaintView.of(noted) for noted in household.complaints],
            closed_on=None if closure is None else closure.on,
            closing_reason=None if closure is None else closure.reason,
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
        )


def _actions(case: HouseholdCase, *, here: Here, lister: Lister) -> Actions:
    household = case.state
    if isinstance(household, NotApproved):
        raise TypeError("no household was approved under this reference")
    against = lister.on_own(allowed(household, here), check_own_household, household)
    return lister.listed(against, WHERE, f"/households/{household.reference}")
