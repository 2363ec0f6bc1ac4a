"""Routes of ending: close a case, and reopen it with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.commands import Close, Reopen
from services.referrals.domain.terms import ClosingReason, ReopeningReason
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Text
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
)
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}", tags=["Ending"])

DATED = (*ANY_COMMAND, InTheFuture, BeforeReceived, BeforePresentStep)


class ClosureBody(Body):
    """`rationale` is the manager's, in words."""

    closed_on: BusinessDate
    reason: ClosingReason
    rationale: Text


class ReopeningBody(Body):
    reopened_on: BusinessDate
    reason: ReopeningReason


@router.post(
    "/closure",
    summary="Close the case",
    responses=problems(
        *DATED,
        CaseClosed,
        refusals.NotDecided,
        refusals.AssessmentGoingOn,
        refusals.ExploitationOpen,
    ),
)
async def close(
    reference: Reference,
    body: ClosureBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CLOSE))],
) -> ReferralView:
    """Once nothing is left to be done for the child here."""
    command = Close(closed_on=body.closed_on, reason=body.reason, rationale=body.rationale)
    return await desk.do(command, reference)


@router.post(
    "/reopening",
    summary="Reopen the case, with a reason",
    responses=problems(*DATED, refusals.NotClosed),
)
async def reopen(
    reference: Reference,
    body: ReopeningBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REOPEN))],
) -> ReferralView:
    """It stands again where it stood."""
    return await desk.do(Reopen(reopened_on=body.reopened_on, reason=body.reason), reference)
