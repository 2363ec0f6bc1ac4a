"""Routes of complaints about a household: by reference, as the complaints service has them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from services.placements.api.households.at_desk import AtDesk, at_desk
from services.placements.api.households.view import HouseholdView
from services.placements.domain.households import refusals
from services.placements.domain.households.commands import CloseComplaint, NoteComplaint
from services.placements.domain.households.decide import HouseholdAction
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforePresentStep, InTheFuture
from shared.problem_details import problems

router = APIRouter(prefix="/households/{reference}/complaints", tags=["Households"])

ComplaintReference = Annotated[
    str,
    StringConstraints(pattern=r"^C-[0-9]{4}-[0-9]{5,9}$"),
    Field(description="The complaint's own reference.", examples=["C-2023-00001"]),
]


class ComplaintNoteBody(Body):
    complaint: ComplaintReference
    received_on: BusinessDate

    def command(self) -> NoteComplaint:
        return NoteComplaint(complaint=self.complaint, received_on=self.received_on)


class ComplaintClosureBody(Body):
    complaint: ComplaintReference
    closed_on: BusinessDate

    def command(self) -> CloseComplaint:
        return CloseComplaint(complaint=self.complaint, closed_on=self.closed_on)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Note a complaint about a household",
    responses=problems(
        *ANY_COMMAND, InTheFuture, BeforePresentStep, refusals.ComplaintAlreadyNoted
    ),
)
async def note(
    reference: Reference,
    body: ComplaintNoteBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.NOTE_COMPLAINT))],
) -> HouseholdView:
    """What it says stays in the complaints service."""
    return await desk.do(body.command(), reference)


@router.post(
    "/closure",
    summary="Note that a complaint about a household is closed",
    responses=problems(
        *ANY_COMMAND,
        InTheFuture,
        BeforePresentStep,
        refusals.NoComplaintOpen,
        refusals.ComplaintNotOpen,
    ),
)
async def close(
    reference: Reference,
    body: ComplaintClosureBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.CLOSE_COMPLAINT))],
) -> HouseholdView:
    return await desk.do(body.command(), reference)
