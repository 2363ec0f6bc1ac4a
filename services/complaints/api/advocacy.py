"""Routes of advocacy: an advocate is offered, and appointed (Children Act 1989 s26A)."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import AppointAdvocate, OfferAdvocate
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, PersonBody
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforePresentStep, BeforeReceived, CaseClosed, InTheFuture
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}/advocate", tags=["Advocacy"])

NOT_OPEN = (
    *ANY_COMMAND,
    CaseClosed,
    refusals.CaseWithdrawn,
    InTheFuture,
    BeforeReceived,
)


class OfferBody(Body):
    offered_on: BusinessDate


class AppointmentBody(Body):
    appointed_on: BusinessDate
    advocate: PersonBody


@router.post(
    "/offer",
    summary="Record that an advocate was offered",
    responses=problems(*NOT_OPEN, refusals.AdvocateAlreadyOffered),
)
async def offer(
    reference: Reference,
    body: OfferBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.OFFER_ADVOCATE))],
) -> ComplaintView:
    """Whether the child wanted one or not."""
    return await desk.do(OfferAdvocate(offered_on=body.offered_on), reference)


@router.post(
    "/appointment",
    summary="Appoint an advocate",
    responses=problems(*NOT_OPEN, refusals.AdvocateAlreadyAppointed, BeforePresentStep),
)
async def appoint(
    reference: Reference,
    body: AppointmentBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.APPOINT_ADVOCATE))],
) -> ComplaintView:
    """A pause of Stage 1 to find one ends on that day."""
    advocate = body.advocate.details(desk.said.command_id, "advocate")
    command = AppointAdvocate(appointed_on=body.appointed_on, advocate=advocate)
    return await desk.do(command, reference)
