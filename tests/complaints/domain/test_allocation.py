"""A case belongs to a team, and a worker in it, whom the register knows on that day."""

from datetime import date

import pytest

from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
    NobodyToAllocateTo,
    NothingToChange,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.register.state import Owner, Register, TeamPeriod
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_BEFORE,
    REGISTER,
    TOMORROW,
    closed,
    complaint,
    contact,
    here,
    receive,
    received,
    withdrawn,
)


def allocate(
    team: str = "first-response", worker: str | None = None, *, on: date = DAY_3
) -> asked.Allocate:
    return asked.Allocate(allocated_on=on, team=team, worker=worker)


def test_a_case_is_given_to_a_team_and_then_to_a_worker() -> None:
    to_team = received.and_then(allocate())
    assert (contact(to_team.state).team, contact(to_team.state).worker) == ("first-response", None)
    to_worker = to_team.and_then(allocate(worker="w-1", on=DAY_9))
    assert contact(to_worker.state).worker == "w-1"
    assert contact(to_worker.and_then(allocate("north", on=DAY_9)).state).worker is None


def test_the_team_is_open_on_that_day() -> None:
    # North closed on 29 April 2022.
    assert received.when(allocate("north", on=date(2022, 4, 29))).events
    received.when(allocate("north", on=date(2022, 4, 30))).refused(TeamNotOpen)
    received.when(allocate("south")).refused(TeamNotOpen)


def test_the_worker_is_in_the_team_on_that_day() -> None:
    # w-2 left on 14 April 2022.
    assert received.when(allocate(worker="w-2", on=DAY_3)).events
    received.when(allocate(worker="w-2", on=DAY_4)).refused(WorkerNotInTeam)
    received.when(allocate("north", "w-1")).refused(WorkerNotInTeam)


def test_the_same_owner_again_changes_nothing() -> None:
    received.and_then(allocate()).when(allocate(on=DAY_9)).refused(NothingToChange)


def test_a_case_changes_hands_in_the_order_of_days() -> None:
    later = received.and_then(allocate(on=DAY_4))
    later.when(allocate(worker="w-1", on=DAY_3)).refused(BeforePresentStep)
    received.when(allocate(on=DAY_BEFORE)).refused(BeforeReceived)
    received.when(allocate(on=TOMORROW)).refused(InTheFuture)


def test_what_has_ended_is_not_given_to_anybody() -> None:
    withdrawn.when(allocate()).refused(refusals.CaseWithdrawn)
    closed.when(allocate()).refused(CaseClosed)


def test_without_another_owner_there_is_nobody_to_give_it_to() -> None:
    received.under(here(register=Register())).when(allocate()).refused(NobodyToAllocateTo)
    alone = Register(teams=(REGISTER.teams[0],))
    only = complaint.under(here(register=alone)).given().and_then(receive(team="first-response"))
    only.when(allocate(worker="w-1")).refused(NobodyToAllocateTo)


@pytest.mark.parametrize(
    ("first", "last", "workers"),
    [
        (date(2022, 4, 14), date(2022, 4, 14), {"w-1", "w-2"}),
        (date(2022, 4, 15), date(2022, 6, 30), {"w-1"}),
    ],
)
def test_the_register_knows_who_was_there(first: date, last: date, workers: set[str]) -> None:
    owners = set(REGISTER.owners(first, last))
    assert {owner.worker for owner in owners if owner.worker} == workers


def test_a_team_that_was_not_open_yet_owns_nothing() -> None:
    soon = Register(
        teams=(TeamPeriod(team="new", title="New", service_area=None, opened_on=TOMORROW),)
    )
    assert set(soon.owners(DAY_3, here().today)) == set()
    assert set(soon.owners(DAY_3, TOMORROW)) == {Owner(team="new", worker=None)}
