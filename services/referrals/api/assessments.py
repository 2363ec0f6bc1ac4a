"""Routes of assessments: started by a worker, authorised by a manager."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.commands import AuthoriseAssessment, LookedAfter, StartAssessment
from services.referrals.domain.terms import AssessmentOutcome, LegalStatus, OverReason
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
)
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}/assessments", tags=["Assessments"])

NOT_OPEN = (
    *ANY_COMMAND,
    CaseClosed,
    refusals.NotDecided,
    refusals.NotInSocialWork,
    InTheFuture,
    BeforeReceived,
    BeforePresentStep,
)

MOST = 999
Number = Annotated[int, Path(ge=1, le=MOST, description="The assessment, from 1.")]


class StartBody(Body):
    started_on: BusinessDate


class LookedAfterBody(Body):
    on: BusinessDate
    legal_status: LegalStatus

    def from_when(self) -> LookedAfter:
        return LookedAfter(on=self.on, legal_status=self.legal_status)


class AuthorisationBody(Body):
    """`over_reason` is needed exactly where a clock of the assessment is over its 45 days."""

    authorised_on: BusinessDate
    outcome: AssessmentOutcome
    over_reason: OverReason | None = None
    looked_after: LookedAfterBody | None = Field(
        default=None, description="Needed where the child becomes looked after."
    )

    def command(self, number: int) -> AuthoriseAssessment:
        looked_after = self.looked_after
        return AuthoriseAssessment(
            number=number,
            authorised_on=self.authorised_on,
            outcome=self.outcome,
            over_reason=self.over_reason,
            looked_after=None if looked_after is None else looked_after.from_when(),
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Start an assessment",
    responses=problems(*NOT_OPEN, refusals.AssessmentGoingOn),
)
async def start(
    reference: Reference,
    body: StartBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.START_ASSESSMENT))],
) -> ReferralView:
    """The day on which it actually began; after another one it is a reassessment."""
    return await desk.do(StartAssessment(started_on=body.started_on), reference)


@router.post(
    "/{number}/authorisation",
    summary="Authorise an assessment",
    responses=problems(
        *NOT_OPEN,
        refusals.NoAssessmentGoingOn,
        refusals.WrongAssessment,
        refusals.OverReasonMissing,
        refusals.OverReasonNotNeeded,
        refusals.LookedAfterMissing,
        refusals.LookedAfterNotOutcome,
    ),
)
async def authorise(
    reference: Reference,
    number: Number,
    body: AuthorisationBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.AUTHORISE_ASSESSMENT))],
) -> ReferralView:
    """Stops the 45 working days from its start; the first one stops those from the referral too."""
    return await desk.do(body.command(number), reference)
