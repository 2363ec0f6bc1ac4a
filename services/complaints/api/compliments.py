"""Routes of compliments: record, correct, allocate, list and see."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from services.complaints.api.bodies import Body, BusinessDate, Code, Day, PersonBody, Text
from services.complaints.api.dependencies import Reference, RoomsDep, around
from services.complaints.api.listing_actions import Lister
from services.complaints.api.paging import place_of_cursor
from services.complaints.api.views import ActionView, PersonView, RefusedActionView, View, readable
from services.complaints.application.cases import ComplimentCase
from services.complaints.application.rooms import Rooms
from services.complaints.domain.authority import READ_CASES
from services.complaints.domain.compliments import (
    ALLOCATE_COMPLIMENT,
    CORRECT_COMPLIMENT,
    RECEIVE_COMPLIMENT,
    AllocateCompliment,
    CorrectCompliment,
    NoCompliment,
    ReceiveCompliment,
    allowed,
)
from services.complaints.domain.local import Here
from services.complaints.domain.terms import Channel, Relation, ServiceArea
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
from shared.casework.terms import CorrectionReason
from shared.event_store.listing import ListOrder, Sought
from shared.event_store.refusals import (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    PersonWasErased,
)
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, Said, asking, commanding, etag
from shared.web.paging import Page, Paging, link_next, paged, paging

router = APIRouter(prefix="/compliments", tags=["Compliments"])

WHERE: Final = {CORRECT_COMPLIMENT: "/correction", ALLOCATE_COMPLIMENT: "/allocation"}
"""The noun of each action on a compliment that is recorded."""

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


class ComplimentView(View):
    """A compliment at `version`, which is also its ETag."""

    reference: str = Field(examples=["CP-2022-00001"])
    version: int
    received_on: date
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None
    giver: PersonView | None
    words: str | None
    team: str | None
    worker: str | None
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: ComplimentCase, *, here: Here, lister: Lister) -> Self:
        state = case.state
        if isinstance(state, NoCompliment):
            raise TypeError("nothing was received under this reference")
        href = f"/compliments/{state.reference}"
        actions = lister.listed(
            allowed(state, here), {act: f"{href}{noun}" for act, noun in WHERE.items()}
        )
        return cls(
            reference=state.reference,
            version=case.version,
            received_on=state.received_on,
            channel=state.channel,
            service_area=state.service_area,
            relation=state.relation,
            giver=PersonView.of_any(state.giver),
            words=readable(state.words),
            team=state.team,
            worker=state.worker,
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
        )


class ListedCompliment(View):
    reference: str
    version: int
    received_on: date | None
    service_area: str | None
    team: str | None
    giver: str | None


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
    body: ComplimentBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(RECEIVE_COMPLIMENT))],
    request: Request,
    response: Response,
) -> ComplimentView:
    changed = await rooms.compliments.open(
        lambda reference: body.command(reference, said.command_id), said
    )
    view = await _show(changed.case, rooms, said, request, response)
    response.headers["Location"] = f"/compliments/{view.reference}"
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
    *,
    reference: Reference,
    body: ComplimentCorrectionBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(CORRECT_COMPLIMENT))],
    request: Request,
    response: Response,
) -> ComplimentView:
    command = CorrectCompliment(
        reason=body.reason,
        received_on=body.received_on,
        channel=body.channel,
        service_area=body.service_area,
        relation=body.relation,
    )
    changed = await rooms.compliments.change(reference, command, said)
    return await _show(changed.case, rooms, said, request, response)


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
    *,
    reference: Reference,
    body: ComplimentAllocationBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(ALLOCATE_COMPLIMENT))],
    request: Request,
    response: Response,
) -> ComplimentView:
    command = AllocateCompliment(allocated_on=body.allocated_on, team=body.team, worker=body.worker)
    changed = await rooms.compliments.change(reference, command, said)
    return await _show(changed.case, rooms, said, request, response)


@router.get("", summary="List compliments, the latest first", responses=problems(CursorInvalid))
async def list_compliments(
    *,
    rooms: RoomsDep,
    reader: Reader,
    page: Annotated[Paging, Depends(paging)],
    request: Request,
    response: Response,
    team: Code | None = None,
    service_area: ServiceArea | None = None,
    received_from: Day | None = None,
    received_to: Day | None = None,
) -> Page[ListedCompliment]:
    rows = await rooms.listing.page(
        reader.authority,
        Sought(
            kind="compliment",
            team=team,
            service_area=service_area.value if service_area else None,
            opened_from=received_from,
            opened_to=received_to,
        ),
        order=ListOrder.OPENED,
        after=place_of_cursor(page),
        limit=page.limit + 1,
    )
    shown, following = paged(
        rows, page, key=lambda row: (row.sorted_by.isoformat(), str(row.stream))
    )
    link_next(request, response, following)
    items = [
        ListedCompliment(
            reference=row.reference,
            version=row.version,
            received_on=row.opened_on,
            service_area=row.service_area,
            team=row.team,
            giver=readable(row.names.get("giver")),
        )
        for row in shown
    ]
    return Page[ListedCompliment](items=items, next=following)


@router.get(
    "/{reference}",
    summary="One compliment",
    responses=problems(NoSuchCase, OutsideCalendar),
)
async def see(
    reference: Reference, rooms: RoomsDep, reader: Reader, request: Request, response: Response
) -> ComplimentView:
    case = await rooms.compliments.find(reader.authority, reference)
    return await _show(case, rooms, reader, request, response)


async def _show(
    case: ComplimentCase, rooms: Rooms, who: Said | Asking, request: Request, response: Response
) -> ComplimentView:
    here = await around(rooms, who, case.stream)
    response.headers["ETag"] = etag(case.version)
    return ComplimentView.of(case, here=here, lister=Lister.for_caller(request, who))
