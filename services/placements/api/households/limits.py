"""Routes of what bounds a household: terms of approval, exemptions, places on hold."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from services.placements.api.households.at_desk import AtDesk, at_desk
from services.placements.api.households.parts import PlacesNumber, TermsBody
from services.placements.api.households.view import HouseholdView
from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    ChangeTerms,
    CorrectTerms,
    EndExemption,
    GrantExemption,
    HoldPlaces,
    ReleaseHold,
)
from services.placements.domain.households.decide import HouseholdAction
from services.placements.domain.households.terms import HoldReason
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Day, Number, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforePresentStep, InTheFuture, NothingToChange
from shared.casework.terms import CorrectionReason
from shared.problem_details import problems

router = APIRouter(prefix="/households/{reference}", tags=["Households"])

CareReference = Annotated[
    str,
    StringConstraints(pattern=r"^K-[0-9]{4}-[0-9]{5,9}$"),
    Field(description="The child's time in care.", examples=["K-2023-00001"]),
]
Count = Annotated[Number, Field(ge=1, le=1_000)]

ANY_LIMIT = (
    *ANY_COMMAND,
    InTheFuture,
    refusals.HouseholdIsClosed,
    refusals.BeforeApproval,
    refusals.AfterClosing,
)


class TermsChangeBody(Body):
    """Other terms from `effective_on` on; without `terms` the approval has none from then on."""

    effective_on: BusinessDate
    terms: TermsBody | None = None

    def command(self) -> ChangeTerms:
        terms = self.terms.terms() if self.terms else None
        return ChangeTerms(effective_on=self.effective_on, terms=terms)


class TermsCorrectionBody(Body):
    """Put right one change of terms. What is left out stays as it is."""

    reason: CorrectionReason
    change: Count = Field(description="Which change of terms, from 1.")
    effective_on: BusinessDate | None = None
    terms: TermsBody | None = None
    no_terms: YesOrNo = False

    def command(self) -> CorrectTerms:
        return CorrectTerms(
            reason=self.reason,
            change=self.change,
            effective_on=self.effective_on,
            terms=self.terms.terms() if self.terms else None,
            no_terms=self.no_terms,
        )


class ExemptionBody(Body):
    granted_on: BusinessDate
    care: CareReference

    def command(self) -> GrantExemption:
        return GrantExemption(granted_on=self.granted_on, care=self.care)


class ExemptionEndingBody(Body):
    ended_on: BusinessDate
    care: CareReference

    def command(self) -> EndExemption:
        return EndExemption(ended_on=self.ended_on, care=self.care)


class HoldBody(Body):
    """`to_on`, where it is planned, is the first day on which the places can be filled again."""

    from_on: BusinessDate
    places: PlacesNumber
    reason: HoldReason
    to_on: Day | None = None

    def command(self) -> HoldPlaces:
        return HoldPlaces(
            from_on=self.from_on, places=self.places, reason=self.reason, to_on=self.to_on
        )


class HoldReleaseBody(Body):
    hold: Count = Field(description="Which hold, from 1.")
    released_on: BusinessDate

    def command(self) -> ReleaseHold:
        return ReleaseHold(hold=self.hold, released_on=self.released_on)


@router.post(
    "/terms",
    status_code=HTTPStatus.CREATED,
    summary="Change the terms of approval",
    responses=problems(*ANY_LIMIT, NothingToChange, refusals.TermsContradictory),
)
async def change_terms(
    reference: Reference,
    body: TermsChangeBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.CHANGE_TERMS))],
) -> HouseholdView:
    """Also below what is occupied: the household then stands beyond its terms, and is said so."""
    return await desk.do(body.command(), reference)


@router.post(
    "/terms/correction",
    summary="Correct a change of terms",
    responses=problems(
        *ANY_LIMIT,
        NothingToChange,
        refusals.TermsContradictory,
        refusals.TermsNeverChanged,
        refusals.NoSuchChangeOfTerms,
    ),
)
async def correct_terms(
    reference: Reference,
    body: TermsCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.CORRECT_TERMS))],
) -> HouseholdView:
    return await desk.do(body.command(), reference)


@router.post(
    "/exemptions",
    status_code=HTTPStatus.CREATED,
    summary="Exempt from the usual limit for a child",
    responses=problems(*ANY_LIMIT, refusals.AlreadyExempt),
)
async def grant_exemption(
    reference: Reference,
    body: ExemptionBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.GRANT_EXEMPTION))],
) -> HouseholdView:
    """Children Act 1989, Schedule 7, paragraph 4."""
    return await desk.do(body.command(), reference)


@router.post(
    "/exemptions/ending",
    summary="End an exemption",
    responses=problems(
        *ANY_LIMIT, BeforePresentStep, refusals.NoExemptionInForce, refusals.NotExemptNow
    ),
)
async def end_exemption(
    reference: Reference,
    body: ExemptionEndingBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.END_EXEMPTION))],
) -> HouseholdView:
    return await desk.do(body.command(), reference)


@router.post(
    "/holds",
    status_code=HTTPStatus.CREATED,
    summary="Put places on hold",
    responses=problems(*ANY_LIMIT, refusals.EndsBeforeItBegins, refusals.MoreThanApproved),
)
async def hold_places(
    reference: Reference,
    body: HoldBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.HOLD_PLACES))],
) -> HouseholdView:
    """Whoever is there stays."""
    return await desk.do(body.command(), reference)


@router.post(
    "/holds/release",
    summary="Let places on hold be filled again",
    responses=problems(*ANY_LIMIT, BeforePresentStep, refusals.NothingOnHold, refusals.NoSuchHold),
)
async def release_hold(
    reference: Reference,
    body: HoldReleaseBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.RELEASE_HOLD))],
) -> HouseholdView:
    return await desk.do(body.command(), reference)
