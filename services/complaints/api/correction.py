"""Route of correction: put right what was recorded, several values at once if need be."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.api.stage_1 import CauseOutcomeBody
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import Correct
from services.complaints.domain.terms import Cause, Channel, Eligibility, Relation, ServiceArea
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Instant, YesOrNo
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    CodeNotInUse,
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    NotRecordedYet,
    OutsideCalendar,
)
from shared.casework.terms import CorrectionReason
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}", tags=["Correction"])


class CorrectionBody(Body):
    """What is left out stays as it is. The clocks that hang on a corrected date move with it."""

    reason: CorrectionReason
    received_on: BusinessDate | None = None
    received_at: Instant | None = None
    acknowledged_on: BusinessDate | None = None
    responded_on: BusinessDate | None = None
    outcomes: list[CauseOutcomeBody] | None = Field(
        default=None, min_length=1, max_length=len(Cause)
    )
    apology: YesOrNo | None = None
    channel: Channel | None = None
    relation: Relation | None = None
    eligibility: Eligibility | None = None
    service_area: ServiceArea | None = None
    causes: list[Cause] | None = Field(default=None, min_length=1, max_length=len(Cause))

    def command(self) -> Correct:
        outcomes, causes = self.outcomes, self.causes
        return Correct(
            reason=self.reason,
            received_on=self.received_on,
            received_at=self.received_at,
            acknowledged_on=self.acknowledged_on,
            responded_on=self.responded_on,
            outcomes=None if outcomes is None else tuple(one.found() for one in outcomes),
            apology=self.apology,
            channel=self.channel,
            relation=self.relation,
            eligibility=self.eligibility,
            service_area=self.service_area,
            causes=None if causes is None else tuple(causes),
        )


@router.post(
    "/correction",
    summary="Correct what was recorded",
    responses=problems(
        *ANY_COMMAND,
        NothingToChange,
        NotRecordedYet,
        InTheFuture,
        OutsideCalendar,
        InstantOnAnotherDay,
        refusals.InstantMissing,
        refusals.InstantNotKept,
        refusals.ActBeforeReceived,
        refusals.PauseBeforeReceived,
        BeforePresentStep,
        refusals.AcknowledgedAfterResponse,
        refusals.ComplainantNotEligible,
        GivenTwice,
        CodeNotInUse,
        refusals.CauseWithoutOutcome,
        refusals.OutcomeWithoutCause,
        refusals.ApologyMissing,
    ),
)
async def correct(
    reference: Reference,
    body: CorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CORRECT))],
) -> ComplaintView:
    """A correction is recorded as what it is: it never counts as activity."""
    return await desk.do(body.command(), reference)
