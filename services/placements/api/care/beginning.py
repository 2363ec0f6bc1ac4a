"""Routes of the beginning: become looked after, siblings, an owner, another legal status."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.care.at_desk import DATED, AtDesk, at_desk, do_with_households
from services.placements.api.care.households_refuse import CORRECTING
from services.placements.api.care.view import CareView
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.child import Child
from services.placements.domain.care.commands import (
    AllocateCare,
    BecomeLookedAfter,
    ChangeLegalStatus,
    RecordSiblings,
)
from services.placements.domain.terms import LegalStatus, Need
from shared.casework.api.bodies import Body, BusinessDate, Code, Day, Line, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    InTheFuture,
    NobodyToAllocateTo,
    NothingToChange,
    OutsideCalendar,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_store.refusals import KeyReused, PersonWasErased
from shared.problem_details import problems

router = APIRouter(prefix="/care", tags=["Time in care"])


class ChildBody(Body):
    """The child. Without `person`, a reference is made for them here; the name may come later."""

    person: UUID | None = Field(
        default=None, description="Their reference in the index of people, where it is known."
    )
    name: Line | None = None
    date_of_birth: Day | None = None
    contact: Line | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def child(self, command_id: UUID) -> Child:
        """With a reference that a repeated command makes again."""
        return Child(
            person=self.person or uuid5(command_id, "child"),
            name=self.name,
            date_of_birth=self.date_of_birth,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )


class CareBody(Body):
    """A child becomes looked after. Siblings in care share a `sibling_group`."""

    started_on: BusinessDate
    child: ChildBody
    legal_status: LegalStatus
    need: Need = Need.NOT_STATED
    unaccompanied: YesOrNo = False
    sibling_group: UUID | None = None
    team: Code | None = None

    def command(self, reference: str, command_id: UUID) -> BecomeLookedAfter:
        return BecomeLookedAfter(
            reference=reference,
            started_on=self.started_on,
            child=self.child.child(command_id),
            legal_status=self.legal_status,
            need=self.need,
            unaccompanied=self.unaccompanied,
            sibling_group=self.sibling_group,
            team=self.team,
        )


class SiblingsBody(Body):
    """The same group on the times in care of children who are siblings of each other."""

    recorded_on: BusinessDate
    sibling_group: UUID


class CareAllocationBody(Body):
    allocated_on: BusinessDate
    team: Code
    worker: Code | None = None


class LegalStatusBody(Body):
    changed_on: BusinessDate = Field(description="The first day under it.")
    status: LegalStatus


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Record that a child became looked after",
    responses=problems(
        KeyReused,
        PersonWasErased,
        InTheFuture,
        OutsideCalendar,
        TeamNotOpen,
        refusals.AlreadyInCare,
        refusals.BornAfterStart,
        refusals.TooOldForCare,
    ),
)
async def become_looked_after(
    body: CareBody, desk: Annotated[AtDesk, Depends(at_desk(CareAction.BECOME_LOOKED_AFTER))]
) -> CareView:
    """The clocks count from that day, however late it is recorded."""
    changed = await desk.rooms.opening.open(
        lambda reference: body.command(reference, desk.said.command_id),
        desk.said,
        person=body.child.person,
        started_on=body.started_on,
    )
    view = await desk.answer(changed)
    desk.response.headers["Location"] = f"/care/{view.reference}"
    return view


@router.post(
    "/{reference}/siblings",
    summary="Record whose sibling the child is",
    responses=problems(*DATED, *CORRECTING, NothingToChange),
)
async def record_siblings(
    reference: Reference,
    body: SiblingsBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.RECORD_SIBLINGS))],
) -> CareView:
    """The household where the child is placed learns it in the same moment."""
    command = RecordSiblings(recorded_on=body.recorded_on, sibling_group=body.sibling_group)
    return await do_with_households(desk, command, reference)


@router.post(
    "/{reference}/allocation",
    summary="Give the case to a team and a worker",
    responses=problems(
        *DATED,
        BeforePresentStep,
        NobodyToAllocateTo,
        TeamNotOpen,
        WorkerNotInTeam,
        NothingToChange,
    ),
)
async def allocate(
    reference: Reference,
    body: CareAllocationBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.ALLOCATE))],
) -> CareView:
    command = AllocateCare(allocated_on=body.allocated_on, team=body.team, worker=body.worker)
    return await desk.do(command, reference)


@router.post(
    "/{reference}/legal-statuses",
    status_code=HTTPStatus.CREATED,
    summary="Record another legal status",
    responses=problems(*DATED, refusals.TwoStatusesInOneDay, NothingToChange),
)
async def change_legal_status(
    reference: Reference,
    body: LegalStatusBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CHANGE_LEGAL_STATUS))],
) -> CareView:
    """Also between others, where it is recorded late."""
    command = ChangeLegalStatus(changed_on=body.changed_on, status=body.status)
    return await desk.do(command, reference)
