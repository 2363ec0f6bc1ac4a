"""Routes of Stage 1: extend, agree a date, record a good reason, pause, resume, respond."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.answer import CauseOutcome
from services.complaints.domain.commands import (
    AgreeResponseDate,
    ExtendStage1,
    PauseStage1,
    RecordGoodReason,
    RespondStage1,
    ResumeStage1,
)
from services.complaints.domain.terms import Cause, ExtensionReason, GoodReason, Outcome
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Number, Text, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    GivenTwice,
    InTheFuture,
    NothingToChange,
)
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}/stage-1", tags=["Stage 1"])

NOT_OPEN = (
    *ANY_COMMAND,
    refusals.NotAtStage1,
    refusals.AlreadyResponded,
    CaseClosed,
    refusals.CaseWithdrawn,
    InTheFuture,
    BeforeReceived,
)


class ExtensionBody(Body):
    """To `limit` working days from receipt. Up to 20 the complainant is told, not asked."""

    decided_on: BusinessDate
    limit: Number = Field(ge=1, le=100, examples=[20], description="11 to 20 (reg 14).")
    reason: ExtensionReason
    told_on: BusinessDate | None = Field(
        default=None, description="The day the complainant was told."
    )

    def command(self) -> ExtendStage1:
        return ExtendStage1(
            decided_on=self.decided_on,
            limit=self.limit,
            reason=self.reason,
            told_on=self.told_on,
        )


class AgreedDateBody(Body):
    agreed_on: BusinessDate
    respond_by: BusinessDate

    def command(self) -> AgreeResponseDate:
        return AgreeResponseDate(agreed_on=self.agreed_on, respond_by=self.respond_by)


class GoodReasonBody(Body):
    recorded_on: BusinessDate
    reason: GoodReason
    explanation: Text | None = None

    def command(self) -> RecordGoodReason:
        return RecordGoodReason(
            recorded_on=self.recorded_on, reason=self.reason, explanation=self.explanation
        )


class PauseBody(Body):
    paused_on: BusinessDate


class ResumptionBody(Body):
    resumed_on: BusinessDate


class CauseOutcomeBody(Body):
    cause: Cause
    outcome: Outcome

    def found(self) -> CauseOutcome:
        return CauseOutcome(cause=self.cause, outcome=self.outcome)


class ResponseBody(Body):
    """An outcome for each cause; whatever is upheld, wholly or partly, needs an apology."""

    responded_on: BusinessDate
    outcomes: list[CauseOutcomeBody] = Field(min_length=1, max_length=len(Cause))
    apology: YesOrNo
    summary: Text | None = None

    def command(self) -> RespondStage1:
        return RespondStage1(
            responded_on=self.responded_on,
            outcomes=tuple(one.found() for one in self.outcomes),
            apology=self.apology,
            summary=self.summary,
        )


@router.post(
    "/extension",
    summary="Extend Stage 1, once",
    responses=problems(
        *NOT_OPEN,
        refusals.AlreadyExtended,
        refusals.LimitNotInExtension,
        refusals.ComplainantNotTold,
        BeforePresentStep,
    ),
)
async def extend(
    reference: Reference,
    body: ExtensionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.EXTEND_STAGE_1))],
) -> ComplaintView:
    """The due date moves to the new limit; the 20 working days at the latest stay."""
    return await desk.do(body.command(), reference)


@router.post(
    "/agreed-date",
    summary="Record a response date agreed with the complainant",
    responses=problems(
        *NOT_OPEN,
        BeforePresentStep,
        refusals.AgreedDatePassed,
        NothingToChange,
    ),
)
async def agree_date(
    reference: Reference,
    body: AgreedDateBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.AGREE_RESPONSE_DATE))],
) -> ComplaintView:
    """It moves no clock; past 20 working days it excuses a response sent by then."""
    return await desk.do(body.command(), reference)


@router.post(
    "/good-reason",
    summary="Record a good reason to exceed 20 working days",
    responses=problems(*NOT_OPEN, NothingToChange),
)
async def give_good_reason(
    reference: Reference,
    body: GoodReasonBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.RECORD_GOOD_REASON))],
) -> ComplaintView:
    """It moves no clock; without it or an agreed date, Stage 2 has to be offered."""
    return await desk.do(body.command(), reference)


@router.post(
    "/pause",
    summary="Pause Stage 1 while an advocate is found",
    responses=problems(
        *NOT_OPEN,
        refusals.PauseNotInPolicy,
        refusals.Stage1IsPaused,
        refusals.AdvocateAlreadyAppointed,
    ),
)
async def pause(
    reference: Reference,
    body: PauseBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.PAUSE_STAGE_1))],
) -> ComplaintView:
    """Only where the authority's policy allows it; off by default."""
    return await desk.do(PauseStage1(paused_on=body.paused_on), reference)


@router.post(
    "/resumption",
    summary="Resume Stage 1",
    responses=problems(*NOT_OPEN, refusals.Stage1NotPaused, BeforePresentStep),
)
async def resume(
    reference: Reference,
    body: ResumptionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.RESUME_STAGE_1))],
) -> ComplaintView:
    """The due date moves by the working days that the pause lasted."""
    return await desk.do(ResumeStage1(resumed_on=body.resumed_on), reference)


@router.post(
    "/response",
    summary="Record the Stage 1 response",
    responses=problems(
        *NOT_OPEN,
        refusals.Stage1IsPaused,
        BeforePresentStep,
        GivenTwice,
        refusals.CauseWithoutOutcome,
        refusals.OutcomeWithoutCause,
        refusals.ApologyMissing,
    ),
)
async def respond(
    reference: Reference,
    body: ResponseBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.RESPOND_STAGE_1))],
) -> ComplaintView:
    """A late response is recorded and counted as late."""
    return await desk.do(body.command(), reference)
