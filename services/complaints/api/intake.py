"""Routes of intake: a contact arrives, is acknowledged, and is given a route."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import Acknowledge, DecideRoute, Receive
from services.complaints.domain.people import MOST_CHILDREN, Complainant
from services.complaints.domain.terms import (
    Cause,
    Channel,
    Eligibility,
    Relation,
    Route,
    RouteReason,
    ServiceArea,
    Subject,
)
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Code, Instant, PersonBody, Text
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    CodeNotInUse,
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    OutsideCalendar,
    TeamNotOpen,
)
from shared.event_store.refusals import KeyReused, PersonWasErased
from shared.problem_details import problems

router = APIRouter(prefix="/complaints", tags=["Intake"])


class ComplainantBody(Body):
    """Who complains. The eligibility code is asked at acceptance at the latest."""

    details: PersonBody
    relation: Relation
    eligibility: Eligibility | None = None


class ReceiveBody(Body):
    """A contact. `received_at` is given where the hour matters (informal resolution, 24 hours)."""

    received_on: BusinessDate
    received_at: Instant | None = None
    channel: Channel
    complainant: ComplainantBody
    representative: PersonBody | None = None
    advocate: PersonBody | None = None
    children: list[PersonBody] = Field(default=[], max_length=MOST_CHILDREN)
    service_area: ServiceArea
    team: Code | None = None
    causes: list[Cause] = Field(min_length=1, max_length=len(Cause))
    statement: Text | None = Field(default=None, description="What was said, in their words.")
    desired_outcome: Text | None = None

    def command(self, reference: str, command_id: UUID) -> Receive:
        return Receive(
            reference=reference,
            received_on=self.received_on,
            received_at=self.received_at,
            channel=self.channel,
            complainant=Complainant(
                details=self.complainant.details.details(command_id, "complainant"),
                relation=self.complainant.relation,
                eligibility=self.complainant.eligibility,
            ),
            representative=(
                self.representative.details(command_id, "representative")
                if self.representative
                else None
            ),
            advocate=self.advocate.details(command_id, "advocate") if self.advocate else None,
            children=tuple(
                child.details(command_id, f"child/{ordinal}")
                for ordinal, child in enumerate(self.children, start=1)
            ),
            service_area=self.service_area,
            team=self.team,
            causes=tuple(self.causes),
            statement=self.statement,
            desired_outcome=self.desired_outcome,
        )


class AcknowledgementBody(Body):
    acknowledged_on: BusinessDate
    channel: Channel | None = None

    def command(self) -> Acknowledge:
        return Acknowledge(acknowledged_on=self.acknowledged_on, channel=self.channel)


class DecisionBody(Body):
    """The statutory route needs an eligible complainant and a subject within scope."""

    decided_on: BusinessDate
    route: Route
    reason: RouteReason
    eligibility: Eligibility | None = None
    subject: Subject | None = None
    explanation: Text | None = None
    resolved_at: Instant | None = Field(
        default=None, description="When it was put right, for an informal resolution."
    )

    def command(self) -> DecideRoute:
        return DecideRoute(
            decided_on=self.decided_on,
            route=self.route,
            reason=self.reason,
            eligibility=self.eligibility,
            subject=self.subject,
            explanation=self.explanation,
            resolved_at=self.resolved_at,
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Record a contact",
    responses=problems(
        KeyReused,
        PersonWasErased,
        InTheFuture,
        OutsideCalendar,
        InstantOnAnotherDay,
        GivenTwice,
        CodeNotInUse,
        TeamNotOpen,
    ),
)
async def receive(
    body: ReceiveBody, desk: Annotated[AtDesk, Depends(at_desk(Action.RECEIVE))]
) -> ComplaintView:
    """A contact that arrived some days ago is recorded with the day it arrived."""
    view = await desk.open(lambda reference: body.command(reference, desk.said.command_id))
    desk.response.headers["Location"] = f"/complaints/{view.reference}"
    return view


@router.post(
    "/{reference}/acknowledgement",
    summary="Record that receipt was acknowledged",
    responses=problems(
        *ANY_COMMAND,
        refusals.AlreadyAcknowledged,
        refusals.NothingToAcknowledge,
        CaseClosed,
        refusals.CaseWithdrawn,
        InTheFuture,
        BeforeReceived,
        refusals.AcknowledgedAfterResponse,
    ),
)
async def acknowledge(
    reference: Reference,
    body: AcknowledgementBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.ACKNOWLEDGE))],
) -> ComplaintView:
    """A late acknowledgement is recorded and counted as late."""
    return await desk.do(body.command(), reference)


@router.post(
    "/{reference}/decision",
    summary="Decide which route the contact takes",
    responses=problems(
        *ANY_COMMAND,
        refusals.RouteLocked,
        CaseClosed,
        refusals.CaseWithdrawn,
        InTheFuture,
        BeforeReceived,
        BeforePresentStep,
        NothingToChange,
        refusals.ReasonDoesNotFitRoute,
        refusals.EligibilityNotAsked,
        refusals.ComplainantNotEligible,
        refusals.SubjectNotStated,
        refusals.SubjectOutOfScope,
        refusals.InstantMissing,
        refusals.InstantNotKept,
    ),
)
async def decide(
    reference: Reference,
    body: DecisionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.DECIDE_ROUTE))],
) -> ComplaintView:
    """The statutory route starts Stage 1, counted from the day received, and locks the choice."""
    return await desk.do(body.command(), reference)
