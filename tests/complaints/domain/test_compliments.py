"""Compliments are received, put right and given to the team that earned them."""

from datetime import date
from typing import Final

from services.complaints.domain import compliments
from services.complaints.domain.compliments import (
    COMPLIMENTS,
    AllocateCompliment,
    CorrectCompliment,
    ReceiveCompliment,
    RecordedCompliment,
)
from services.complaints.domain.terms import Channel, ServiceArea
from shared.casework.refusals import (
    AlreadyReceived,
    BeforePresentStep,
    BeforeReceived,
    InTheFuture,
    NobodyToAllocateTo,
    NothingToChange,
    NotReceived,
    OutsideCalendar,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.register.state import Register
from shared.casework.terms import CorrectionReason
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_BEFORE,
    RECEIVED,
    TOMORROW,
    here,
    person,
)
from tests.support.scenario import Scenario

compliment: Final = Scenario(COMPLIMENTS, here())


def receive(*, on: date = RECEIVED, team: str | None = None) -> ReceiveCompliment:
    return ReceiveCompliment(
        reference="C-2022-00002",
        received_on=on,
        channel=Channel.EMAIL,
        service_area=ServiceArea.CARE_LEAVERS,
        giver=person("Ines Holt"),
        team=team,
        words="Thank you.",
    )


def allocate(
    team: str = "first-response", worker: str | None = None, *, on: date = DAY_3
) -> AllocateCompliment:
    return AllocateCompliment(allocated_on=on, team=team, worker=worker)


def correct(
    *, received_on: date | None = None, service_area: ServiceArea | None = None
) -> CorrectCompliment:
    return CorrectCompliment(
        reason=CorrectionReason.MISKEYED, received_on=received_on, service_area=service_area
    )


received: Final = compliment.given().and_then(receive())


def test_a_compliment_is_received_once() -> None:
    assert isinstance(received.state, RecordedCompliment)
    received.when(receive()).refused(AlreadyReceived)
    compliment.given().when(receive(on=TOMORROW)).refused(InTheFuture)
    compliment.given().when(receive(on=date(2009, 1, 5))).refused(OutsideCalendar)
    compliment.given().when(receive(team="south")).refused(TeamNotOpen)


def test_it_is_put_right() -> None:
    state = received.and_then(correct(received_on=DAY_BEFORE)).state
    assert isinstance(state, RecordedCompliment)
    assert (state.received_on, state.service_area) == (DAY_BEFORE, ServiceArea.CARE_LEAVERS)
    received.when(correct()).refused(NothingToChange)
    received.when(correct(received_on=TOMORROW)).refused(InTheFuture)
    compliment.given().when(correct(received_on=DAY_3)).refused(NotReceived)


def test_it_is_given_to_a_team_or_worker_of_the_register() -> None:
    given = received.and_then(allocate())
    given.when(allocate(on=DAY_4)).refused(NothingToChange)
    assert given.when(allocate(worker="w-1", on=DAY_3)).events
    given.when(allocate(worker="w-9", on=DAY_3)).refused(WorkerNotInTeam)
    given.when(allocate("north", on=RECEIVED)).refused(BeforePresentStep)
    received.when(allocate("south")).refused(TeamNotOpen)
    received.when(allocate(on=DAY_BEFORE)).refused(BeforeReceived)
    received.when(allocate(on=TOMORROW)).refused(InTheFuture)
    nobody = here(register=Register())
    received.under(nobody).when(allocate()).refused(NobodyToAllocateTo)


def test_what_can_be_done_is_listed() -> None:
    before = compliments.allowed(compliment.given().state, here())
    assert {action for action, against in before.items() if against is None} == {
        compliments.RECEIVE_COMPLIMENT
    }
    after = compliments.allowed(received.state, here())
    assert {action for action, against in after.items() if against is None} == {
        compliments.CORRECT_COMPLIMENT,
        compliments.ALLOCATE_COMPLIMENT,
    }
    nobody = compliments.allowed(received.state, here(register=Register()))
    assert isinstance(nobody[compliments.ALLOCATE_COMPLIMENT], NobodyToAllocateTo)
