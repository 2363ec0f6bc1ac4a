"""A child becomes looked after, the service is told, an officer appointed, the status changes."""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.terms import LegalStatus
from services.placements.domain.timescales import (
    FIRST_REVIEW,
    OFFICER_APPOINTED,
    PLAN,
    SERVICE_TOLD,
)
from shared.casework.refusals import (
    InTheFuture,
    NothingToChange,
    OutsideCalendar,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.deadlines import ClockState
from tests.placements.care.a_child import (
    CHILD,
    DAY_2,
    DAY_3,
    DAY_5,
    DAY_6,
    DAY_20,
    STARTED,
    TOMORROW,
    become,
    care,
    clock,
    in_care,
    place,
    time_of,
    where_it_is_quicker,
)


def tell(*, on: date) -> asked.TellReviewingService:
    return asked.TellReviewingService(told_on=on)


def appoint(*, on: date, officer: str = "iro-1") -> asked.AppointOfficer:
    return asked.AppointOfficer(appointed_on=on, officer=officer)


def status(to: LegalStatus, *, on: date) -> asked.ChangeLegalStatus:
    return asked.ChangeLegalStatus(changed_on=on, status=to)


def test_three_clocks_start_with_the_care() -> None:
    state = in_care.state
    assert clock(state, SERVICE_TOLD).due == DAY_2
    assert clock(state, OFFICER_APPOINTED).due == DAY_5
    assert clock(state, FIRST_REVIEW).due == DAY_20


def test_a_care_that_began_before_the_regulations_has_no_review_under_them() -> None:
    older = replace(CHILD, date_of_birth=date(2004, 1, 1))
    state = care.given().and_then(become(on=date(2011, 3, 31), child=older)).state
    assert {each.timescale for each in time_of(state).clocks} == {SERVICE_TOLD, OFFICER_APPOINTED}
    on_the_day = care.given().and_then(become(on=date(2011, 4, 1), child=older)).state
    assert clock(on_the_day, FIRST_REVIEW).rule == "SI 2010/959 reg 33(1)"


def test_nothing_begins_in_the_future_or_outside_the_calendar() -> None:
    care.given().when(become(on=TOMORROW)).refused(InTheFuture)
    care.given().when(become(on=date(2009, 12, 31))).refused(OutsideCalendar)
    care.given().when(become(team="west")).refused(TeamNotOpen)
    in_care.when(become()).refused(refusals.AlreadyLookedAfter)


def test_the_service_told_on_the_second_day_is_in_time_and_on_the_third_late() -> None:
    in_time = clock(in_care.and_then(tell(on=DAY_2)).state, SERVICE_TOLD)
    assert (in_time.taken, in_time.stopped) == (2, DAY_2)
    late = clock(in_care.and_then(tell(on=DAY_3)).state, SERVICE_TOLD)
    assert (late.taken, late.due) == (3, DAY_2)


def test_the_officer_is_counted_from_the_care_and_not_from_the_telling() -> None:
    told = in_care.and_then(tell(on=DAY_5))
    assert clock(told.and_then(appoint(on=DAY_5)).state, OFFICER_APPOINTED).taken == 5
    assert clock(told.and_then(appoint(on=DAY_6)).state, OFFICER_APPOINTED).taken == 6


def test_an_authority_sets_its_own_limits() -> None:
    state = where_it_is_quicker.given().and_then(become()).state
    assert clock(state, SERVICE_TOLD).due == date(2023, 4, 4)
    assert clock(state, OFFICER_APPOINTED).due == DAY_3
    before = where_it_is_quicker.given().and_then(become(on=date(2022, 12, 30))).state
    assert clock(before, SERVICE_TOLD).limit == 2


def test_another_officer_starts_and_stops_nothing() -> None:
    appointed = in_care.and_then(appoint(on=DAY_5))
    appointed.when(appoint(on=DAY_6)).refused(NothingToChange)
    (changed,) = appointed.when(appoint(on=DAY_6, officer="iro-2")).events
    assert getattr(changed, "clocks", None) == ()
    state = appointed.and_then(appoint(on=DAY_6, officer="iro-2")).state
    assert [one.worker for one in time_of(state).officers] == ["iro-1", "iro-2"]


def test_nobody_is_told_before_the_care_or_twice() -> None:
    in_care.when(tell(on=date(2023, 3, 31))).refused(refusals.BeforeCare)
    told = in_care.and_then(tell(on=DAY_2))
    told.when(tell(on=DAY_3)).refused(refusals.ServiceAlreadyTold, facts={"told_on": DAY_2})
    care.given().when(tell(on=DAY_2)).refused(refusals.NotLookedAfter)


def test_a_status_recorded_late_takes_its_place_between_others() -> None:
    later = in_care.and_then(status(LegalStatus.C2, on=date(2023, 9, 1)))
    state = later.and_then(status(LegalStatus.C1, on=date(2023, 6, 1))).state
    assert [one.status for one in time_of(state).statuses] == [
        LegalStatus.V2,
        LegalStatus.C1,
        LegalStatus.C2,
    ]
    later.when(status(LegalStatus.C1, on=date(2023, 9, 1))).refused(refusals.TwoStatusesInOneDay)
    later.when(status(LegalStatus.C2, on=date(2023, 9, 2))).refused(NothingToChange)
    later.when(status(LegalStatus.C1, on=date(2023, 4, 2))).refused(refusals.BeforeCare)


def test_short_breaks_have_no_plan_of_regulation_9() -> None:
    breaks = care.given().and_then(become(status=LegalStatus.V4)).and_then(place())
    assert all(each.timescale != PLAN for each in time_of(breaks.state).clocks)
    state = breaks.and_then(status(LegalStatus.V2, on=DAY_2)).state
    assert all(each.timescale != PLAN for each in time_of(state).clocks)


def test_a_placement_that_turns_out_a_short_break_loses_its_duties() -> None:
    placed = in_care.and_then(place(on=DAY_3))
    state = placed.and_then(status(LegalStatus.V3, on=DAY_2)).state
    assert clock(state, PLAN).state is ClockState.CANCELLED


def test_the_case_is_given_to_a_team_and_worker_of_the_register() -> None:
    give = asked.AllocateCare(allocated_on=STARTED, team="north", worker="w-1")
    given = in_care.and_then(give)
    assert (time_of(given.state).team, time_of(given.state).worker) == ("north", "w-1")
    given.when(give).refused(NothingToChange)
    given.when(asked.AllocateCare(allocated_on=DAY_2, team="south", worker="w-1")).refused(
        WorkerNotInTeam
    )
