"""Histories that hold every event of a referral, spelled out: nothing in them is computed.

What a golden file keeps must not move when a rule does, so no date here comes from a command.
The working days are those of the standing example in `builders.py`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from services.referrals.domain import correction_events as corrected
from services.referrals.domain import events as happened
from services.referrals.domain import exploitation_events as exploited
from services.referrals.domain.child import Child
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.exploitation_state import Particulars, RiskFound
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
from services.referrals.domain.policy import ReferralsTerms
from services.referrals.domain.terms import (
    AssessmentOutcome,
    Category,
    ClosingReason,
    ContactKind,
    DecisionReason,
    LegalStatus,
    OverReason,
    ReopeningReason,
    Response,
    Source,
)
from shared.casework.beside.happenings import (
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    TextRedacted,
)
from shared.casework.people.details import PersonDetails
from shared.casework.policy.rules import PolicySet
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation
from shared.deadlines import Clock, ClockChange, ClockState, Unit

CASE: Final = UUID("4f0c8a52-6d6e-5b0a-9f43-0a5d7f6e2c12")


def day(month: int, number: int) -> date:
    return date(2023, month, number)


ZINNIA: Final = Child(
    person=uuid5(CASE, "zinnia"),
    name="Zinnia Quillfeather",
    date_of_birth=date(2011, 5, 2),
    contact="7 Rill Lane",
    sex=Sex.FEMALE,
    ethnicity=Ethnicity.MIXED,
    disability=Disability.NO,
    sexual_orientation=SexualOrientation.NOT_STATED,
)
REFERRER: Final = PersonDetails(
    person=uuid5(CASE, "referrer"), name="Constable Pettigrew", contact="020 7946 0000"
)
DECISION: Final = Clock(
    clock=uuid5(CASE, "decision"),
    timescale="referral.decision",
    title="Decision on a contact",
    unit=Unit.WORKING_DAYS,
    limit=1,
    original_limit=1,
    rule="Working Together to Safeguard Children",
    starts="the contact was received",
    starts_from=day(4, 6),
    due=day(4, 11),
    original_due=day(4, 11),
    calendar="england-2026.1",
)
DECIDED: Final = replace(
    DECISION,
    state=ClockState.STOPPED,
    stopped=day(4, 12),
    taken=2,
    revision=2,
    change=ClockChange.STOPPED,
)
IN_TIME: Final = replace(
    DECIDED,
    stopped=day(4, 11),
    taken=1,
    revision=3,
    change=ClockChange.CORRECTED,
    cause="decision-corrected",
)
FROM_START: Final = replace(
    DECISION,
    clock=uuid5(CASE, "from-start"),
    timescale="assessment.from-start",
    title="Assessment, from its start",
    limit=45,
    original_limit=45,
    starts="the assessment was started",
    starts_from=day(4, 13),
    due=day(6, 19),
    original_due=day(6, 19),
)
AUTHORISED: Final = replace(
    FROM_START,
    state=ClockState.STOPPED,
    stopped=day(6, 20),
    taken=46,
    revision=2,
    change=ClockChange.STOPPED,
)
RISK: Final = RiskFound(assessed_on=day(4, 3), level=RiskLevel.MEDIUM, tool="county", score=12)
MISKEYED: Final = CorrectionReason.MISKEYED

REFERRAL: Final[dict[str, ReferralEvent]] = {
    "contact-opened": happened.ContactOpened(
        occurred_on=day(4, 6),
        reference="R-2023-00001",
        received_at=datetime(2023, 4, 6, 9, 30, tzinfo=UTC),
        source=Source.POLICE,
        agency="county-police",
        kind=ContactKind.EXPLOITATION,
        category=Category.SEXUAL_EXPLOITATION,
        child=ZINNIA,
        referrer=REFERRER,
        came_from="S-2023-00001",
        team="first-response",
        concerns="Seen at a party in the kitchen.",
        exploitation=Particulars(
            models=(ExploitationModel.ONLINE, ExploitationModel.PARTY),
            indicators=(RiskIndicator.MISSING_EPISODES,),
            living_situation=LivingSituation.AT_HOME,
            online=Online.YES,
            risk_tool=RiskTool.COMPLETED,
        ),
        risk=RISK,
        policy_edition=0,
        clocks=(DECISION,),
    ),
    "contact-decided": happened.ContactDecided(
        occurred_on=day(4, 12),
        response=Response.SOCIAL_WORK,
        reason=DecisionReason.IN_NEED,
        explanation="The school is worried.",
        re_referral=EarlierReferral(reference="FW/100", received_on=date(2022, 9, 1)),
        former=EarlierReferral(reference="FW/100", received_on=date(2022, 9, 1)),
        clocks=(DECIDED,),
    ),
    "contact-acknowledged": happened.ContactAcknowledged(occurred_on=day(4, 12), clocks=()),
    "outcome-told": happened.OutcomeTold(occurred_on=day(4, 13), clocks=()),
    "referral-allocated": happened.ReferralAllocated(
        occurred_on=day(4, 13), team="first-response", worker="w-1"
    ),
    "assessment-started": happened.AssessmentStarted(
        occurred_on=day(4, 13), number=1, clocks=(FROM_START,)
    ),
    "exploitation-recorded": exploited.ExploitationRecorded(
        occurred_on=day(4, 14), particulars=Particulars(models=(ExploitationModel.GANG,))
    ),
    "exploitation-risk-assessed": exploited.RiskAssessed(
        occurred_on=day(4, 17), level=RiskLevel.HIGH, tool="county", score=None
    ),
    "exploitation-allocated": exploited.ExploitationAllocated(
        occurred_on=day(4, 18),
        team="cse",
        worker="w-2",
        cases=11,
        ceiling=10,
        override_reason=OverrideReason.RISK_TOO_HIGH,
        policy_edition=0,
    ),
    "exploitation-decided": exploited.ExploitationDecided(
        occurred_on=day(4, 19),
        outcomes=(ExploitationOutcome.JOINT_INVESTIGATION, ExploitationOutcome.TRIAL),
    ),
    "exploitation-closed": exploited.ExploitationEnded(
        occurred_on=day(6, 14), reason=ExploitationClosing.RISK_REDUCED
    ),
    "assessment-authorised": happened.AssessmentAuthorised(
        occurred_on=day(6, 20),
        number=1,
        outcome=AssessmentOutcome.BECOMES_LOOKED_AFTER,
        over_reason=OverReason.COMPLEXITY,
        days_from_start=46,
        days_from_referral=48,
        looked_after_on=day(6, 19),
        legal_status=LegalStatus.SECTION_20,
        clocks=(AUTHORISED,),
    ),
    "note-added": NoteAdded(occurred_on=day(6, 21), text="Her aunt rang."),
    "text-redacted": TextRedacted(
        occurred_on=day(6, 21), text=uuid5(CASE, "text"), wording="A relative was in touch."
    ),
    "redaction-asked": RedactionAsked(occurred_on=day(6, 22), person=uuid5(CASE, "aunt")),
    "redaction-completed": RedactionCompleted(occurred_on=day(6, 22), person=uuid5(CASE, "aunt")),
    "person-linked": PersonLinked(
        occurred_on=day(6, 22), person=ZINNIA.person, known_as=uuid5(CASE, "index")
    ),
    "referral-closed": happened.ReferralClosed(
        occurred_on=day(6, 23),
        reason=ClosingReason.IN_CARE,
        rationale="Goes on with the team for children in care.",
        clocks=(),
    ),
    "referral-reopened": happened.ReferralReopened(
        occurred_on=day(6, 26), reason=ReopeningReason.CLOSED_IN_ERROR, clocks=()
    ),
    "received-corrected": corrected.ReceivedCorrected(
        occurred_on=day(7, 3),
        received_on=day(4, 6),
        received_at=None,
        reason=MISKEYED,
        policy_edition=0,
        clocks=(),
    ),
    "decision-corrected": corrected.DecisionCorrected(
        occurred_on=day(7, 3),
        decided_on=day(4, 11),
        response=Response.SOCIAL_WORK,
        decision_reason=DecisionReason.SIGNIFICANT_HARM,
        re_referral=None,
        reason=MISKEYED,
        clocks=(IN_TIME,),
    ),
    "acknowledgement-corrected": corrected.AcknowledgementCorrected(
        occurred_on=day(7, 3), acknowledged_on=day(4, 11), reason=MISKEYED, clocks=()
    ),
    "outcome-told-corrected": corrected.OutcomeToldCorrected(
        occurred_on=day(7, 3), told_on=day(4, 12), reason=MISKEYED, clocks=()
    ),
    "allocation-corrected": corrected.AllocationCorrected(
        occurred_on=day(7, 3), allocated_on=day(4, 12), reason=MISKEYED, clocks=()
    ),
    "assessment-corrected": corrected.AssessmentCorrected(
        occurred_on=day(7, 3),
        number=1,
        started_on=day(4, 14),
        authorised_on=day(6, 20),
        over_reason=OverReason.CAPACITY,
        days_from_start=45,
        days_from_referral=48,
        looked_after_on=day(6, 18),
        reason=MISKEYED,
        clocks=(),
    ),
    "closing-corrected": corrected.ClosingCorrected(
        occurred_on=day(7, 3), closed_on=day(6, 22), reason=MISKEYED, clocks=()
    ),
    "reopening-corrected": corrected.ReopeningCorrected(
        occurred_on=day(7, 3), reopened_on=day(6, 23), reason=MISKEYED, clocks=()
    ),
    "exploitation-corrected": corrected.ExploitationCorrected(
        occurred_on=day(7, 3),
        recorded_on=None,
        allocated_on=day(4, 17),
        decided_on=day(4, 18),
        closed_on=day(6, 13),
        risks=(day(4, 4), day(4, 14)),
        reason=MISKEYED,
        clocks=(),
    ),
    "child-corrected": corrected.ChildCorrected(
        occurred_on=day(7, 3),
        child=replace(ZINNIA, name="Zinnia Quillfether", date_of_birth=date(2012, 5, 2)),
        reason=MISKEYED,
    ),
    "exploitation-reopening-corrected": corrected.ExploitationReopeningCorrected(
        occurred_on=day(7, 3), reopened_on=day(6, 15), reason=MISKEYED, clocks=()
    ),
}
POLICY: Final[dict[str, PolicySet[ReferralsTerms]]] = {
    "policy-set": PolicySet(
        occurred_on=day(4, 1),
        effective_from=day(5, 1),
        edition=1,
        terms=ReferralsTerms(
            outcome_told_working_days=2,
            exploitation_ceiling=12,
            re_referral_months=12,
            assessment_due_soon_working_days=5,
            emergency_number="0116 496 0000",
        ),
    )
}
