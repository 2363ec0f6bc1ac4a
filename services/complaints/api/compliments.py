"""Routes of compliments: record, correct, allocate, list and see."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.complaints.api.compliment_view import ComplimentView, ListedCompliment
from services.complaints.api.rooms import RoomsDep
from services.complaints.application.rooms import Rooms
from services.complaints.domain.compliments import (
    ALLOCATE_COMPLIMENT,
    CORRECT_COMPLIMENT,
    RECEIVE_COMPLIMENT,
    AllocateCompliment,
    Compliment,
    ComplimentCommand,
    ComplimentEvent,
    CorrectCompliment,
    ReceiveCompliment,
)
from services.complaints.domain.local import Here
from services.complaints.domain.terms import Channel, Relation, ServiceArea
from shared.casework.api.at_desk import AtDesk, Room
from shared.casework.api.bodies import Body, BusinessDate, Code, Day, PersonBody, Text
from shared.casework.api.dependencies import Reference
from shared.casework.api.listing import PageAskedDep
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.asking import READ_CASES
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    InTheFuture,
    NobodyToAllocateTo,
    NothingToChange,
    OutsideCalendar,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.terms import CorrectionReason, ReadAct
from shared.event_store.listing import ListOrder, Sought
from shared.event_store.refusals import (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    PersonWasErased,
)
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.paging import Page

router = APIRouter(prefix="/compliments", tags=["Compliments"])

COMPLIMENTS: Final[
    Room[Rooms, ComplimentCommand, Compliment, ComplimentEvent, Here, ComplimentView]
] = Room(
    desk=lambda rooms: rooms.compliments,
    arrangements=lambda rooms: rooms.arrangements,
    view=ComplimentView.of,
)
Desk = AtDesk[Rooms, ComplimentCommand, Compliment, ComplimentEvent, Here, ComplimentView]
Reader = Annotated[Asking, Depends(asking(READ_CASES))]


class ComplimentBody(Body):
    """Praise that a service passed on. The giver may be nobody that is named."""

    received_on: BusinessDate
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None = None
    giver: PersonBody | None = None
    team: Code | None = None
    words: Text | None = None

    def command(self, reference: str, command_id: UUID) -> ReceiveCompliment:
        return ReceiveCompliment(
            reference=reference,
            received_on=self.received_on,
            channel=self.channel,
            service_area=self.service_area,
            relation=self.relation,
            giver=self.giver.details(command_id, "giver") if self.giver else None,
            team=self.team,
            words=self.words,
        )


class ComplimentCorrectionBody(Body):
    """What is left out stays as it is."""

    reason: CorrectionReason
    received_on: BusinessDate | None = None
    channel: Channel | None = None
    service_area: ServiceArea | None = None
    relation: Relation | None = None


class ComplimentAllocationBody(Body):
    allocated_on: BusinessDate
    team: Code
    worker: Code | None = None


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Record a compliment",
    responses=problems(
        KeyReused,
        PersonWasErased,
        InTheFuture,
        OutsideCalendar,
        TeamNotOpen,
    ),
)
async def receive(
    body: ComplimentBody, desk: Annotated[Desk, Depends(COMPLIMENTS.at_desk(RECEIVE_COMPLIMENT))]
) -> ComplimentView:
    view = await desk.open(lambda reference: body.command(reference, desk.said.command_id))
    desk.response.headers["Location"] = f"/compliments/{view.reference}"
    return view


@router.post(
    "/{reference}/correction",
    summary="Correct a compliment",
    responses=problems(
        CaseChanged,
        CaseMovedOn,
        KeyReused,
        NoSuchCase,
        NothingToChange,
        InTheFuture,
        OutsideCalendar,
    ),
)
async def correct(
    reference: Reference,
    body: ComplimentCorrectionBody,
    desk: Annotated[Desk, Depends(COMPLIMENTS.at_desk(CORRECT_COMPLIMENT))],
) -> ComplimentView:
    command = CorrectCompliment(
        reason=body.reason,
        received_on=body.received_on,
        channel=body.channel,
        service_area=body.service_area,
        relation=body.relation,
    )
    return await desk.do(command, reference)


@router.post(
    "/{reference}/allocation",
    summary="Give a compliment to a team and a worker",
    responses=problems(
        CaseChanged,
        CaseMovedOn,
        KeyReused,
        NoSuchCase,
        NobodyToAllocateTo,
        InTheFuture,
        BeforeReceived,
        BeforePresentStep,
        OutsideCalendar,
        TeamNotOpen,
        WorkerNotInTeam,
        NothingToChange,
    ),
)
async def allocate(
    reference: Reference,
    body: ComplimentAllocationBody,
    desk: Annotated[Desk, Depends(COMPLIMENTS.at_desk(ALLOCATE_COMPLIMENT))],
) -> ComplimentView:
    command = AllocateCompliment(allocated_on=body.allocated_on, team=body.team, worker=body.worker)
    return await desk.do(command, reference)


@router.get("", summary="List compliments, the latest first", responses=problems(CursorInvalid))
async def list_compliments(
    *,
    rooms: RoomsDep,
    reader: Reader,
    page: PageAskedDep,
    team: Code | None = None,
    service_area: ServiceArea | None = None,
    received_from: Day | None = None,
    received_to: Day | None = None,
) -> Page[ListedCompliment]:
    return await page.of(
        rooms.listing,
        reader,
        Sought(
            kind="compliment",
            team=team,
            service_area=service_area.value if service_area else None,
            opened_from=received_from,
            opened_to=received_to,
        ),
        order=ListOrder.OPENED,
        shown_as=ListedCompliment.of,
    )


@router.get(
    "/{reference}",
    summary="One compliment",
    responses=problems(NoSuchCase, OutsideCalendar),
)
async def see(
    *,
    reference: Reference,
    rooms: RoomsDep,
    reader: Reader,
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> ComplimentView:
    case = await rooms.compliments.find(reader.authority, reference)
    shown = await COMPLIMENTS.show(case, to=reader, request=request, response=response)
    await recording.saw_case(reader, ReadAct.SEE_CASE, case)
    return shown
