"""What a complaint knows at each place of the procedure, as clients see it."""

from datetime import date
from typing import Self

from pydantic import Field

from services.complaints.domain.answer import Answer
from services.complaints.domain.places import (
    Agreement,
    Extension,
    GoodReasonGiven,
    RouteDecision,
    Stage1,
)
from services.complaints.domain.terms import (
    Cause,
    Eligibility,
    Excused,
    ExtensionReason,
    GoodReason,
    Outcome,
    Route,
    RouteReason,
    Subject,
)
from shared.casework.api.views import View


class DecisionView(View):
    """Where the contact goes, and why."""

    decided_on: date
    route: Route
    reason: RouteReason
    eligibility: Eligibility | None
    subject: Subject | None

    @classmethod
    def of(cls, decision: RouteDecision) -> Self:
        return cls(
            decided_on=decision.decided_on,
            route=decision.route,
            reason=decision.reason,
            eligibility=decision.eligibility,
            subject=decision.subject,
        )


class ExtensionView(View):
    """The one extension: `limit` in working days from receipt."""

    decided_on: date
    limit: int
    reason: ExtensionReason
    told_on: date

    @classmethod
    def of(cls, extension: Extension) -> Self:
        return cls(
            decided_on=extension.decided_on,
            limit=extension.limit,
            reason=extension.reason,
            told_on=extension.told_on,
        )


class AgreementView(View):
    """A date agreed with the complainant. It moves no clock."""

    agreed_on: date
    respond_by: date

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        return cls(agreed_on=agreement.agreed_on, respond_by=agreement.respond_by)


class GoodReasonView(View):
    recorded_on: date
    reason: GoodReason

    @classmethod
    def of(cls, given: GoodReasonGiven) -> Self:
        return cls(recorded_on=given.recorded_on, reason=given.reason)


class Stage1View(View):
    """How Stage 1 goes; its dates are its clocks'."""

    extension: ExtensionView | None
    agreed_date: AgreementView | None
    good_reason: GoodReasonView | None

    @classmethod
    def of(cls, stage: Stage1) -> Self:
        return cls(
            extension=ExtensionView.of(stage.extension) if stage.extension else None,
            agreed_date=AgreementView.of(stage.agreement) if stage.agreement else None,
            good_reason=GoodReasonView.of(stage.good_reason) if stage.good_reason else None,
        )


class CauseOutcomeView(View):
    cause: Cause
    outcome: Outcome


class AnswerView(View):
    """The Stage 1 response: what it found, and whether it came in time."""

    responded_on: date
    outcome: Outcome
    outcomes: list[CauseOutcomeView]
    fault: bool
    apology: bool
    working_days: int = Field(description="From receipt (day 0) to the response.")
    in_extended_time: bool
    excused: Excused

    @classmethod
    def of(cls, answer: Answer) -> Self:
        found, timing = answer.finding, answer.timing
        return cls(
            responded_on=answer.responded_on,
            outcome=found.outcome,
            outcomes=[
                CauseOutcomeView(cause=one.cause, outcome=one.outcome) for one in found.outcomes
            ],
            fault=found.fault,
            apology=found.apology,
            working_days=timing.working_days,
            in_extended_time=timing.in_extended_time,
            excused=timing.excused,
        )


class EndingView(View):
    """A withdrawal, a closing or a reopening."""

    on: date
    reason: str
