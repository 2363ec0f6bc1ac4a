"""A time in care in sentences, saying only what a test is about.

The standing example became looked after on Monday 3 April 2023. Counted by hand on that year's
calendar (Good Friday 7 April, Easter Monday 10 April, bank holidays on Mondays 1 and 8 May):

    April      4 Tue 1    5 Wed 2    6 Thu 3   11 Tue 4   12 Wed 5   13 Thu 6
              14 Fri 7   17 Mon 8   18 Tue 9   19 Wed 10  20 Thu 11  21 Fri 12
              24 Mon 13  25 Tue 14  26 Wed 15  27 Thu 16  28 Fri 17
    May        2 Tue 18   3 Wed 19   4 Thu 20   5 Fri 21
"""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from services.placements.domain.care import commands as asked
from services.placements.domain.care.child import Child
from services.placements.domain.care.decide import CARE
from services.placements.domain.care.state import (
    Care,
    KnownCare,
    NotInCare,
    PlaceOfHousehold,
    TimeInCare,
)
from services.placements.domain.households.terms import Ground
from services.placements.domain.local import Here
from services.placements.domain.policy import POLICY, PlacementsTerms
from services.placements.domain.terms import (
    LegalStatus,
    Need,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.local import LocalArrangements
from shared.casework.policy.state import Policy, PolicyEdition
from shared.casework.register.state import Membership, Register, TeamPeriod
from shared.deadlines import Clock
from shared.event_sourcing import Circumstances
from shared.working_days import current_edition
from tests.support.scenario import Scenario

STREAM: Final = UUID("0f3c1f3e-9d10-5a7c-8b53-1d5f3a6c9d77")
HOUSEHOLD: Final = UUID("7a1d1b4e-1111-5e0c-8a53-0e5f3a6c9d01")

STARTED: Final = date(2023, 4, 3)
DAY_2: Final = date(2023, 4, 5)
DAY_3: Final = date(2023, 4, 6)
DAY_5: Final = date(2023, 4, 12)
DAY_6: Final = date(2023, 4, 13)
DAY_20: Final = date(2023, 5, 4)
DAY_21: Final = date(2023, 5, 5)
TODAY: Final = date(2025, 6, 30)
TOMORROW: Final = date(2025, 7, 1)

CHILD: Final = Child(
    person=uuid5(STREAM, "Ada Quill"), name="Ada Quill", date_of_birth=date(2012, 2, 29)
)
REGISTER: Final = Register(
    teams=(
        TeamPeriod(team="north", title="North", service_area=None, opened_on=date(2015, 4, 1)),
        TeamPeriod(
            team="south",
            title="South",
            service_area=None,
            opened_on=date(2015, 4, 1),
            closed_on=date(2023, 6, 30),
        ),
    ),
    members=(Membership(worker="w-1", team="north", joined_on=date(2020, 1, 6)),),
)
QUICKER: Final = Policy(
    editions=(
        *POLICY.initial.editions,
        PolicyEdition(
            number=1,
            effective_from=date(2023, 1, 1),
            terms=PlacementsTerms(service_told_working_days=1, officer_appointed_working_days=3),
        ),
    )
)


def here(
    today: date = TODAY,
    *,
    policy: Policy[PlacementsTerms] = POLICY.initial,
    register: Register = REGISTER,
) -> Here:
    """The world on `today`, at four in the afternoon."""
    return Circumstances(
        stream=STREAM,
        today=today,
        now=datetime.combine(today, time(16), tzinfo=UTC),
        calendar=current_edition(),
        policy=LocalArrangements(policy=policy, register=register),
    )


care: Final = Scenario(CARE, here())
where_it_is_quicker: Final = Scenario(CARE, here(policy=QUICKER))


def become(
    *,
    on: date = STARTED,
    status: LegalStatus = LegalStatus.V2,
    team: str | None = None,
    child: Child = CHILD,
) -> asked.BecomeLookedAfter:
    return asked.BecomeLookedAfter(
        reference="K-2023-00001",
        started_on=on,
        child=child,
        legal_status=status,
        need=Need.N1,
        team=team,
    )


def place(
    *,
    on: date = STARTED,
    provider: Provider = Provider.AGENCY,
    type_: PlacementType = PlacementType.U6,
    long_term: bool = False,
    ground: Ground | None = None,
    request: int | None = None,
    address: str | None = None,
) -> asked.MakePlacement:
    at = (
        PlaceOfHousehold(stream=HOUSEHOLD, reference="H-2020-00001", ground=ground)
        if ground
        else None
    )
    return asked.MakePlacement(
        started_on=on,
        provider=Provider.IN_HOUSE if ground else provider,
        type=type_,
        long_term=long_term,
        place=at,
        request=request,
        address=address,
    )


def move(*, on: date, long_term: bool = False) -> asked.MoveChild:
    return asked.MoveChild(
        reason=PlacementEndReason.PLANNED,
        to=place(on=on, provider=Provider.RESIDENTIAL, long_term=long_term),
    )


def visit(*, on: date, placement: int | None = None) -> asked.VisitChild:
    return asked.VisitChild(visited_on=on, seen=True, seen_alone=True, placement=placement)


def review(*, on: date, complete: bool = True) -> asked.HoldReview:
    return asked.HoldReview(held_on=on, complete=complete)


in_care: Final = care.given().and_then(become())
placed: Final = in_care.and_then(place())


def time_of(state: Care) -> TimeInCare:
    assert not isinstance(state, NotInCare)
    known: KnownCare = state
    return known.time


def clocks(state: Care, timescale: str) -> list[Clock]:
    """The case's clocks under a timescale, in the order in which they began."""
    return [clock for clock in time_of(state).clocks if clock.timescale == timescale]


def clock(state: Care, timescale: str) -> Clock:
    (only,) = clocks(state, timescale)
    return only
