"""Route of allocation: whose case it is."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain.actions import Action
from services.referrals.domain.commands import Allocate
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Code
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
    NobodyToAllocateTo,
    NothingToChange,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}", tags=["Allocation"])


class AllocationBody(Body):
    """A team, and a worker in it, both in the register on that day."""

    allocated_on: BusinessDate
    team: Code
    worker: Code | None = None

    def command(self) -> Allocate:
        return Allocate(allocated_on=self.allocated_on, team=self.team, worker=self.worker)


@router.post(
    "/allocation",
    summary="Give the case to a team and a worker",
    responses=problems(
        *ANY_COMMAND,
        NobodyToAllocateTo,
        CaseClosed,
        InTheFuture,
        BeforeReceived,
        BeforePresentStep,
        TeamNotOpen,
        WorkerNotInTeam,
        NothingToChange,
    ),
)
async def allocate(
    reference: Reference,
    body: AllocationBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.ALLOCATE))],
) -> ReferralView:
    """Again to give it to others."""
    return await desk.do(body.command(), reference)
