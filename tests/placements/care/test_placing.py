"""Placements, moves, plans and visits at the last day of each limit."""

from datetime import date

from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import CorrectPlacement
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import (
    CareEndReason,
    NeedOfPlacement,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from services.placements.domain.timescales import FIRST_VISIT, OUTSIDE_TERMS, PLAN, VISIT
from shared.casework.refusals import GivenTwice, InTheFuture, NothingToChange
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState, Unit
from tests.placements.care.a_child import (
    DAY_2,
    DAY_3,
    DAY_5,
    DAY_6,
    STARTED,
    TODAY,
    TOMORROW,
    clock,
    clocks,
    in_care,
    move,
    place,
    placed,
    time_of,
    visit,
)


def plan(*, on: date, placement: int = 1) -> asked.PlanPlacement:
    return asked.PlanPlacement(placement=placement, planned_on=on)


def end(*, on: date, placement: int = 1) -> asked.EndPlacement:
    return asked.EndPlacement(placement=placement, ended_on=on, reason=PlacementEndReason.PLANNED)


def test_the_plan_is_made_within_five_working_days() -> None:
    assert clock(placed.state, PLAN).due == DAY_5
    assert clock(placed.and_then(plan(on=DAY_5)).state, PLAN).taken == 5
    assert clock(placed.and_then(plan(on=DAY_6)).state, PLAN).taken == 6


def test_a_plan_made_before_the_placement_meets_it_at_its_start() -> None:
    early = placed.and_then(plan(on=date(2023, 3, 20)))
    assert clock(early.state, PLAN).stopped == STARTED
    early.when(plan(on=DAY_2)).refused(refusals.EveryPlanMade)
    in_care.when(plan(on=DAY_2)).refused(refusals.NeverPlaced)
    placed.when(plan(on=DAY_2, placement=2)).refused(refusals.NoSuchPlacement)
    placed.when(plan(on=TOMORROW)).refused(InTheFuture)


def test_the_first_visit_is_due_within_a_week() -> None:
    assert clock(placed.state, FIRST_VISIT).due == date(2023, 4, 10)
    assert clock(placed.and_then(visit(on=date(2023, 4, 10))).state, FIRST_VISIT).taken == 1
    assert clock(placed.and_then(visit(on=date(2023, 4, 11))).state, FIRST_VISIT).taken == 2


def test_then_six_weeks_after_the_visit_that_was_made() -> None:
    visited = placed.and_then(visit(on=DAY_3))
    assert clock(visited.state, VISIT).due == date(2023, 5, 18)
    late = visited.and_then(visit(on=date(2023, 5, 19))).state
    first, second = clocks(late, VISIT)
    assert (first.taken, second.due) == (7, date(2023, 6, 30))


def test_after_the_first_year_three_months_where_it_lasts_to_eighteen() -> None:
    lasting = in_care.and_then(place(long_term=True))
    last_day = lasting.and_then(visit(on=date(2024, 4, 2)))
    assert clock(last_day.state, VISIT).due == date(2024, 5, 14)
    after = lasting.and_then(visit(on=date(2024, 4, 3)))
    assert clock(after.state, VISIT).due == date(2024, 7, 3)
    assert clock(after.state, VISIT).unit is Unit.CALENDAR_MONTHS
    short = placed.and_then(visit(on=date(2024, 4, 3)))
    assert clock(short.state, VISIT).due == date(2024, 5, 15)


def test_a_placement_that_is_to_last_after_all_has_another_interval() -> None:
    after = placed.and_then(visit(on=date(2024, 4, 3)))
    right = CorrectPlacement(placement=1, reason=CorrectionReason.LATE_NEWS, long_term=True)
    weeks, months = clocks(after.and_then(right).state, VISIT)
    assert (weeks.state, months.due) == (ClockState.CANCELLED, date(2024, 7, 3))


def test_a_visit_recorded_late_takes_its_place_between_others() -> None:
    visited = placed.and_then(visit(on=DAY_3)).and_then(visit(on=date(2023, 6, 12)))
    assert [each.taken for each in clocks(visited.state, VISIT)] == [10, None]
    state = visited.and_then(visit(on=date(2023, 5, 10))).state
    assert [each.taken for each in clocks(state, VISIT)] == [5, 5, None]


def test_a_move_begins_plan_and_visits_anew() -> None:
    moved = placed.and_then(move(on=date(2023, 4, 6)))
    former, new = clocks(moved.state, PLAN)
    assert (former.state, former.cause) == (ClockState.CANCELLED, "child-moved")
    assert (new.starts_from, new.due) == (DAY_3, date(2023, 4, 17))
    assert [each.state for each in clocks(moved.state, FIRST_VISIT)] == [
        ClockState.CANCELLED,
        ClockState.RUNNING,
    ]
    first, second = time_of(moved.state).placements
    assert first.end is not None
    assert (first.end.on, second.started_on, second.end) == (DAY_3, DAY_3, None)


def test_a_plan_overdue_at_the_move_was_missed() -> None:
    former, _ = clocks(placed.and_then(move(on=DAY_6)).state, PLAN)
    assert (former.state, former.stopped) == (ClockState.STOPPED, DAY_6)
    on_the_day, _ = clocks(placed.and_then(move(on=DAY_5)).state, PLAN)
    assert on_the_day.state is ClockState.CANCELLED


def test_a_child_is_in_one_placement_at_a_time() -> None:
    placed.when(place(on=DAY_2)).refused(refusals.AlreadyPlaced)
    ended = placed.and_then(end(on=DAY_3))
    ended.when(place(on=DAY_2)).refused(refusals.PlacementsOverlap)
    assert len(time_of(ended.and_then(place(on=DAY_3)).state).placements) == 2
    ended.when(move(on=DAY_5)).refused(refusals.NotPlaced)
    placed.when(end(on=date(2023, 4, 2))).refused(refusals.BeforeCare)
    placed.when(end(on=DAY_3, placement=2)).refused(refusals.NoSuchPlacement)


def test_a_placement_does_not_end_before_a_visit_to_it() -> None:
    visited = placed.and_then(visit(on=DAY_5))
    visited.when(end(on=DAY_3)).refused(refusals.OutsidePlacement)
    assert clock(visited.and_then(end(on=DAY_5)).state, VISIT).state is ClockState.CANCELLED


def test_a_visit_on_the_day_of_a_move_is_to_the_new_placement_unless_named() -> None:
    moved = placed.and_then(move(on=DAY_3))
    assert time_of(moved.and_then(visit(on=DAY_3)).state).visits[0].placement == 2
    named = moved.and_then(visit(on=DAY_3, placement=1))
    assert time_of(named.state).visits[0].placement == 1
    moved.when(visit(on=DAY_5, placement=1)).refused(refusals.OutsidePlacement)
    in_care.when(visit(on=DAY_3)).refused(refusals.NeverPlaced)


def test_a_child_not_seen_was_not_seen_alone() -> None:
    unseen = asked.VisitChild(visited_on=DAY_3, seen=False, seen_alone=True)
    placed.when(unseen).refused(refusals.SeenAloneUnseen)


def test_an_emergency_outside_the_terms_lasts_six_working_days() -> None:
    emergency = in_care.and_then(place(ground=Ground.EMERGENCY))
    assert clock(emergency.state, OUTSIDE_TERMS).due == DAY_6
    settled = asked.SettleTerms(placement=1, settled_on=DAY_6)
    assert clock(emergency.and_then(settled).state, OUTSIDE_TERMS).taken == 6
    emergency.and_then(settled).when(settled).refused(refusals.NothingOutsideTerms)
    moved = emergency.and_then(move(on=date(2023, 4, 14)))
    assert clock(moved.state, OUTSIDE_TERMS).taken == 7
    lawful = in_care.and_then(place(ground=Ground.SIBLINGS))
    assert clocks(lawful.state, OUTSIDE_TERMS) == []
    lawful.when(settled).refused(refusals.NothingOutsideTerms)


def test_a_request_is_matched_and_answered_by_a_placement() -> None:
    need = asked.RequestPlacement(requested_on=STARTED, needs=(NeedOfPlacement.FOSTERING,))
    asked_for = in_care.and_then(need)
    match = asked.MatchPlacement(
        request=1, matched_on=DAY_2, provider=Provider.IN_HOUSE, household="H-2020-00001"
    )
    matched = asked_for.and_then(match)
    matched.when(match).refused(NothingToChange)
    done = matched.and_then(place(on=DAY_2, request=1))
    assert time_of(done.state).requests[0].placement == 1
    done.when(match).refused(refusals.NothingRequested)
    asked_for.when(place(request=2)).refused(refusals.NoSuchRequest)
    twice = (NeedOfPlacement.FOSTERING, NeedOfPlacement.FOSTERING)
    in_care.when(asked.RequestPlacement(requested_on=STARTED, needs=twice)).refused(GivenTwice)


def test_only_our_own_households_are_named() -> None:
    named = place(ground=Ground.WITHIN_TERMS)
    agency = asked.MakePlacement(
        started_on=STARTED, provider=Provider.AGENCY, type=PlacementType.U6, place=named.place
    )
    in_care.when(agency).refused(refusals.HouseholdNotOfProvider)


def test_with_carers_of_our_own_a_child_is_in_a_household_that_is_named() -> None:
    in_care.when(place(provider=Provider.IN_HOUSE)).refused(refusals.HouseholdNotNamed)
    right = CorrectPlacement(
        placement=1, reason=CorrectionReason.MISKEYED, provider=Provider.IN_HOUSE
    )
    placed.when(right).refused(refusals.HouseholdNotNamed)
    assert in_care.when(place(provider=Provider.KINSHIP)).events


def test_leaving_care_ends_the_placement_that_day() -> None:
    left = placed.and_then(asked.EndCare(ended_on=DAY_3, reason=CareEndReason.RETURNED_HOME))
    last = time_of(left.state).placements[0].end
    assert last is not None
    assert (last.on, last.reason) == (DAY_3, PlacementEndReason.LEFT_CARE)
    assert all(not each.is_open for each in time_of(left.state).clocks)
    left.when(place(on=DAY_5)).refused(refusals.HasLeftCare)


def test_a_child_moves_on_a_later_day_than_they_came() -> None:
    """SSDA903 error 355: no episode of less than 24 hours."""
    placed.when(move(on=STARTED)).refused(refusals.MovedOnFirstDay, facts={"placement": 1})
    next_day = placed.and_then(move(on=date(2023, 4, 4)))
    next_day.when(move(on=date(2023, 4, 4))).refused(refusals.MovedOnFirstDay)
    assert placed.when(end(on=STARTED)).events
    today = in_care.and_then(place(on=TODAY))
    today.when(move(on=TODAY)).refused(refusals.PlacedToday)
    assert today.when(end(on=TODAY)).events
