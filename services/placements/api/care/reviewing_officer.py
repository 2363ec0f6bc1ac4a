"""Routes of the reviewing officer: the service is told, an officer is appointed or changed."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.care.at_desk import DATED, AtDesk, at_desk
from services.placements.api.care.view import CareView
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.commands import AppointOfficer, TellReviewingService
from shared.casework.api.bodies import Body, BusinessDate, Code
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforePresentStep, NothingToChange
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}/reviewing-officer", tags=["Reviewing officer"])


class NotificationBody(Body):
    told_on: BusinessDate


class AppointmentBody(Body):
    appointed_on: BusinessDate
    officer: Code = Field(description="The code of a worker.")


@router.post(
    "/notification",
    summary="Record that the reviewing officer service was told",
    responses=problems(*DATED, refusals.ServiceAlreadyTold),
)
async def tell_service(
    reference: Reference,
    body: NotificationBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.TELL_SERVICE))],
) -> CareView:
    """Within two working days, unless the authority's policy says otherwise."""
    return await desk.do(TellReviewingService(told_on=body.told_on), reference)


@router.post(
    "",
    summary="Appoint the reviewing officer, or another",
    responses=problems(*DATED, BeforePresentStep, NothingToChange),
)
async def appoint(
    reference: Reference,
    body: AppointmentBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.APPOINT_OFFICER))],
) -> CareView:
    """Counted from the day the child became looked after; another officer starts no clock."""
    command = AppointOfficer(appointed_on=body.appointed_on, officer=body.officer)
    return await desk.do(command, reference)
