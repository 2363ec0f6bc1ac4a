"""Complaint history in sentences, saying only what a test is about.

The standing example was received on Monday 11 April 2022. Counted by hand on that year's calendar
(Good Friday 15 April, Easter Monday 18 April, early May bank holiday Monday 2 May):

    April     12 Tue 1   13 Wed 2   14 Thu 3   19 Tue 4   20 Wed 5   21 Thu 6   22 Fri 7
              25 Mon 8   26 Tue 9   27 Wed 10  28 Thu 11  29 Fri 12
    May        3 Tue 13   4 Wed 14   5 Thu 15   6 Fri 16   9 Mon 17  10 Tue 18  11 Wed 19
              12 Thu 20  13 Fri 21
"""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from services.complaints.domain import commands as asked
from services.complaints.domain.answer import CauseOutcome
from services.complaints.domain.decide import COMPLAINTS
from services.complaints.domain.local import Here
from services.complaints.domain.people import Complainant
from services.complaints.domain.places import Complaint, Contact, NothingReceived
from services.complaints.domain.policy import BUILT_IN, POLICY, ComplaintsTerms
from services.complaints.domain.terms import (
    Cause,
    Channel,
    ClosingReason,
    Eligibility,
    ExtensionReason,
    Outcome,
    Relation,
    ReopeningReason,
    Route,
    RouteReason,
    ServiceArea,
    Subject,
    WithdrawalReason,
)
from shared.casework.local import LocalArrangements
from shared.casework.people.details import PersonDetails
from shared.casework.policy.state import Policy, PolicyEdition
from shared.casework.register.state import Membership, Register, TeamPeriod
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock
from shared.event_sourcing import Circumstances
from shared.working_days import current_edition
from tests.support.scenario import Scenario

STREAM: Final = UUID("6f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d01")

RECEIVED: Final = date(2022, 4, 11)
DAY_3: Final = date(2022, 4, 14)
DAY_4: Final = date(2022, 4, 19)
DAY_9: Final = date(2022, 4, 26)
DAY_10: Final = date(2022, 4, 27)
DAY_11: Final = date(2022, 4, 28)
DAY_15: Final = date(2022, 5, 5)
DAY_16: Final = date(2022, 5, 6)
DAY_19: Final = date(2022, 5, 11)
DAY_20: Final = date(2022, 5, 12)
DAY_21: Final = date(2022, 5, 13)
DAY_BEFORE: Final = date(2022, 4, 8)
TODAY: Final = date(2022, 6, 30)
TOMORROW: Final = date(2022, 7, 1)

REGISTER: Final = Register(
    teams=(
        TeamPeriod(
            team="first-response",
            title="First Response",
            service_area=ServiceArea.FIRST_RESPONSE,
            opened_on=date(2015, 4, 1),
        ),
        TeamPeriod(
            team="north",
            title="North",
            service_area=None,
            opened_on=date(2015, 4, 1),
            closed_on=date(2022, 4, 29),
        ),
    ),
    members=(
        Membership(worker="w-1", team="first-response", joined_on=date(2020, 1, 6)),
        Membership(
            worker="w-2",
            team="first-response",
            joined_on=date(2020, 1, 6),
            left_on=date(2022, 4, 14),
        ),
    ),
)
PAUSING: Final[Policy[ComplaintsTerms]] = Policy(
    editions=(
        BUILT_IN,
        PolicyEdition(
            number=1,
            effective_from=date(2022, 1, 1),
            terms=ComplaintsTerms(pause_while_finding_advocate=True),
        ),
    )
)


