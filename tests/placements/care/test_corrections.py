"""What is put right moves the clocks that hang on it; nobody moves by it, and no fact is added."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.placements.application import describing_care
from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import (
    CorrectAddress,
    CorrectCareEnd,
    CorrectCareStart,
    CorrectLegalStatus,
    CorrectPlacement,
    CorrectReviewingOfficer,
    CorrectVisit,
)
from services.placements.domain.care.state import PlaceOfHousehold
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import (
    CareEndReason,
    LegalStatus,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from services.placements.domain.timescales import (
    FIRST_REVIEW,
    FIRST_VISIT,
    OFFICER_APPOINTED,
    OUTSIDE_TERMS,
    PLAN,
    SERVICE_TOLD,
    VISIT,
)
from shared.casework.refusals import InTheFuture, NothingToChange, NotRecordedYet
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState
from tests.placements.care.a_child import (
    DAY_2,
    DAY_3,
    DAY_5,
    DAY_6,
    STARTED,
    TOMORROW,
    clock,
    clocks,
    in_care,
    move,
    place,
    placed,
    review,
    time_of,
    visit,
)

WHY = CorrectionReason.MISKEYED
OTHER: Final = UUID("7a1d1b4e-2222-5e0c-8a53-0e5f3a6c9d02")


def keys(state: object) -> set[tuple[str, int | str]]:
    return {fact.key for fact in describing_care.facts(state)}  # type: ignore[arg-type]


def test_a_corrected_start_moves_every_clock_that_counts_from_it() -> None:
    told = in_care.and_then(asked.TellReviewingService(told_on=DAY_2))
    state = told.and_then(CorrectCareStart(reason=WHY, started_on=date(2023, 3, 31))).state
    assert clock(state, SERVICE_TOLD).taken == 3
    assert clock(state, SERVICE_TOLD).due == date(2023, 4, 4)
    assert clock(state, OFFICER_APPOINTED).due == date(2023, 4, 11)
    assert clock(state, FIRST_REVIEW).due == date(2023, 5, 3)
    assert {each.cause for each in time_of(state).clocks} == {"care-start-corrected"}


def test_a_start_is_not_put_after_what_happened() -> None:
    placed.when(CorrectCareStart(reason=WHY, started_on=DAY_2)).refused(refusals.BeforeCare)
    placed.when(CorrectCareStart(reason=WHY)).refused(NothingToChange)
    placed.when(CorrectCareStart(reason=WHY, started_on=TOMORROW)).refused(InTheFuture)


def test_the_officer_s_days_are_put_right_each_by_its_own_event() -> None:
    done = in_care.and_then(asked.TellReviewingService(told_on=DAY_3)).and_then(
        asked.AppointOfficer(appointed_on=DAY_6, officer="iro-1")
    )
    right = CorrectReviewingOfficer(reason=WHY, told_on=DAY_2, appointed_on=DAY_5)
    assert len(done.when(right).events) == 2
    state = done.and_then(right).state
    assert clock(state, SERVICE_TOLD).taken == 2
    assert clock(state, OFFICER_APPOINTED).taken == 5
    in_care.when(right).refused(refusals.NothingOfOfficer)
    only_told = in_care.and_then(asked.TellReviewingService(told_on=DAY_3))
    only_told.when(right).refused(NotRecordedYet)


def test_an_address_put_right_is_no_move_and_states_nothing() -> None:
    right = CorrectAddress(placement=1, reason=WHY, address="2 High Street", postcode="AB1 2CD")
    (event,) = placed.when(right).events
    assert not hasattr(event, "clocks")
    after = placed.and_then(right)
    assert describing_care.facts(after.state) == describing_care.facts(placed.state)
    assert time_of(after.state).clocks == time_of(placed.state).clocks
    after.when(right).refused(NothingToChange)
    in_care.when(right).refused(refusals.NeverPlaced)


def test_a_corrected_placement_keeps_its_number_and_adds_no_fact() -> None:
    moved = placed.and_then(move(on=DAY_5))
    right = CorrectPlacement(
        placement=2, reason=WHY, provider=Provider.AGENCY, type=PlacementType.U4
    )
    state = moved.and_then(right).state
    assert keys(state) == keys(moved.state)
    assert len(time_of(state).placements) == 2
    assert time_of(state).clocks == time_of(moved.state).clocks


def test_a_corrected_start_of_a_placement_moves_its_plan_and_first_visit() -> None:
    late = in_care.and_then(place(on=DAY_2)).and_then(visit(on=DAY_5))
    state = late.and_then(CorrectPlacement(placement=1, reason=WHY, started_on=STARTED)).state
    assert clock(state, PLAN).due == DAY_5
    assert clock(state, FIRST_VISIT).taken == 2
    late.when(CorrectPlacement(placement=1, reason=WHY, started_on=DAY_6)).refused(
        refusals.OutsidePlacement
    )


def test_ends_and_starts_put_right_leave_no_overlap() -> None:
    moved = placed.and_then(move(on=DAY_5))
    overlap = CorrectPlacement(placement=1, reason=WHY, ended_on=DAY_6)
    moved.when(overlap).refused(refusals.PlacementsOverlap)
    earlier = CorrectPlacement(placement=1, reason=WHY, ended_on=DAY_3)
    end = time_of(moved.and_then(earlier).state).placements[0].end
    assert end is not None
    assert (end.on, end.reason) == (DAY_3, PlacementEndReason.PLANNED)
    placed.when(earlier).refused(NotRecordedYet)


def test_what_was_no_emergency_has_no_six_days() -> None:
    emergency = in_care.and_then(place(ground=Ground.EMERGENCY))
    right = CorrectPlacement(placement=1, reason=WHY, provider=Provider.AGENCY)
    state = emergency.and_then(right).state
    assert clock(state, OUTSIDE_TERMS).state is ClockState.CANCELLED
    assert time_of(state).placements[0].particulars.place is None


def test_a_corrected_visit_moves_its_clock_and_the_next() -> None:
    visited = placed.and_then(visit(on=DAY_3))
    right = CorrectVisit(number=1, reason=WHY, visited_on=DAY_5)
    state = visited.and_then(right).state
    assert clock(state, FIRST_VISIT).taken == 2
    assert clock(state, VISIT).due == date(2023, 5, 24)
    visited.when(CorrectVisit(number=2, reason=WHY)).refused(refusals.NoSuchVisit)
    visited.when(CorrectVisit(number=1, reason=WHY, seen=False)).refused(refusals.SeenAloneUnseen)


def test_a_status_put_right_can_make_a_placement_count() -> None:
    changed = in_care.and_then(
        asked.ChangeLegalStatus(changed_on=DAY_2, status=LegalStatus.V3)
    ).and_then(place(on=DAY_3))
    assert clocks(changed.state, PLAN) == []
    right = CorrectLegalStatus(number=2, reason=WHY, status=LegalStatus.C1)
    assert clock(changed.and_then(right).state, PLAN).due == date(2023, 4, 17)
    changed.when(CorrectLegalStatus(number=1, reason=WHY)).refused(refusals.NoSuchStatus)
    in_care.when(right).refused(refusals.StatusNeverChanged)


def test_the_end_put_right_takes_its_placement_along() -> None:
    left = placed.and_then(review(on=DAY_5)).and_then(
        asked.EndCare(ended_on=DAY_6, reason=CareEndReason.RETURNED_HOME)
    )
    state = left.and_then(CorrectCareEnd(reason=WHY, ended_on=DAY_5)).state
    end = time_of(state).placements[0].end
    assert end is not None
    assert end.on == DAY_5
    assert clock(state, PLAN).state is ClockState.CANCELLED
    assert clock(left.state, PLAN).stopped == DAY_6
    left.when(CorrectCareEnd(reason=WHY, ended_on=DAY_3)).refused(refusals.AfterCare)
    placed.when(CorrectCareEnd(reason=WHY, ended_on=DAY_3)).refused(refusals.StillInCare)


def test_a_child_with_three_placements_has_three_after_every_correction() -> None:
    """Rewritten addresses once inflated the moves (2014-11 paper L3555-3561)."""
    given = placed.and_then(move(on=DAY_5)).and_then(move(on=date(2023, 6, 1)))
    before = [fact for fact in describing_care.facts(given.state) if "placement.s" in fact.kind]
    for number in (1, 2, 3):
        given = given.and_then(CorrectAddress(placement=number, reason=WHY, address=f"{number} A"))
    given = given.and_then(CorrectPlacement(placement=2, reason=WHY, ended_on=date(2023, 5, 31)))
    after = [fact for fact in describing_care.facts(given.state) if "placement.s" in fact.kind]
    assert after == before
    assert [fact.codes["move"] for fact in after] == ["no", "yes", "yes"]


def test_an_emergency_settled_elsewhere_goes_with_the_household_it_was_in() -> None:
    settled = in_care.and_then(place(ground=Ground.EMERGENCY)).and_then(
        asked.SettleTerms(placement=1, settled_on=DAY_6)
    )
    other = PlaceOfHousehold(stream=OTHER, reference="H-2020-00002", ground=Ground.WITHIN_TERMS)
    elsewhere = settled.and_then(CorrectPlacement(placement=1, reason=WHY, place=other))
    assert time_of(elsewhere.state).placements[0].settled_on is None
    assert clock(elsewhere.state, OUTSIDE_TERMS).state is ClockState.CANCELLED
    left = asked.EndPlacement(placement=1, ended_on=DAY_5, reason=PlacementEndReason.PLANNED)
    assert time_of(elsewhere.and_then(left).state).placements[0].end is not None
    again = replace(other, ground=Ground.EMERGENCY)
    state = settled.and_then(CorrectPlacement(placement=1, reason=WHY, place=again)).state
    assert clock(state, OUTSIDE_TERMS).is_open


def test_an_emergency_settled_stays_so_when_something_else_is_put_right() -> None:
    settled = in_care.and_then(place(ground=Ground.EMERGENCY)).and_then(
        asked.SettleTerms(placement=1, settled_on=DAY_6)
    )
    state = settled.and_then(CorrectPlacement(placement=1, reason=WHY, long_term=True)).state
    assert clock(state, OUTSIDE_TERMS).stopped == DAY_6
