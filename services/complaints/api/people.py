"""Route of who is on a case: people learned of later."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import NamePerson
from services.complaints.domain.terms import NamedPart
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, PersonBody
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforeReceived,
    InTheFuture,
)
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}/people", tags=["People"])


class NamingBody(Body):
    """A child, or the representative, of whom the authority learned on `named_on`."""

    named_on: BusinessDate
    part: NamedPart
    details: PersonBody


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Name a child or a representative learned of later",
    responses=problems(
        *ANY_COMMAND,
        refusals.NobodyMoreToName,
        InTheFuture,
        BeforeReceived,
        refusals.RepresentativeAlreadyNamed,
        refusals.TooManyChildren,
        refusals.ChildAlreadyNamed,
    ),
)
async def name_person(
    reference: Reference,
    body: NamingBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.NAME_PERSON))],
) -> ComplaintView:
    """An advocate is appointed instead, and another complainant complains for themselves."""
    details = body.details.details(desk.said.command_id, body.part)
    command = NamePerson(named_on=body.named_on, part=body.part, details=details)
    return await desk.do(command, reference)
