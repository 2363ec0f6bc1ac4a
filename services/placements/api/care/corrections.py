"""Routes of correction: what was recorded is put right, with the clocks that hang on it.

None of them counts as activity; no child moves by one.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.placements.api.care.at_desk import DATED, AtDesk, at_desk, do_with_households
from services.placements.api.care.correction_bodies import (
    AddressCorrectionBody,
    CareEndCorrectionBody,
    CareStartCorrectionBody,
    LegalStatusCorrectionBody,
    OfficerCorrectionBody,
    PlacementCorrectionBody,
    PlacementWithdrawalBody,
    ReviewCorrectionBody,
    VisitCorrectionBody,
)
from services.placements.api.care.households_refuse import CORRECTING as AT_HOUSEHOLDS
from services.placements.api.care.households_refuse import FILLING
from services.placements.api.care.view import CareView
from services.placements.api.numbers import Ordinal
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import EverybodyErased, NothingToChange, NotRecordedYet
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}/corrections", tags=["Corrections"])

CORRECTING = (*DATED, NothingToChange)
OF_PLACEMENTS = (
    *CORRECTING,
    refusals.EndBeforeStart,
    refusals.OutsidePlacement,
    refusals.PlacementsOverlap,
)


@router.post(
    "/start",
    summary="Correct the start of the care",
    responses=problems(
        *CORRECTING,
        refusals.TwoStatusesInOneDay,
        refusals.BornAfterStart,
        refusals.TooOldForCare,
    ),
)
async def correct_start(
    reference: Reference,
    body: CareStartCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_START))],
) -> CareView:
    """The day the child became looked after, and what was recorded with it."""
    return await desk.do(body.command(), reference)


@router.post(
    "/legal-statuses/{number}",
    summary="Correct a later legal status",
    responses=problems(
        *CORRECTING,
        refusals.StatusNeverChanged,
        refusals.NoSuchStatus,
        refusals.TwoStatusesInOneDay,
    ),
)
async def correct_status(
    reference: Reference,
    number: Ordinal,
    body: LegalStatusCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_STATUS))],
) -> CareView:
    """From the second on; the first is corrected with the start."""
    return await desk.do(body.command(number), reference)


@router.post(
    "/reviewing-officer",
    summary="Correct when the service was told, or the officer appointed",
    responses=problems(
        *CORRECTING, NotRecordedYet, refusals.NothingOfOfficer, refusals.AfterNextOfficer
    ),
)
async def correct_officer(
    reference: Reference,
    body: OfficerCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_OFFICER))],
) -> CareView:
    return await desk.do(body.command(), reference)


@router.post(
    "/placements/{number}",
    summary="Correct a placement",
    responses=problems(
        *OF_PLACEMENTS,
        *FILLING,
        NotRecordedYet,
        refusals.LongBeforeCare,
        refusals.NeverPlaced,
        refusals.NoSuchPlacement,
    ),
)
async def correct_placement(
    reference: Reference,
    number: Ordinal,
    body: PlacementCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_PLACEMENT))],
) -> CareView:
    """A household of ours is put right with it, in one step. Nobody moved."""
    return await do_with_households(desk, await body.command(number, desk), reference)


@router.post(
    "/placements/{number}/withdrawal",
    summary="Withdraw a placement that was recorded in error",
    responses=problems(
        *OF_PLACEMENTS,
        *AT_HOUSEHOLDS,
        refusals.AlreadyWithdrawn,
        refusals.NoPlacementToWithdraw,
        refusals.NoSuchPlacement,
        refusals.VisitedThere,
    ),
)
async def withdraw_placement(
    reference: Reference,
    number: Ordinal,
    body: PlacementWithdrawalBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.WITHDRAW_PLACEMENT))],
) -> CareView:
    """It never was: an address keyed as a move, say. It counts in no figure any more.

    A placement that ended on the day it began goes on in its place, until it ended, and has the
    visits made there; the households are put right with it. No other placement is numbered anew.
    """
    return await do_with_households(desk, body.command(number), reference)


@router.post(
    "/placements/{number}/address",
    summary="Correct the address of a placement",
    responses=problems(
        *CORRECTING, EverybodyErased, refusals.NeverPlaced, refusals.NoSuchPlacement
    ),
)
async def correct_address(
    reference: Reference,
    number: Ordinal,
    body: AddressCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_ADDRESS))],
) -> CareView:
    """It changes no fact and no figure: nobody moved."""
    return await desk.do(body.command(number), reference)


@router.post(
    "/visits/{number}",
    summary="Correct a visit",
    responses=problems(
        *CORRECTING,
        refusals.NeverVisited,
        refusals.NoSuchVisit,
        refusals.OutsidePlacement,
        refusals.SeenAloneUnseen,
    ),
)
async def correct_visit(
    reference: Reference,
    number: Ordinal,
    body: VisitCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_VISIT))],
) -> CareView:
    return await desk.do(body.command(number), reference)


@router.post(
    "/reviews/{number}",
    summary="Correct a review",
    responses=problems(
        *CORRECTING,
        refusals.NeverReviewed,
        refusals.NoSuchReview,
        refusals.TwoReviewsInOneDay,
        refusals.PartBeforeReview,
        refusals.NotALateReview,
    ),
)
async def correct_review(
    reference: Reference,
    number: Ordinal,
    body: ReviewCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_REVIEW))],
) -> CareView:
    return await desk.do(body.command(number), reference)


@router.post(
    "/ending",
    summary="Correct the end of the care",
    responses=problems(*OF_PLACEMENTS, *FILLING, refusals.StillInCare),
)
async def correct_end(
    reference: Reference,
    body: CareEndCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_END))],
) -> CareView:
    """A placement that ended with the care ends on the right day with it."""
    return await do_with_households(desk, body.command(), reference)
