"""Routes of the response: decide it, acknowledge the contact, tell the referrer the outcome."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.bodies import FormerReferralBody
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.commands import Acknowledge, Decide, TellOutcome
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.terms import DecisionReason, Response
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

router = APIRouter(prefix="/referrals/{reference}", tags=["Response"])

DATED = (*ANY_COMMAND, InTheFuture, BeforeReceived)


class DecisionBody(Body):
    """Only social work makes the contact a referral, and asks whether it is a re-referral."""

    decided_on: BusinessDate
    response: Response
    reason: DecisionReason
    explanation: Text | None = None
    former: FormerReferralBody | None = Field(
        default=None, description="An earlier referral that a former system held."
    )

    def command(self, earlier: tuple[EarlierReferral, ...]) -> Decide:
        return Decide(
            decided_on=self.decided_on,
            response=self.response,
            reason=self.reason,
            explanation=self.explanation,
            earlier=earlier,
            former=None if self.former is None else self.former.earlier(),
        )


class AcknowledgementBody(Body):
    acknowledged_on: BusinessDate


class OutcomeToldBody(Body):
    told_on: BusinessDate


@router.post(
    "/decision",
    summary="Decide what is done about the contact",
    responses=problems(
        *DATED,
        CaseClosed,
        refusals.AlreadyDecided,
        refusals.ReasonDoesNotFitResponse,
        refusals.EarlierNotBefore,
    ),
)
async def decide(
    reference: Reference,
    body: DecisionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.DECIDE))],
) -> ReferralView:
    """One working day from the day received. Earlier referrals of the child are looked up.

    Later ones that were decided before are looked at again.
    """
    case = await desk.rooms.referrals.find(desk.said.authority, reference)
    earlier = await desk.rooms.earlier.of(desk.said.authority, case.state)
    decided = await desk.do(body.command(earlier), reference)
    if body.response is Response.SOCIAL_WORK:
        await desk.rooms.further.look_again(reference, desk.said)
    return decided


@router.post(
    "/acknowledgement",
    summary="Record that a person acknowledged the contact",
    responses=problems(*DATED, refusals.AlreadyAcknowledged, refusals.NobodyToTell),
)
async def acknowledge(
    reference: Reference,
    body: AcknowledgementBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.ACKNOWLEDGE))],
) -> ReferralView:
    """An automatic receipt is not that. A late acknowledgement is counted as late."""
    return await desk.do(Acknowledge(acknowledged_on=body.acknowledged_on), reference)


@router.post(
    "/outcome-told",
    summary="Record that the referrer was told the outcome",
    responses=problems(
        *DATED,
        BeforePresentStep,
        refusals.NotDecided,
        refusals.AlreadyTold,
        refusals.NobodyToTell,
    ),
)
async def tell_outcome(
    reference: Reference,
    body: OutcomeToldBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.TELL_OUTCOME))],
) -> ReferralView:
    """Also of a case that is closed: closing it releases nobody from that."""
    return await desk.do(TellOutcome(told_on=body.told_on), reference)
