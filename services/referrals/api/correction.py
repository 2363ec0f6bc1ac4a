"""Route of correction: put right what was recorded, several dates at once if need be."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.correction_command import (
    Correct,
    CorrectAssessment,
    CorrectExploitation,
)
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.terms import DecisionReason, OverReason, Response
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Instant, Number, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    NotRecordedYet,
)
from shared.casework.terms import CorrectionReason
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}", tags=["Correction"])

MOST = 100


class AssessmentCorrectionBody(Body):
    """The dates of assessment `number`; what is left out stays as it is."""

    number: Number = Field(ge=1, le=999)
    started_on: BusinessDate | None = None
    authorised_on: BusinessDate | None = None
    over_reason: OverReason | None = None
    looked_after_on: BusinessDate | None = None

    def command(self) -> CorrectAssessment:
        return CorrectAssessment(
            number=self.number,
            started_on=self.started_on,
            authorised_on=self.authorised_on,
            over_reason=self.over_reason,
            looked_after_on=self.looked_after_on,
        )


class RiskCorrectionBody(Body):
    number: Number = Field(ge=1, le=999)
    assessed_on: BusinessDate


class ExploitationCorrectionBody(Body):
    """`recorded_on` is of the first record; the others are of the latest of their kind."""

    recorded_on: BusinessDate | None = None
    allocated_on: BusinessDate | None = None
    decided_on: BusinessDate | None = None
    closed_on: BusinessDate | None = None
    reopened_on: BusinessDate | None = Field(
        default=None, description="The day on which it was recorded again after its end."
    )
    risks: list[RiskCorrectionBody] = Field(default=[], max_length=MOST)

    def command(self) -> CorrectExploitation:
        return CorrectExploitation(
            recorded_on=self.recorded_on,
            allocated_on=self.allocated_on,
            decided_on=self.decided_on,
            closed_on=self.closed_on,
            reopened_on=self.reopened_on,
            risks=tuple((one.number, one.assessed_on) for one in self.risks),
        )


class CorrectionBody(Body):
    """What is left out stays as it is. The clocks that hang on a corrected date move with it.

    `allocated_on`, `closed_on` and `reopened_on` are of the latest of their kind.
    """

    reason: CorrectionReason
    received_on: BusinessDate | None = None
    received_at: Instant | None = None
    decided_on: BusinessDate | None = None
    response: Response | None = None
    decision_reason: DecisionReason | None = None
    acknowledged_on: BusinessDate | None = None
    told_on: BusinessDate | None = None
    allocated_on: BusinessDate | None = None
    closed_on: BusinessDate | None = None
    reopened_on: BusinessDate | None = None
    assessments: list[AssessmentCorrectionBody] = Field(default=[], max_length=MOST)
    exploitation: ExploitationCorrectionBody | None = None
    earlier_again: YesOrNo = Field(
        default=False,
        description="Look the child's earlier referrals up again: one of them was decided, "
        "corrected or linked since.",
    )

    def command(self, earlier: tuple[EarlierReferral, ...]) -> Correct:
        exploitation = self.exploitation
        return Correct(
            reason=self.reason,
            received_on=self.received_on,
            received_at=self.received_at,
            decided_on=self.decided_on,
            response=self.response,
            decision_reason=self.decision_reason,
            acknowledged_on=self.acknowledged_on,
            told_on=self.told_on,
            allocated_on=self.allocated_on,
            closed_on=self.closed_on,
            reopened_on=self.reopened_on,
            assessments=tuple(one.command() for one in self.assessments),
            exploitation=None if exploitation is None else exploitation.command(),
            earlier=earlier,
            earlier_again=self.earlier_again,
        )


@router.post(
    "/correction",
    summary="Correct what was recorded",
    responses=problems(
        *ANY_COMMAND,
        NothingToChange,
        NotRecordedYet,
        GivenTwice,
        InTheFuture,
        InstantOnAnotherDay,
        refusals.StepsOutOfOrder,
        refusals.ResponseLocked,
        refusals.ReasonDoesNotFitResponse,
        refusals.OverReasonMissing,
        refusals.OverReasonNotNeeded,
    ),
)
async def correct(
    reference: Reference,
    body: CorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CORRECT))],
) -> ReferralView:
    """A correction is recorded as what it is: it never counts as activity.

    Another day of receipt or another response also puts later referrals of the child right.
    """
    case = await desk.rooms.referrals.find(desk.said.authority, reference)
    earlier = await desk.rooms.earlier.of(desk.said.authority, case.state)
    corrected = await desk.do(body.command(earlier), reference)
    if body.received_on is not None or body.response is not None:
        await desk.rooms.further.look_again(reference, desk.said)
    return corrected
