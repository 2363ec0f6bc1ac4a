"""Routes of the register: teams and workers, with the days between which each was there.

A service includes `register_router(ServiceArea)`, given its own list of service areas.
"""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query

from shared.casework import refusals
from shared.casework.api.at_register import (
    AtRegister,
    SeeingRegister,
    at_register,
    seeing_register,
)
from shared.casework.api.bodies import Day
from shared.casework.api.completing import taking
from shared.casework.api.register_views import (
    LeavingBody,
    RegisterView,
    TeamBody,
    TeamEndBody,
    WorkerBody,
    of_areas,
)
from shared.casework.register.rules import ADD_WORKER, CLOSE_TEAM, OPEN_TEAM, REMOVE_WORKER
from shared.casework.terms import Term
from shared.event_store.refusals import CaseChanged, CaseMovedOn, KeyReused
from shared.problem_details import problems

ANY: Final = (CaseChanged, CaseMovedOn, KeyReused, refusals.OutsideCalendar)

TeamCode = Annotated[
    str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", examples=["north-1"], description="The team.")
]
On = Annotated[Day | None, Query(description="As on this day; else all that ever was.")]


def register_router(areas: type[Term] | None) -> APIRouter:
    """Routes under `/teams`, each of them in one of the service's `areas`, where it has any."""
    router = APIRouter(prefix="/teams", tags=["Teams"])
    models = of_areas(areas)
    view = models.register

    @router.get(
        "",
        summary="Teams and workers",
        response_model=view,
        responses=problems(refusals.OutsideCalendar),
    )
    async def see_register(
        seeing: Annotated[SeeingRegister, Depends(seeing_register)], on: On = None
    ) -> RegisterView:
        return await seeing.see(view, on)

    @router.post(
        "",
        status_code=HTTPStatus.CREATED,
        summary="Open a team",
        response_model=view,
        responses=problems(*ANY, refusals.TeamAlreadyOpen),
    )
    @taking(models.team)
    async def open_team(
        body: TeamBody, at: Annotated[AtRegister, Depends(at_register(OPEN_TEAM))]
    ) -> RegisterView:
        return await at.do(body.command(), view)

    @router.post(
        "/{team}/closure",
        summary="Close a team",
        response_model=view,
        responses=problems(
            *ANY, refusals.NoTeamToClose, refusals.TeamNotOpen, refusals.ClosedBeforeOpened
        ),
    )
    async def close_team(
        team: TeamCode,
        body: TeamEndBody,
        at: Annotated[AtRegister, Depends(at_register(CLOSE_TEAM))],
    ) -> RegisterView:
        return await at.do(body.command(team), view)

    @router.post(
        "/{team}/workers",
        status_code=HTTPStatus.CREATED,
        summary="Add a worker to a team",
        response_model=view,
        responses=problems(
            *ANY, refusals.TeamStillUnknown, refusals.TeamNotOpen, refusals.WorkerAlreadyInTeam
        ),
    )
    async def add_worker(
        team: TeamCode,
        body: WorkerBody,
        at: Annotated[AtRegister, Depends(at_register(ADD_WORKER))],
    ) -> RegisterView:
        return await at.do(body.command(team), view)

    @router.post(
        "/{team}/workers/leaving",
        summary="Record that a worker left a team",
        response_model=view,
        responses=problems(
            *ANY, refusals.NobodyInTeams, refusals.WorkerNotInTeam, refusals.ClosedBeforeOpened
        ),
    )
    async def remove_worker(
        team: TeamCode,
        body: LeavingBody,
        at: Annotated[AtRegister, Depends(at_register(REMOVE_WORKER))],
    ) -> RegisterView:
        return await at.do(body.command(team), view)

    return router
