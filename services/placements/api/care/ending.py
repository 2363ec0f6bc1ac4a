"""Route of the end of a time in care."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.placements.api.care.at_desk import AtDesk, at_desk, do_with_households
from services.placements.api.care.placements import LEAVING
from services.placements.api.care.view import CareView
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.commands import EndCare
from services.placements.domain.terms import CareEndReason
from shared.casework.api.bodies import Body, BusinessDate
from shared.casework.api.dependencies import Reference
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}", tags=["Time in care"])


class CareEndBody(Body):
    ended_on: BusinessDate
    reason: CareEndReason


@router.post("/ending", summary="Record that the child left care", responses=problems(*LEAVING))
async def end_care(
    reference: Reference,
    body: CareEndBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.END_CARE))],
) -> CareView:
    """The placement ends with it. A child who comes back begins another time in care."""
    command = EndCare(ended_on=body.ended_on, reason=body.reason)
    return await do_with_households(desk, command, reference)
