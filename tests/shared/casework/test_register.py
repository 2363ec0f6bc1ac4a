"""The register: teams and workers, each from a first to a last day."""

from datetime import date
from typing import Final

from shared.casework.refusals import (
    ClosedBeforeOpened,
    NobodyInTeams,
    NoTeamToClose,
    TeamAlreadyOpen,
    TeamNotOpen,
    TeamStillUnknown,
    WorkerAlreadyInTeam,
    WorkerNotInTeam,
)
from shared.casework.register import rules as register
from shared.casework.register.happenings import AddWorker, CloseTeam, OpenTeam, RemoveWorker
from shared.casework.register.rules import REGISTER
from tests.shared.casework.around import here
from tests.support.scenario import Scenario

the_register: Final = Scenario(REGISTER, here())
FIRST, LAST, AFTER = date(2022, 4, 1), date(2022, 9, 30), date(2022, 10, 1)
BEFORE: Final = date(2022, 3, 31)


def open_team(*, on: date = FIRST) -> OpenTeam:
    return OpenTeam(team="east", title="East", opened_on=on)


def close_team(team: str = "east", *, on: date = LAST) -> CloseTeam:
    return CloseTeam(team=team, closed_on=on)


def add(worker: str = "w-1", team: str = "east", *, on: date = FIRST) -> AddWorker:
    return AddWorker(worker=worker, team=team, joined_on=on)


def remove(worker: str = "w-1", team: str = "east", *, on: date = LAST) -> RemoveWorker:
    return RemoveWorker(worker=worker, team=team, left_on=on)


opened: Final = the_register.given().and_then(open_team())
staffed: Final = opened.and_then(add())


def test_a_team_is_open_from_its_first_to_its_last_day() -> None:
    state = opened.and_then(close_team()).state
    for day, there in ((BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)):
        assert (state.team_on("east", day) is not None) is there


def test_a_team_opens_once_until_it_is_closed() -> None:
    opened.when(open_team(on=AFTER)).refused(TeamAlreadyOpen)
    ended = opened.and_then(close_team())
    ended.when(open_team(on=LAST)).refused(TeamAlreadyOpen)
    again = ended.and_then(open_team(on=AFTER)).state
    assert again.team_on("east", AFTER) is not None


def test_only_an_open_team_is_closed_and_not_before_it_opened() -> None:
    the_register.given().when(close_team()).refused(NoTeamToClose)
    opened.and_then(close_team()).when(close_team()).refused(NoTeamToClose)
    opened.when(close_team("west")).refused(TeamNotOpen)
    opened.when(close_team(on=BEFORE)).refused(ClosedBeforeOpened)
    assert opened.when(close_team(on=FIRST)).events


def test_a_worker_is_in_a_team_from_the_first_to_the_last_day() -> None:
    state = staffed.and_then(remove()).state
    for day, there in ((BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)):
        assert state.has_worker_on("w-1", "east", day) is there


def test_a_worker_leaves_a_team_that_closes() -> None:
    state = staffed.and_then(close_team()).state
    assert state.has_worker_on("w-1", "east", LAST)
    assert not state.has_worker_on("w-1", "east", AFTER)


def test_a_worker_joins_an_open_team_once_at_a_time() -> None:
    the_register.given().when(add()).refused(TeamStillUnknown)
    opened.when(add(on=BEFORE)).refused(TeamNotOpen)
    staffed.when(add(on=LAST)).refused(WorkerAlreadyInTeam)
    left = staffed.and_then(remove())
    left.when(add(on=LAST)).refused(WorkerAlreadyInTeam)
    assert left.when(add(on=AFTER)).events


def test_only_who_is_in_a_team_leaves_it() -> None:
    opened.when(remove()).refused(NobodyInTeams)
    staffed.when(remove("w-2")).refused(WorkerNotInTeam)
    staffed.when(remove(on=BEFORE)).refused(ClosedBeforeOpened)
    assert staffed.when(remove(on=FIRST)).events


def test_what_can_be_done_is_listed() -> None:
    for history, expected in (
        (the_register.given(), {register.OPEN_TEAM}),
        (opened, {register.OPEN_TEAM, register.CLOSE_TEAM, register.ADD_WORKER}),
        (
            staffed,
            {
                register.OPEN_TEAM,
                register.CLOSE_TEAM,
                register.ADD_WORKER,
                register.REMOVE_WORKER,
            },
        ),
    ):
        listed = register.allowed(history.state, here())
        assert {action for action, against in listed.items() if against is None} == expected


def test_everybody_leaves_with_the_team_and_nobody_comes_back_with_it() -> None:
    closed = staffed.and_then(close_team())
    assert [member.left_on for member in closed.state.members] == [LAST]
    again = closed.and_then(open_team(on=AFTER))
    assert not again.state.has_worker_on("w-1", "east", AFTER)
    joined = again.and_then(add(on=AFTER)).state
    assert joined.has_worker_on("w-1", "east", AFTER)
    assert [member.left_on for member in joined.members] == [LAST, None]


def test_who_was_to_leave_later_leaves_with_the_team() -> None:
    later = staffed.and_then(remove(on=AFTER)).and_then(close_team()).state
    assert [member.left_on for member in later.members] == [LAST]
    earlier = staffed.and_then(remove(on=FIRST)).and_then(close_team()).state
    assert [member.left_on for member in earlier.members] == [FIRST]


def test_who_joins_a_team_that_has_a_last_day_leaves_on_it() -> None:
    joined = opened.and_then(close_team()).and_then(add()).state
    assert [member.left_on for member in joined.members] == [LAST]


def test_nobody_is_removed_after_the_last_day_of_the_team() -> None:
    closed = staffed.and_then(close_team())
    for day in (LAST, AFTER):
        closed.when(remove(on=day)).refused(WorkerNotInTeam)
    gone = closed.and_then(remove(on=FIRST)).state
    assert [member.left_on for member in gone.members] == [FIRST]


def test_a_removal_ends_the_membership_of_that_day() -> None:
    back = staffed.and_then(close_team()).and_then(open_team(on=AFTER)).and_then(add(on=AFTER))
    left = back.and_then(remove(on=AFTER)).state
    assert [member.left_on for member in left.members] == [LAST, AFTER]


def test_a_team_is_not_closed_before_somebody_joined_it() -> None:
    ahead = opened.and_then(add(on=AFTER))
    ahead.when(close_team()).refused(ClosedBeforeOpened)
    assert ahead.when(close_team(on=AFTER)).events


def test_with_nobody_left_to_remove_nobody_can_be_removed() -> None:
    one_day = opened.and_then(add(on=LAST)).and_then(close_team())
    listed = register.allowed(one_day.state, here())
    assert isinstance(listed[register.REMOVE_WORKER], NobodyInTeams)
    one_day.when(remove()).refused(NobodyInTeams)