def here(
    today: date = TODAY,
    *,
    policy: Policy[ComplaintsTerms] | None = None,
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


complaint: Final = Scenario(COMPLAINTS, here())
where_pauses_are_policy: Final = Scenario(COMPLAINTS, here(policy=PAUSING))


def person(label: str, **details: object) -> PersonDetails:
    """Somebody invented; `label` also makes their reference."""
    return PersonDetails(person=uuid5(STREAM, label), name=label, **details)  # type: ignore[arg-type]


PARENT: Final = Complainant(details=person("Mira Ashdown"), relation=Relation.PARENT)
ADVOCATE: Final = person("Tom Rill")


def receive(
    *,
    on: date = RECEIVED,
    at: datetime | None = None,
    causes: tuple[Cause, ...] = (Cause.DELAY,),
    team: str | None = None,
    complainant: Complainant = PARENT,
    advocate: PersonDetails | None = None,
    statement: str | None = None,
) -> asked.Receive:
    return asked.Receive(
        reference="C-2022-00001",
        received_on=on,
        received_at=at,
        channel=Channel.LETTER,
        complainant=complainant,
        advocate=advocate,
        service_area=ServiceArea.FIRST_RESPONSE,
        team=team,
        causes=causes,
        statement=statement,
    )


def acknowledge(*, on: date = DAY_3) -> asked.Acknowledge:
    return asked.Acknowledge(acknowledged_on=on, channel=Channel.LETTER)


def statutory(
    *,
    on: date = DAY_3,
    eligibility: Eligibility | None = Eligibility.PARENT,
    subject: Subject | None = Subject.IN_SCOPE,
) -> asked.DecideRoute:
    return asked.DecideRoute(
        decided_on=on,
        route=Route.STATUTORY,
        reason=RouteReason.BOTH_TESTS_MET,
        eligibility=eligibility,
        subject=subject,
    )


def redirect(
    route: Route = Route.CORPORATE,
    reason: RouteReason = RouteReason.OUT_OF_SCOPE,
    *,
    on: date = DAY_3,
    resolved_at: datetime | None = None,
) -> asked.DecideRoute:
    return asked.DecideRoute(decided_on=on, route=route, reason=reason, resolved_at=resolved_at)


def extend(limit: int = 20, *, on: date = DAY_9, told: date | None = DAY_9) -> asked.ExtendStage1:
    return asked.ExtendStage1(
        decided_on=on, limit=limit, reason=ExtensionReason.COMPLEXITY, told_on=told
    )


def found(*outcomes: tuple[Cause, Outcome]) -> tuple[CauseOutcome, ...]:
    return tuple(CauseOutcome(cause=cause, outcome=outcome) for cause, outcome in outcomes)


def respond(
    *,
    on: date = DAY_10,
    outcomes: tuple[CauseOutcome, ...] = found((Cause.DELAY, Outcome.NOT_UPHELD)),
    apology: bool = False,
) -> asked.RespondStage1:
    return asked.RespondStage1(responded_on=on, outcomes=outcomes, apology=apology)


def correct(
    *, reason: CorrectionReason = CorrectionReason.MISKEYED, **values: object
) -> asked.Correct:
    return asked.Correct(reason=reason, **values)  # type: ignore[arg-type]


def withdraw(*, on: date = DAY_9) -> asked.Withdraw:
    return asked.Withdraw(withdrawn_on=on, reason=WithdrawalReason.NO_LONGER_WISHED)


def close(reason: ClosingReason, *, on: date = DAY_20) -> asked.Close:
    return asked.Close(closed_on=on, reason=reason)


def reopen(*, on: date = DAY_21) -> asked.Reopen:
    return asked.Reopen(reopened_on=on, reason=ReopeningReason.COMPLAINANT_ASKED)


received: Final = complaint.given().and_then(receive())
at_stage_1: Final = received.and_then(statutory())
resolved: Final = at_stage_1.and_then(respond())
redirected: Final = received.and_then(redirect())
withdrawn: Final = at_stage_1.and_then(withdraw())
closed: Final = resolved.and_then(close(ClosingReason.SATISFIED))


def contact(state: Complaint) -> Contact:
    assert not isinstance(state, NothingReceived)
    return state.contact


def clock(state: Complaint, timescale: str) -> Clock:
    """The case's clock under `timescale`, which must be there."""
    there = contact(state).clock(timescale)
    assert there is not None, timescale
    return there
