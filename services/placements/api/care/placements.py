"""Routes of placing: looked for, found, made, planned, moved, ended."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.care.at_desk import DATED, AtDesk, at_desk, do_with_households
from services.placements.api.care.households_refuse import FILLING, FREEING, SETTLING
from services.placements.api.care.placing_bodies import HouseholdReference, WhereBody
from services.placements.api.care.view import CareView
from services.placements.api.numbers import Ordinal
from services.placements.application.placing import household_stream
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.commands import (
    EndPlacement,
    MatchPlacement,
    MoveChild,
    PlanPlacement,
    RequestPlacement,
    SettleTerms,
)
from services.placements.domain.households.refusals import NoSuchHousehold
from services.placements.domain.terms import NeedOfPlacement, PlacementEndReason, Provider
from shared.casework.api.bodies import Body, BusinessDate, Code
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    GivenTwice,
    NothingToChange,
    TeamNotOpen,
)
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}", tags=["Placements"])

LEAVING = (*DATED, *FREEING, refusals.NotPlaced, refusals.EndBeforeStart, refusals.OutsidePlacement)
COMING = (*DATED, *FILLING, refusals.NoSuchRequest, refusals.PlacementsOverlap)


class PlacementRequestBody(Body):
    requested_on: BusinessDate
    needs: list[NeedOfPlacement] = Field(min_length=1, max_length=len(NeedOfPlacement))
    team: Code | None = Field(default=None, description="Who looks for it.")


class MatchBody(Body):
    matched_on: BusinessDate
    provider: Provider
    household: HouseholdReference | None = None


class PlacementBody(WhereBody):
    """The child came to live there on `started_on`."""

    started_on: BusinessDate


class MoveBody(WhereBody):
    """The present placement ends on `moved_on`, for `reason`, and this one begins."""

    moved_on: BusinessDate
    reason: PlacementEndReason


class PlanBody(Body):
    planned_on: BusinessDate = Field(description="It may be before the placement starts.")


class PlacementEndBody(Body):
    ended_on: BusinessDate
    reason: PlacementEndReason


class SettlementBody(Body):
    settled_on: BusinessDate


@router.post(
    "/placement-requests",
    status_code=HTTPStatus.CREATED,
    summary="Ask for a placement",
    responses=problems(*DATED, GivenTwice, TeamNotOpen, refusals.LongBeforeCare),
)
async def request_placement(
    reference: Reference,
    body: PlacementRequestBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.REQUEST_PLACEMENT))],
) -> CareView:
    command = RequestPlacement(
        requested_on=body.requested_on, needs=tuple(body.needs), team=body.team
    )
    return await desk.do(command, reference)


@router.post(
    "/placement-requests/{number}/match",
    summary="Record that a place was found",
    responses=problems(
        *DATED,
        BeforePresentStep,
        NothingToChange,
        NoSuchHousehold,
        refusals.HouseholdNotOfProvider,
        refusals.NoSuchRequest,
        refusals.NothingRequested,
    ),
)
async def match_placement(
    reference: Reference,
    number: Ordinal,
    body: MatchBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.MATCH_PLACEMENT))],
) -> CareView:
    """It holds no place: that is taken when the child comes."""
    if body.household is not None:
        await household_stream(desk.rooms.households, desk.said.authority, body.household)
    command = MatchPlacement(
        request=number,
        matched_on=body.matched_on,
        provider=body.provider,
        household=body.household,
    )
    return await desk.do(command, reference)


@router.post(
    "/placements",
    status_code=HTTPStatus.CREATED,
    summary="Record a placement",
    responses=problems(*COMING, refusals.AlreadyPlaced),
)
async def make_placement(
    reference: Reference,
    body: PlacementBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.MAKE_PLACEMENT))],
) -> CareView:
    """A household of ours decides with it, in one step, whether it may take the child."""
    return await do_with_households(desk, await body.made(body.started_on, desk), reference)


@router.post(
    "/moves",
    status_code=HTTPStatus.CREATED,
    summary="Record that the child moved",
    responses=problems(*COMING, *LEAVING, refusals.PlacedToday, refusals.MovedOnFirstDay),
)
async def move_child(
    reference: Reference,
    body: MoveBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.MOVE_CHILD))],
) -> CareView:
    """One placement ends and another begins: a new plan, and visits anew. No correction.

    Not on the day on which the present placement began: what was wrong of it is corrected.
    """
    command = MoveChild(reason=body.reason, to=await body.made(body.moved_on, desk))
    return await do_with_households(desk, command, reference)


@router.post(
    "/placements/{number}/plan",
    summary="Record the placement plan",
    responses=problems(
        *DATED,
        refusals.NeverPlaced,
        refusals.EveryPlanMade,
        refusals.LongBeforeCare,
        refusals.NoSuchPlacement,
        refusals.OutsidePlacement,
    ),
)
async def plan_placement(
    reference: Reference,
    number: Ordinal,
    body: PlanBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.PLAN_PLACEMENT))],
) -> CareView:
    """Before the placement starts, or within five working days of its start."""
    return await desk.do(PlanPlacement(placement=number, planned_on=body.planned_on), reference)


@router.post(
    "/placements/{number}/ending",
    summary="Record that a placement ended",
    responses=problems(*LEAVING, refusals.NoSuchPlacement),
)
async def end_placement(
    reference: Reference,
    number: Ordinal,
    body: PlacementEndBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.END_PLACEMENT))],
) -> CareView:
    """What is still due of it falls away, and its place is free again."""
    command = EndPlacement(placement=number, ended_on=body.ended_on, reason=body.reason)
    return await do_with_households(desk, command, reference)


@router.post(
    "/placements/{number}/terms-settled",
    summary="Record that an emergency placement came within the terms",
    responses=problems(
        *DATED,
        refusals.NotPlaced,
        *SETTLING,
        refusals.NothingOutsideTerms,
        refusals.NoSuchPlacement,
        refusals.OutsidePlacement,
    ),
)
async def settle_terms(
    reference: Reference,
    number: Ordinal,
    body: SettlementBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.SETTLE_TERMS))],
) -> CareView:
    """Once the household's terms were changed; the six working days of reg 23 stop."""
    command = SettleTerms(placement=number, settled_on=body.settled_on)
    return await do_with_households(desk, command, reference)
