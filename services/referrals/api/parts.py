"""The parts of a referral as clients see them."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from services.referrals.domain.child import Child
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.exploitation_state import Exploitation, Particulars, RiskFound
from services.referrals.domain.exploitation_terms import (
    ExploitationClosing,
    ExploitationModel,
    ExploitationOutcome,
    LivingSituation,
    Online,
    OverrideReason,
    RiskIndicator,
    RiskLevel,
    RiskTool,
)
from services.referrals.domain.places import Assessment, Decision
from services.referrals.domain.terms import (
    AssessmentOutcome,
    DecisionReason,
    LegalStatus,
    OverReason,
    Response,
)
from shared.casework.api.views import View, readable
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased


class ChildView(View):
    """The child. Once they are erased, `erased` is true and nothing names them."""

    person: UUID
    name: str | None
    date_of_birth: date | None
    expected_on: date | None
    contact: str | None
    sex: Sex | None
    ethnicity: Ethnicity | None
    disability: Disability | None
    sexual_orientation: SexualOrientation | None
    known_as: list[UUID] = Field(description="References in the index of people.")
    erased: bool

    @classmethod
    def of(cls, child: Child, known_as: list[UUID]) -> Self:
        return cls(
            person=child.person,
            name=readable(child.name),
            date_of_birth=_day(child.date_of_birth),
            expected_on=_day(child.expected_on),
            contact=readable(child.contact),
            sex=child.sex,
            ethnicity=child.ethnicity,
            disability=child.disability,
            sexual_orientation=child.sexual_orientation,
            known_as=known_as,
            erased=child.is_erased,
        )


class EarlierReferralView(View):
    reference: str
    received_on: date

    @classmethod
    def of_any(cls, earlier: EarlierReferral | None) -> Self | None:
        if earlier is None:
            return None
        return cls(reference=earlier.reference, received_on=earlier.received_on)


class DecisionView(View):
    """What is done about the contact. `re_referral` is the earlier referral, where there is one."""

    decided_on: date
    response: Response
    reason: DecisionReason
    re_referral: EarlierReferralView | None

    @classmethod
    def of_any(cls, decision: Decision | None) -> Self | None:
        if decision is None:
            return None
        return cls(
            decided_on=decision.decided_on,
            response=decision.response,
            reason=decision.reason,
            re_referral=EarlierReferralView.of_any(decision.re_referral),
        )


class LookedAfterView(View):
    on: date
    legal_status: LegalStatus


class AssessmentView(View):
    """An assessment; what follows `started_on` is null until it is authorised.

    Days are working days. `days_from_referral` is of the first assessment only.
    """

    number: int
    started_on: date
    authorised_on: date | None
    outcome: AssessmentOutcome | None
    over_reason: OverReason | None
    days_from_start: int | None
    days_from_referral: int | None
    looked_after: LookedAfterView | None

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        done = assessment.authorisation
        looked_after = None if done is None else done.looked_after
        return cls(
            number=assessment.number,
            started_on=assessment.started_on,
            authorised_on=None if done is None else done.authorised_on,
            outcome=None if done is None else done.outcome,
            over_reason=None if done is None else done.over_reason,
            days_from_start=None if done is None else done.days_from_start,
            days_from_referral=None if done is None else done.days_from_referral,
            looked_after=(
                None
                if looked_after is None
                else LookedAfterView(on=looked_after.on, legal_status=looked_after.legal_status)
            ),
        )


class ParticularsView(View):
    models: list[ExploitationModel]
    indicators: list[RiskIndicator]
    living_situation: LivingSituation
    online: Online
    risk_tool: RiskTool

    @classmethod
    def of(cls, particulars: Particulars) -> Self:
        return cls(
            models=list(particulars.models),
            indicators=list(particulars.indicators),
            living_situation=particulars.living_situation,
            online=particulars.online,
            risk_tool=particulars.risk_tool,
        )


class RiskView(View):
    """A risk assessment; `number` is from 1, in the order recorded."""

    number: int
    assessed_on: date
    level: RiskLevel
    tool: str
    score: int | None

    @classmethod
    def of(cls, number: int, found: RiskFound) -> Self:
        return cls(
            number=number,
            assessed_on=found.assessed_on,
            level=found.level,
            tool=found.tool,
            score=found.score,
        )


class PractitionerView(View):
    """Whom it was given to, with how many cases they then had, this one included."""

    allocated_on: date
    team: str
    worker: str
    cases: int
    ceiling: int
    over_ceiling: bool
    override_reason: OverrideReason | None


class OutcomesView(View):
    decided_on: date
    outcomes: list[ExploitationOutcome]


class ExploitationEndView(View):
    closed_on: date
    reason: ExploitationClosing


class ExploitationView(View):
    """`recorded_on` is null where it came with the contact."""

    is_open: bool
    recorded_on: date | None
    particulars: ParticularsView
    risks: list[RiskView]
    allocations: list[PractitionerView]
    decided: OutcomesView | None
    closings: list[ExploitationEndView]
    reopenings: list[date] = Field(
        description="Days on which it was recorded again, each after the closing of its place."
    )

    @classmethod
    def of_any(cls, exploitation: Exploitation | None) -> Self | None:
        if exploitation is None:
            return None
        decided = exploitation.decided
        return cls(
            is_open=exploitation.is_open,
            recorded_on=exploitation.recorded_on,
            particulars=ParticularsView.of(exploitation.particulars),
            risks=[RiskView.of(n, found) for n, found in enumerate(exploitation.risks, start=1)],
            allocations=[
                PractitionerView(
                    allocated_on=given.allocated_on,
                    team=given.team,
                    worker=given.worker,
                    cases=given.cases,
                    ceiling=given.ceiling,
                    over_ceiling=given.over_ceiling,
                    override_reason=given.override_reason,
                )
                for given in exploitation.allocations
            ],
            decided=(
                None
                if decided is None
                else OutcomesView(decided_on=decided.decided_on, outcomes=list(decided.outcomes))
            ),
            closings=[
                ExploitationEndView(closed_on=one.closed_on, reason=one.reason)
                for one in exploitation.closings
            ],
            reopenings=list(exploitation.reopenings),
        )


class EndingView(View):
    """A closing or a reopening."""

    on: date
    reason: str


def _day(value: date | Erased | None) -> date | None:
    return value if isinstance(value, date) else None
