"""Routes of the register: teams and workers, with the days between which each was there."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Final, Self, cast

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from services.complaints.api.bodies import Body, BusinessDate, Code, Day, Line
from services.complaints.api.dependencies import RoomsDep, around
from services.complaints.api.listing_actions import Actions, Lister
from services.complaints.api.views import ActionView, RefusedActionView, View
from services.complaints.application.rooms import Rooms
from services.complaints.application.streams import STREAMS
from services.complaints.domain.authority import READ_REGISTER
from services.complaints.domain.terms import ServiceArea
from shared.casework.refusals import (
    ClosedBeforeOpened,
    NobodyInTeams,
    NoTeamToClose,
    OutsideCalendar,
    TeamAlreadyOpen,
    TeamNotOpen,
    TeamStillUnknown,
    WorkerAlreadyInTeam,
    WorkerNotInTeam,
)
from shared.casework.register.happenings import (
    AddWorker,
    CloseTeam,
    OpenTeam,
    RegisterCommand,
    RemoveWorker,
)
from shared.casework.register.kind import RegisterCase
from shared.casework.register.rules import ADD_WORKER, CLOSE_TEAM, OPEN_TEAM, REMOVE_WORKER, allowed
from shared.casework.register.state import Register, TeamPeriod
from shared.event_store.refusals import CaseChanged, CaseMovedOn, KeyReused
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding, etag

router = APIRouter(prefix="/teams", tags=["Teams"])

ANY = (CaseChanged, CaseMovedOn, KeyReused, OutsideCalendar)
WHERE: Final = {
    OPEN_TEAM: "/teams",
    CLOSE_TEAM: "/teams/{team}/closure",
    ADD_WORKER: "/teams/{team}/workers",
    REMOVE_WORKER: "/teams/{team}/workers/leaving",
}
"""Where each action is asked for."""

TeamCode = Annotated[
    str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", examples=["north-1"], description="The team.")
]


class TeamBody(Body):
    team: Code
    title: Line
    service_area: ServiceArea | None = None
    opened_on: BusinessDate


class TeamEndBody(Body):
    """`closed_on` is the team's last day."""

    closed_on: BusinessDate


class WorkerBody(Body):
    worker: Code
    joined_on: BusinessDate


class LeavingBody(Body):
    """`left_on` is the worker's last day in the team."""

    worker: Code
    left_on: BusinessDate


class MemberView(View):
    worker: str
    joined_on: date
    left_on: date | None


class TeamView(View):
    """A team from its first to its last day, both inclusive, and who was in it."""

    team: str
    title: str
    service_area: ServiceArea | None
    opened_on: date
    closed_on: date | None
    workers: list[MemberView]

    @classmethod
    def of(cls, period: TeamPeriod, register: Register, day: date | None) -> Self:
        return cls(
            team=period.team,
            title=period.title,
            service_area=cast("ServiceArea | None", period.service_area),
            opened_on=period.opened_on,
            closed_on=period.closed_on,
            workers=[
                MemberView(worker=m.worker, joined_on=m.joined_on, left_on=m.left_on)
                for m in register.members_of(period)
                if day is None or (m.joined_on <= day and (m.left_on or day) >= day)
            ],
        )


class RegisterView(View):
    """The register at `version`, which is also its ETag; on one day, or with all that was."""

    version: int
    on: date | None
    teams: list[TeamView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, register: Register, version: int, day: date | None, *, actions: Actions) -> Self:
        return cls(
            version=version,
            on=day,
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
            teams=[
                TeamView.of(period, register, day)
                for period in register.teams
                if day is None or (period.opened_on <= day and (period.closed_on or day) >= day)
            ],
        )


@router.get("", summary="Teams and workers", responses=problems(OutsideCalendar))
async def see_register(
    rooms: RoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_REGISTER))],
    request: Request,
    response: Response,
    on: Annotated[Day | None, Query(description="As on this day; else all that ever was.")] = None,
) -> RegisterView:
    case = await rooms.register.peek(STREAMS.register(reader.authority))
    return await _show(case, rooms, reader, request, response, on=on)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Open a team",
    responses=problems(*ANY, TeamAlreadyOpen),
)
async def open_team(
    body: TeamBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(OPEN_TEAM))],
    request: Request,
    response: Response,
) -> RegisterView:
    command = OpenTeam(
        team=body.team,
        title=body.title,
        service_area=body.service_area,
        opened_on=body.opened_on,
    )
    return await _do(command, rooms, said, request, response)


@router.post(
    "/{team}/closure",
    summary="Close a team",
    responses=problems(*ANY, NoTeamToClose, TeamNotOpen, ClosedBeforeOpened),
)
async def close_team(
    *,
    team: TeamCode,
    body: TeamEndBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(CLOSE_TEAM))],
    request: Request,
    response: Response,
) -> RegisterView:
    return await _do(CloseTeam(team=team, closed_on=body.closed_on), rooms, said, request, response)


@router.post(
    "/{team}/workers",
    status_code=HTTPStatus.CREATED,
    summary="Add a worker to a team",
    responses=problems(*ANY, TeamStillUnknown, TeamNotOpen, WorkerAlreadyInTeam),
)
async def add_worker(
    *,
    team: TeamCode,
    body: WorkerBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(ADD_WORKER))],
    request: Request,
    response: Response,
) -> RegisterView:
    command = AddWorker(worker=body.worker, team=team, joined_on=body.joined_on)
    return await _do(command, rooms, said, request, response)


@router.post(
    "/{team}/workers/leaving",
    summary="Record that a worker left a team",
    responses=problems(*ANY, NobodyInTeams, WorkerNotInTeam, ClosedBeforeOpened),
)
async def remove_worker(
    *,
    team: TeamCode,
    body: LeavingBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(REMOVE_WORKER))],
    request: Request,
    response: Response,
) -> RegisterView:
    command = RemoveWorker(worker=body.worker, team=team, left_on=body.left_on)
    return await _do(command, rooms, said, request, response)


async def _do(
    command: RegisterCommand, rooms: Rooms, said: Said, request: Request, response: Response
) -> RegisterView:
    stream = STREAMS.register(said.authority)
    changed = await rooms.register.change(stream, command, said, may_begin=True)
    return await _show(changed.case, rooms, said, request, response)


async def _show(
    case: RegisterCase,
    rooms: Rooms,
    who: Said | Asking,
    request: Request,
    response: Response,
    *,
    on: date | None = None,
) -> RegisterView:
    here = await around(rooms, who, case.stream)
    actions = Lister.for_caller(request, who).listed(allowed(case.state, here), WHERE)
    response.headers["ETag"] = etag(case.version)
    return RegisterView.of(case.state, case.version, on, actions=actions)
