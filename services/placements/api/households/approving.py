"""Routes of approval: approve a household, correct that, give it to a worker, close it."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.households.at_desk import AtDesk, at_desk
from services.placements.api.households.parts import TermsBody
from services.placements.api.households.view import HouseholdView
from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    AllocateHousehold,
    ApproveHousehold,
    CloseHousehold,
    CorrectApproval,
)
from services.placements.domain.households.decide import HouseholdAction
from services.placements.domain.households.household import MOST_CARERS
from services.placements.domain.households.terms import HouseholdClosingReason, HouseholdKind
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Code, PersonBody, YesOrNo
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
from shared.casework.terms import CorrectionReason
from shared.event_store.refusals import KeyReused, PersonWasErased
from shared.problem_details import problems

router = APIRouter(prefix="/households", tags=["Households"])


class ApprovalBody(Body):
    """An approval of foster carers. Terms may be absent; then the usual limit holds alone."""

    approved_on: BusinessDate
    kind: HouseholdKind
    carers: list[PersonBody] = Field(min_length=1, max_length=MOST_CARERS)
    terms: TermsBody | None = None
    team: Code | None = None
    worker: Code | None = Field(default=None, description="Who supervises the carers.")

    def command(self, reference: str, command_id: UUID) -> ApproveHousehold:
        return ApproveHousehold(
            reference=reference,
            approved_on=self.approved_on,
            kind=self.kind,
            carers=tuple(
                carer.details(command_id, f"carer/{number}")
                for number, carer in enumerate(self.carers, start=1)
            ),
            terms=self.terms.terms() if self.terms else None,
            team=self.team,
            worker=self.worker,
        )


class ApprovalCorrectionBody(Body):
    """What is left out stays as it is; `no_terms` says it was an approval without terms."""

    reason: CorrectionReason
    approved_on: BusinessDate | None = None
    kind: HouseholdKind | None = None
    terms: TermsBody | None = None
    no_terms: YesOrNo = False

    def command(self) -> CorrectApproval:
        return CorrectApproval(
            reason=self.reason,
            approved_on=self.approved_on,
            kind=self.kind,
            terms=self.terms.terms() if self.terms else None,
            no_terms=self.no_terms,
        )


class HouseholdAllocationBody(Body):
    allocated_on: BusinessDate
    team: Code
    worker: Code | None = None

    def command(self) -> AllocateHousehold:
        return AllocateHousehold(allocated_on=self.allocated_on, team=self.team, worker=self.worker)


class HouseholdClosureBody(Body):
    """`closed_on` is the first day on which they foster no more."""

    closed_on: BusinessDate
    reason: HouseholdClosingReason

    def command(self) -> CloseHousehold:
        return CloseHousehold(closed_on=self.closed_on, reason=self.reason)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Record the approval of a household",
    responses=problems(
        KeyReused,
        PersonWasErased,
        InTheFuture,
        OutsideCalendar,
        TeamNotOpen,
        WorkerNotInTeam,
        refusals.NoCarerGiven,
        refusals.TermsContradictory,
    ),
)
async def approve(
    body: ApprovalBody, desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.APPROVE))]
) -> HouseholdView:
    view = await desk.open(lambda reference: body.command(reference, desk.said.command_id))
    desk.response.headers["Location"] = f"/households/{view.reference}"
    return view


@router.post(
    "/{reference}/correction",
    summary="Correct an approval",
    responses=problems(
        *ANY_COMMAND,
        InTheFuture,
        NothingToChange,
        refusals.RecordedBeforeApproval,
        refusals.TermsContradictory,
    ),
)
async def correct(
    reference: Reference,
    body: ApprovalCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.CORRECT_APPROVAL))],
) -> HouseholdView:
    """Its day, its kind, or the terms that it began with."""
    return await desk.do(body.command(), reference)


@router.post(
    "/{reference}/allocation",
    summary="Give a household to a team and a supervising worker",
    responses=problems(
        *ANY_COMMAND,
        InTheFuture,
        BeforePresentStep,
        NobodyToAllocateTo,
        TeamNotOpen,
        WorkerNotInTeam,
        NothingToChange,
        refusals.HouseholdIsClosed,
        refusals.BeforeApproval,
    ),
)
async def allocate(
    reference: Reference,
    body: HouseholdAllocationBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.ALLOCATE))],
) -> HouseholdView:
    return await desk.do(body.command(), reference)


@router.post(
    "/{reference}/closure",
    summary="Record that a household fosters no more",
    responses=problems(
        *ANY_COMMAND,
        InTheFuture,
        BeforePresentStep,
        refusals.HouseholdIsClosed,
        refusals.ChildrenStillPlaced,
        refusals.BeforeApproval,
    ),
)
async def close(
    reference: Reference,
    body: HouseholdClosureBody,
    desk: Annotated[AtDesk, Depends(at_desk(HouseholdAction.CLOSE))],
) -> HouseholdView:
    """Once no child is placed there."""
    return await desk.do(body.command(), reference)
