"""Routes of who is on a case: details put right, and people learned of later."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import NamePerson
from services.complaints.domain.terms import NamedPart
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Line, PersonBody
from shared.casework.api.dependencies import Reference
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.refusals import (
    BeforeReceived,
    DetailsErased,
    EverybodyErased,
    InTheFuture,
    NothingToChange,
    PersonNotOnCase,
)
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}/people", tags=["People"])


class PersonCorrectionBody(Body):
    """What is not given stays. The person is put right in every part that they have here."""

    person: UUID = Field(description="Their reference on this case.")
    reason: CorrectionReason
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    contact: Line | None = Field(
        default=None, description="An address, a number or an e-mail address, as given."
    )
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def command(self) -> CorrectPerson:
        return CorrectPerson(
            person=self.person,
            reason=self.reason,
            name=self.name,
            date_of_birth=self.date_of_birth,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )


class NamingBody(Body):
    """A child, or the representative, of whom the authority learned on `named_on`."""

    named_on: BusinessDate
    part: NamedPart
    details: PersonBody


@router.post(
    "/correction",
    summary="Correct the details of a person on the case",
    responses=problems(
        *ANY_COMMAND,
        EverybodyErased,
        PersonNotOnCase,
        DetailsErased,
        InTheFuture,
        NothingToChange,
    ),
)
async def correct_person(
    reference: Reference,
    body: PersonCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CORRECT_PERSON))],
) -> ComplaintView:
    """A misspelled name, a wrong date of birth: a correction never counts as activity."""
    return await desk.do(body.command(), reference)


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
