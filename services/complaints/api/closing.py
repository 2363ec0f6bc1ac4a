"""Routes of ending: withdraw, close, and reopen with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import Close, Reopen, Withdraw
from services.complaints.domain.terms import ClosingReason, ReopeningReason, WithdrawalReason
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforePresentStep, BeforeReceived, CaseClosed, InTheFuture
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}", tags=["Ending"])

DATED = (InTheFuture, BeforeReceived, BeforePresentStep)


class WithdrawalBody(Body):
    withdrawn_on: BusinessDate
    reason: WithdrawalReason


class ClosureBody(Body):
    closed_on: BusinessDate
    reason: ClosingReason


class ReopeningBody(Body):
    reopened_on: BusinessDate
    reason: ReopeningReason


@router.post(
    "/withdrawal",
    summary="Record that the complainant withdrew",
    responses=problems(
        *ANY_COMMAND,
        *DATED,
        refusals.AlreadyResponded,
        refusals.Stage1IsPaused,
        CaseClosed,
        refusals.CaseWithdrawn,
    ),
)
async def withdraw(
    reference: Reference,
    body: WithdrawalBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.WITHDRAW))],
) -> ComplaintView:
    """Before it is answered; every open clock is cancelled."""
    command = Withdraw(withdrawn_on=body.withdrawn_on, reason=body.reason)
    return await desk.do(command, reference)


@router.post(
    "/closure",
    summary="Close the case",
    responses=problems(
        *ANY_COMMAND,
        *DATED,
        refusals.NotReadyToClose,
        refusals.ReasonDoesNotFitPlace,
        CaseClosed,
    ),
)
async def close(
    reference: Reference,
    body: ClosureBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CLOSE))],
) -> ComplaintView:
    """After a response, a withdrawal, or another route than the statutory one."""
    return await desk.do(Close(closed_on=body.closed_on, reason=body.reason), reference)


@router.post(
    "/reopening",
    summary="Reopen the case, with a reason",
    responses=problems(*ANY_COMMAND, *DATED, refusals.NotWithdrawnOrClosed),
)
async def reopen(
    reference: Reference,
    body: ReopeningBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REOPEN))],
) -> ComplaintView:
    """It stands again where it stood; clocks that ended with it run from their old start."""
    return await desk.do(Reopen(reopened_on=body.reopened_on, reason=body.reason), reference)
