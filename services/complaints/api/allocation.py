"""Routes of allocation: one case, or many in one request with a result for each."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import Allocate
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Code
from shared.casework.api.dependencies import REFERENCE, Reference
from shared.casework.api.views import View
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
from shared.event_sourcing import Refusal
from shared.problem_details import problems

router = APIRouter(tags=["Allocation"])

MOST_AT_ONCE = 200


class AllocationBody(Body):
    """A team, and a worker in it, both in the register on that day."""

    allocated_on: BusinessDate
    team: Code
    worker: Code | None = None

    def command(self) -> Allocate:
        return Allocate(allocated_on=self.allocated_on, team=self.team, worker=self.worker)


class BulkAllocationBody(AllocationBody):
    references: list[Annotated[str, StringConstraints(pattern=REFERENCE)]] = Field(
        min_length=1, max_length=MOST_AT_ONCE
    )


class AllocationResult(View):
    """What became of one case: its new version, or the refusal."""

    reference: str
    version: int | None = None
    code: str | None = None
    because: str | None = None


class BulkAllocationView(View):
    allocated: int
    refused: int
    results: list[AllocationResult]


@router.post(
    "/complaints/{reference}/allocation",
    summary="Give the case to a team and a worker",
    responses=problems(
        *ANY_COMMAND,
        NobodyToAllocateTo,
        CaseClosed,
        refusals.CaseWithdrawn,
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
) -> ComplaintView:
    """Again to give it to others."""
    return await desk.do(body.command(), reference)


@router.post("/allocations", summary="Give many cases to a team and a worker")
async def allocate_many(
    body: BulkAllocationBody, desk: Annotated[AtDesk, Depends(at_desk(Action.ALLOCATE))]
) -> BulkAllocationView:
    """Each case is a command of its own: refused alone, and done once if sent again."""
    results = [await _one(reference, body, desk) for reference in dict.fromkeys(body.references)]
    refused = sum(result.code is not None for result in results)
    return BulkAllocationView(allocated=len(results) - refused, refused=refused, results=results)


async def _one(reference: str, body: BulkAllocationBody, desk: AtDesk) -> AllocationResult:
    try:
        changed = await desk.change(body.command(), reference, desk.said.about(reference))
    except Refusal as refusal:
        return AllocationResult(reference=reference, code=refusal.code, because=refusal.because)
    return AllocationResult(reference=reference, version=changed.case.version)
