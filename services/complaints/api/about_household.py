"""The route by which a complaint is said to be about a fostering household."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import RecordHousehold
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforeReceived, CaseClosed, InTheFuture, NothingToChange
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}/household", tags=["Cases"])


class HouseholdBody(Body):
    recorded_on: BusinessDate
    household: Annotated[str, Field(pattern=r"^H-[0-9]{4}-[0-9]{5,9}$")] | None = Field(
        description="Its reference in placements; null takes back what was recorded in error.",
        examples=["H-2022-00001"],
    )


@router.post(
    "",
    summary="Record which fostering household the complaint is about",
    responses=problems(
        *ANY_COMMAND,
        CaseClosed,
        refusals.CaseWithdrawn,
        InTheFuture,
        BeforeReceived,
        NothingToChange,
    ),
)
async def record_household(
    reference: Reference,
    body: HouseholdBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.RECORD_HOUSEHOLD))],
) -> ComplaintView:
    """The household shows an open complaint by reference, and nothing of what it says."""
    command = RecordHousehold(recorded_on=body.recorded_on, household=body.household)
    return await desk.do(command, reference)
