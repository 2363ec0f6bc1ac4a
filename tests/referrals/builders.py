"""A referral's history in sentences, saying only what a test is about.

The standing example was received on Thursday 6 April 2023. Counted by hand on that year's calendar
(Good Friday 7 April, Easter Monday 10 April, bank holidays Monday 1, 8 and 29 May): 11 April is
working day 1. To the end of April there are 14 (11 to 14, 17 to 21, 24 to 28: the last is Friday
28), 4 in the week of 2 May (18), 4 in that of 9 May (22), 5 in that of 15 May (27), 5 in that of 22
May (32), 4 in that of 30 May (36), 5 in that of 5 June (41), so that 15 June is working day 45.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from services.referrals.domain import commands as asked
from services.referrals.domain.child import Child
from services.referrals.domain.decide import REFERRALS
from services.referrals.domain.exploitation_commands import (
    AllocateExploitation,
    CloseExploitation,
    RecordExploitation,
)
from services.referrals.domain.exploitation_state import Particulars
from services.referrals.domain.exploitation_terms import (
    ExploitationClosing,
    ExploitationModel,
    LivingSituation,
    Online,
    OverrideReason,
    RiskTool,
)
from services.referrals.domain.local import Here
from services.referrals.domain.places import Contact, NothingOpened, Referral
from services.referrals.domain.policy import POLICY, ReferralsTerms
from services.referrals.domain.terms import (
    AssessmentOutcome,
    Category,
    ClosingReason,
    ContactKind,
    DecisionReason,
    OverReason,
    Response,
    Source,
)
from shared.casework.local import LocalArrangements
from shared.casework.policy.state import Policy
from shared.casework.register.state import Membership, Register, TeamPeriod
from shared.deadlines import Clock
from shared.event_sourcing import Circumstances
from shared.working_days import current_edition
from tests.support.scenario import Scenario

STREAM: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d02")

RECEIVED: Final = date(2023, 4, 6)
DAY_BEFORE: Final = date(2023, 4, 5)
DAY_1: Final = date(2023, 4, 11)
DAY_2: Final = date(2023, 4, 12)
DAY_45: Final = date(2023, 6, 15)
DAY_46: Final = date(2023, 6, 16)
TODAY: Final = date(2023, 9, 29)
TOMORROW: Final = date(2023, 9, 30)

REGISTER: Final = Register(
    teams=(
        TeamPeriod(
            team="first-response",
            title="First Response",
            service_area=None,
            opened_on=date(2015, 4, 1),
        ),
        TeamPeriod(team="cse", title="Exploitation", service_area=None, opened_on=date(2015, 4, 1)),
    ),
    members=(
        Membership(worker="w-1", team="first-response", joined_on=date(2020, 1, 6)),
        Membership(worker="w-2", team="cse", joined_on=date(2020, 1, 6)),
        Membership(worker="w-3", team="cse", joined_on=date(2020, 1, 6)),
    ),
)


def here(
    today: date = TODAY,
    *,
    policy: Policy[ReferralsTerms] | None = None,
    register: Register = REGISTER,
    now: datetime | None = None,
) -> Here:
    """The world on `today`, at four in the afternoon unless the hour matters."""
    return Circumstances(
        stream=STREAM,
        today=today,
        now=now or datetime.combine(today, time(16), tzinfo=UTC),
        calendar=current_edition(),
        policy=LocalArrangements(policy=policy or POLICY.initial, register=register),
    )


referral: Final = Scenario(REFERRALS, here())

CHILD: Final = Child(
    person=uuid5(STREAM, "child"), name="Ada Example", date_of_birth=date(2011, 5, 2)
)


def open_contact(
    *, on: date = RECEIVED, child: Child = CHILD, exploitation: Particulars | None = None
) -> asked.OpenContact:
    return asked.OpenContact(
        reference="R-2023-00001",
        received_on=on,
        source=Source.POLICE,
        agency="county-police",
        kind=ContactKind.SAFEGUARDING,
        category=Category.NEGLECT,
        child=child,
        concerns="Found alone at home.",
        exploitation=exploitation,
    )


def decide(on: date = DAY_1, response: Response = Response.SOCIAL_WORK) -> asked.Decide:
    return asked.Decide(decided_on=on, response=response, reason=REASON[response])


REASON: Final = {
    Response.INFORMATION: DecisionReason.ADVICE_GIVEN,
    Response.EARLY_HELP: DecisionReason.NEEDS_BELOW_THRESHOLD,
    Response.SOCIAL_WORK: DecisionReason.IN_NEED,
    Response.NO_FURTHER_ACTION: DecisionReason.NOTHING_SUBSTANTIATED,
}


def authorise(
    on: date, *, number: int = 1, over: OverReason | None = None
) -> asked.AuthoriseAssessment:
    return asked.AuthoriseAssessment(
        number=number,
        authorised_on=on,
        outcome=AssessmentOutcome.CHILD_IN_NEED,
        over_reason=over,
    )


def close(on: date) -> asked.Close:
    return asked.Close(
        closed_on=on, reason=ClosingReason.NEEDS_MET, rationale="The plan is complete."
    )


KNOWN_OF_IT: Final = Particulars(
    models=(ExploitationModel.ONLINE, ExploitationModel.PARTY),
    living_situation=LivingSituation.AT_HOME,
    online=Online.YES,
    risk_tool=RiskTool.COMPLETED,
)


def record_exploitation(on: date = DAY_1) -> RecordExploitation:
    return RecordExploitation(recorded_on=on, particulars=KNOWN_OF_IT)


def to_practitioner(
    on: date, *, open_cases: int = 0, override: OverrideReason | None = None, worker: str = "w-2"
) -> AllocateExploitation:
    return AllocateExploitation(
        allocated_on=on,
        team="cse",
        worker=worker,
        open_cases=open_cases,
        override_reason=override,
    )


def end_exploitation(on: date) -> CloseExploitation:
    return CloseExploitation(closed_on=on, reason=ExploitationClosing.RISK_REDUCED)


def contact(state: Referral) -> Contact:
    """What is known of a contact that exists."""
    assert not isinstance(state, NothingOpened)
    return state.contact


def clock(state: Referral, timescale: str, ordinal: int = 1) -> Clock:
    found = contact(state).clock(uuid5(STREAM, f"{timescale}/{ordinal}"))
    assert found is not None
    return found


opened: Final = referral.given().and_then(open_contact())
accepted: Final = opened.and_then(decide())
assessing: Final = accepted.and_then(asked.StartAssessment(started_on=DAY_1))
