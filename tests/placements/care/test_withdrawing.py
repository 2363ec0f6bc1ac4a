"""A placement recorded in error is taken back: it counts no more, and who never moved stayed."""

from datetime import date
from typing import Final

from services.placements.application import describing_care
from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import CorrectPlacement, WithdrawPlacement
from services.placements.domain.care.state import Care
from services.placements.domain.terms import CareEndReason, NeedOfPlacement, PlacementEndReason
from services.placements.domain.timescales import FIRST_VISIT, PLAN, VISIT
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState
from shared.messages import NOTHING_STATED, restate
from tests.placements.care.a_child import (
    DAY_2,
    DAY_3,
    DAY_5,
    DAY_6,
    STARTED,
    care,
    clock,
    clocks,
    in_care,
    move,
    place,
    placed,
    time_of,
    visit,
)

WHY: Final = CorrectionReason.MISKEYED
WITHDRAW_1: Final = WithdrawPlacement(placement=1, reason=WHY)
WITHDRAW_2: Final = WithdrawPlacement(placement=2, reason=WHY)


def stays(state: Care) -> list[tuple[int, date, date | None]]:
    return [
        (one.number, one.started_on, one.end.on if one.end else None)
        for one in time_of(state).placements
    ]


def test_who_never_moved_is_still_there_and_its_clocks_go_on() -> None:
    moved = placed.and_then(move(on=DAY_3))
    assert clocks(moved.state, PLAN)[0].state is ClockState.CANCELLED
    state = moved.and_then(WITHDRAW_2).state
    assert stays(state) == [(1, STARTED, None)]
    first, second = clocks(state, PLAN)
    assert (first.state, first.due) == (ClockState.RUNNING, clocks(placed.state, PLAN)[0].due)
    assert second.state is ClockState.CANCELLED
    assert [one.state for one in clocks(state, FIRST_VISIT)] == [
        ClockState.RUNNING,
        ClockState.CANCELLED,
    ]
    again = {clock.clock: (clock.state, clock.due) for clock in time_of(placed.state).clocks}
    now = {clock.clock: (clock.state, clock.due) for clock in time_of(state).clocks}
    assert again.items() <= now.items()


def test_its_facts_are_withdrawn_and_no_move_is_left() -> None:
    moved = placed.and_then(move(on=DAY_5))
    told = restate(NOTHING_STATED, describing_care.facts(moved.state), correction=False)
    right = describing_care.facts(moved.and_then(WITHDRAW_2).state)
    said = restate(told.statements, right, correction=True)
    assert [(one.fact.key, one.change.value) for one in said.changes] == [
        (("placement.ended", 1), "withdrawn"),
        (("placement.started", 2), "withdrawn"),
    ]
    assert right == describing_care.facts(placed.state)


def test_one_between_two_gives_its_days_to_the_one_before_and_no_number_changes() -> None:
    moved = placed.and_then(move(on=DAY_5)).and_then(move(on=date(2023, 6, 1)))
    after = moved.and_then(WITHDRAW_2)
    assert stays(after.state) == [(1, STARTED, date(2023, 6, 1)), (3, date(2023, 6, 1), None)]
    moves = [
        (fact.key[1], fact.codes["move"])
        for fact in describing_care.facts(after.state)
        if fact.kind == "placement.started"
    ]
    assert moves == [(1, "no"), (3, "yes")]
    once_more = after.and_then(move(on=date(2023, 7, 3)))
    assert [number for number, *_ in stays(once_more.state)] == [1, 3, 4]


def test_one_that_had_ended_before_stays_ended() -> None:
    ended = asked.EndPlacement(placement=1, ended_on=DAY_3, reason=PlacementEndReason.PLANNED)
    state = placed.and_then(ended).and_then(place(on=DAY_5)).and_then(WITHDRAW_2).state
    assert stays(state) == [(1, STARTED, DAY_3)]


def test_the_first_can_be_withdrawn_and_the_next_is_then_no_move() -> None:
    state = placed.and_then(move(on=DAY_5)).and_then(WITHDRAW_1).state
    assert stays(state) == [(2, DAY_5, None)]
    (started,) = [fact for fact in describing_care.facts(state) if fact.kind == "placement.started"]
    assert (started.key[1], started.codes["move"]) == (2, "no")


def test_visits_are_of_the_placement_that_goes_on() -> None:
    moved = placed.and_then(visit(on=DAY_2)).and_then(move(on=DAY_3)).and_then(visit(on=DAY_6))
    state = moved.and_then(WITHDRAW_2).state
    assert [(one.number, one.placement) for one in time_of(state).visits] == [(1, 1), (2, 1)]
    met, running = [one for one in clocks(state, VISIT) if one.state is not ClockState.CANCELLED]
    assert (met.starts_from, met.stopped) == (DAY_2, DAY_6)
    assert (running.starts_from, running.due) == (DAY_6, date(2023, 5, 25))


def test_one_that_was_visited_with_none_to_go_on_is_not_withdrawn() -> None:
    visited = placed.and_then(visit(on=DAY_2))
    visited.when(WITHDRAW_1).refused(refusals.NoPlacementToWithdraw)
    moved = visited.and_then(move(on=DAY_5))
    moved.when(WITHDRAW_1).refused(refusals.VisitedThere, facts={"visits": 1})
    ended = CorrectPlacement(placement=1, reason=WHY, ended_on=DAY_3)
    apart = moved.and_then(visit(on=DAY_6)).and_then(ended)
    apart.when(WITHDRAW_2).refused(refusals.NoPlacementToWithdraw)


def test_what_is_not_there_or_was_withdrawn_cannot_be_again() -> None:
    moved = placed.and_then(move(on=DAY_5))
    third = WithdrawPlacement(placement=3, reason=WHY)
    moved.when(third).refused(refusals.NoSuchPlacement)
    after = moved.and_then(WITHDRAW_2)
    after.when(WITHDRAW_2).refused(refusals.AlreadyWithdrawn)
    right = CorrectPlacement(placement=2, reason=WHY, long_term=True)
    after.when(right).refused(refusals.NoSuchPlacement)
    after.and_then(WITHDRAW_1).when(WITHDRAW_1).refused(refusals.NoPlacementToWithdraw)
    in_care.when(WITHDRAW_1).refused(refusals.NoPlacementToWithdraw)
    care.given().when(WITHDRAW_1).refused(refusals.NotLookedAfter)


def test_who_left_care_since_left_it_from_the_placement_before() -> None:
    left = asked.EndCare(ended_on=DAY_6, reason=CareEndReason.RETURNED_HOME)
    state = placed.and_then(move(on=DAY_3)).and_then(left).and_then(WITHDRAW_2).state
    assert stays(state) == [(1, STARTED, DAY_6)]
    end = time_of(state).placements[0].end
    assert end is not None
    assert end.reason is PlacementEndReason.LEFT_CARE
    assert clock(placed.and_then(left).state, PLAN).stopped == DAY_6
    assert clocks(state, PLAN)[0].stopped == DAY_6


def test_what_it_came_of_is_looked_for_again() -> None:
    looked_for = in_care.and_then(
        asked.RequestPlacement(requested_on=STARTED, needs=(NeedOfPlacement.FOSTERING,))
    ).and_then(place(on=DAY_2, request=1))
    assert time_of(looked_for.state).requests[0].placement == 1
    assert time_of(looked_for.and_then(WITHDRAW_1).state).requests[0].placement is None
