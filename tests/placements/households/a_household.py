"""Households in sentences, saying only what a test is about.

The standing household was approved on 3 April 2023 for two children aged 0 to 11. Its first child
came on 1 May; today is 30 June.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID, uuid5

from services.placements.domain.households import commands as asked
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.decide import HOUSEHOLDS
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Approved, Household, Terms
from services.placements.domain.households.terms import Ground, HoldReason, HouseholdKind
from services.placements.domain.local import Here
from services.placements.domain.policy import PlacementsTerms
from shared.casework.local import LocalArrangements
from shared.casework.people.details import PersonDetails
from shared.casework.policy.state import built_in
from shared.casework.register.state import Membership, Register, TeamPeriod
from shared.casework.terms import CorrectionReason
from shared.event_sourcing import Circumstances
from shared.working_days import current_edition
from tests.support.scenario import Given, Scenario

STREAM: Final = UUID("4be1a3f2-66a9-5d1e-9b68-1f0f5c2b7a10")
SIBLINGS: Final = uuid5(STREAM, "siblings")
OTHER_SIBLINGS: Final = uuid5(STREAM, "other siblings")

APPROVED: Final = date(2023, 4, 3)
CAME: Final = date(2023, 5, 1)
DAY_BEFORE: Final = date(2023, 4, 30)
DAY_AFTER: Final = date(2023, 5, 2)
LEFT: Final = date(2023, 6, 1)
TODAY: Final = date(2023, 6, 30)
TOMORROW: Final = date(2023, 7, 1)

REGISTER: Final = Register(
    teams=(
        TeamPeriod(
            team="fostering", title="Fostering", service_area=None, opened_on=date(2015, 4, 1)
        ),
    ),
    members=(Membership(worker="w-7", team="fostering", joined_on=date(2020, 1, 6)),),
)
FOR_TWO: Final = Terms(places=2, youngest=0, oldest=11)

Household_ = Given[HouseholdCommand, Household, HouseholdEvent, Here]


def here(today: date = TODAY) -> Here:
    """The world on `today`, at four in the afternoon."""
    return Circumstances(
        stream=STREAM,
        today=today,
        now=datetime.combine(today, time(16), tzinfo=UTC),
        calendar=current_edition(),
        policy=LocalArrangements(policy=built_in(PlacementsTerms()), register=REGISTER),
    )


household: Final = Scenario(HOUSEHOLDS, here())


def carer(label: str = "Orla Fenwick") -> PersonDetails:
    """Somebody invented; `label` also makes their reference."""
    return PersonDetails(
        person=uuid5(STREAM, label),
        name=label,
        date_of_birth=date(1979, 2, 3),
        contact="7 Larch Row",
    )


def approve(terms: Terms | None = FOR_TWO, *, on: date = APPROVED) -> asked.ApproveHousehold:
    return asked.ApproveHousehold(
        reference="H-2023-00001",
        approved_on=on,
        kind=HouseholdKind.IN_HOUSE,
        carers=(carer(),),
        terms=terms,
        team="fostering",
        worker="w-7",
    )


def approved(terms: Terms | None = FOR_TWO) -> Household_:
    return household.given().and_then(approve(terms))


def k(child: int) -> str:
    """The care reference of child number `child`."""
    return f"K-2023-{child:05d}"


def fill(
    child: int,
    *,
    on: date = CAME,
    to: date | None = None,
    ground: Ground = Ground.WITHIN_TERMS,
    siblings: UUID | None = None,
    age: int | None = 7,
    placement: int = 1,
) -> asked.FillPlace:
    return asked.FillPlace(
        care=k(child),
        placement=placement,
        child=uuid5(STREAM, f"child {child}"),
        from_on=on,
        to_on=to,
        age=age,
        siblings=siblings,
        ground=ground,
    )


def free(child: int, *, on: date = LEFT, placement: int = 1) -> asked.FreePlace:
    return asked.FreePlace(care=k(child), placement=placement, freed_on=on)


def put_right(
    child: int,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    still_there: bool = False,
    ground: Ground | None = None,
    siblings: UUID | None = None,
) -> asked.CorrectPlace:
    return asked.CorrectPlace(
        reason=CorrectionReason.LATE_NEWS,
        care=k(child),
        placement=1,
        from_on=from_on,
        to_on=to_on,
        still_there=still_there,
        ground=ground,
        siblings=siblings,
    )


def never_there(child: int) -> asked.WithdrawPlace:
    return asked.WithdrawPlace(reason=CorrectionReason.MISKEYED, care=k(child), placement=1)


def settle(child: int, *, on: date) -> asked.SettlePlace:
    return asked.SettlePlace(care=k(child), placement=1, settled_on=on)


def exempt(child: int, *, on: date = APPROVED) -> asked.GrantExemption:
    return asked.GrantExemption(granted_on=on, care=k(child))


def hold(places: int = 1, *, on: date = CAME, to: date | None = None) -> asked.HoldPlaces:
    return asked.HoldPlaces(from_on=on, places=places, reason=HoldReason.ILLNESS, to_on=to)


def with_children(terms: Terms | None, *children: asked.FillPlace) -> Household_:
    """An approved household in which the children came in that order."""
    given = approved(terms)
    for child in children:
        given = given.and_then(child)
    return given


def state_of(given: Household_) -> Approved:
    state = given.state
    assert isinstance(state, Approved)
    return state
