"""A contact arrives and is acknowledged within three working days (C1), counted in builders."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import due_soon
from services.complaints.domain.commands import AppointAdvocate
from services.complaints.domain.intake import check_in_use
from services.complaints.domain.people import Complainant
from services.complaints.domain.places import Received
from services.complaints.domain.policy import BUILT_IN, ComplaintsTerms
from services.complaints.domain.terms import Advocacy, Cause, Relation, Route, RouteReason
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, INFORMAL_RESOLUTION, STAGE_1
from shared.casework.policy.state import Policy, PolicyEdition
from shared.casework.refusals import (
    AlreadyReceived,
    BeforeReceived,
    CodeNotInUse,
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    NotReceived,
    OutsideCalendar,
    TeamNotOpen,
)
from shared.deadlines import ClockState, StandingKind, standing
from shared.working_days import current_edition
from tests.complaints.builders import (
    ADVOCATE,
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_11,
    DAY_BEFORE,
    RECEIVED,
    TODAY,
    TOMORROW,
    acknowledge,
    clock,
    complaint,
    contact,
    here,
    person,
    receive,
    received,
    redirect,
    redirected,
    resolved,
    withdrawn,
)


def test_a_contact_is_recorded_with_its_acknowledgement_due_after_three_working_days() -> None:
    state = received.state
    assert isinstance(state, Received)
    assert clock(state, ACKNOWLEDGEMENT).due == DAY_3
    assert clock(state, ACKNOWLEDGEMENT).limit == 3


def test_the_acknowledgement_crosses_easter() -> None:
    # Received Wednesday 13 April 2022: Thursday 14 is day 1; Friday 15 to Monday 18 do not count;
    # Tuesday 19 is day 2 and Wednesday 20 day 3.
    state = complaint.given().and_then(receive(on=date(2022, 4, 13))).state
    assert clock(state, ACKNOWLEDGEMENT).due == date(2022, 4, 20)


def test_the_limit_is_the_policy_of_the_day_received() -> None:
    two_days = PolicyEdition(
        number=1,
        effective_from=RECEIVED,
        terms=ComplaintsTerms(acknowledgement_working_days=2),
    )
    under = complaint.under(here(policy=Policy(editions=(BUILT_IN, two_days)))).given()
    on_the_day = under.when(receive())
    assert clock(on_the_day.state, ACKNOWLEDGEMENT).due == date(2022, 4, 13)
    before = under.when(receive(on=DAY_BEFORE))
    assert clock(before.state, ACKNOWLEDGEMENT).limit == 3


def test_a_contact_may_have_come_in_years_ago() -> None:
    assert complaint.given().when(receive(on=date(2010, 1, 4))).events


def test_a_contact_cannot_come_in_tomorrow() -> None:
    assert complaint.given().when(receive(on=here().today)).events
    complaint.given().when(receive(on=TOMORROW)).refused(InTheFuture)


def test_a_day_outside_the_calendar_is_refused() -> None:
    complaint.given().when(receive(on=date(2009, 12, 31))).refused(OutsideCalendar)


def test_a_reference_is_received_once() -> None:
    received.when(receive()).refused(AlreadyReceived)


def test_nothing_is_done_before_anything_is_received() -> None:
    complaint.given().when(acknowledge()).refused(NotReceived)


def test_a_complaint_is_about_something() -> None:
    complaint.given().when(receive(causes=())).refused(refusals.NoCauseGiven)


def test_a_cause_is_given_once() -> None:
    twice = (Cause.DELAY, Cause.DELAY)
    complaint.given().when(receive(causes=twice)).refused(GivenTwice)


def test_multiple_was_a_cause_until_2015_16_only() -> None:
    multiple = (Cause.MULTIPLE,)
    assert complaint.given().when(receive(on=date(2016, 3, 31), causes=multiple)).events
    too_late = receive(on=date(2016, 4, 1), causes=multiple)
    complaint.given().when(too_late).refused(CodeNotInUse)


def test_any_code_that_is_dated_out_is_refused_for_what_came_later() -> None:
    check_in_use(Cause.MULTIPLE, date(2016, 3, 31), "service_area")
    with pytest.raises(CodeNotInUse) as refused:
        check_in_use(Cause.MULTIPLE, date(2016, 4, 1), "service_area")
    assert refused.value.field == "service_area"


def test_the_work_list_warns_of_stage_1_as_early_as_policy_says() -> None:
    early = PolicyEdition(
        number=1, effective_from=RECEIVED, terms=ComplaintsTerms(stage_1_due_soon_working_days=5)
    )
    world = here(policy=Policy(editions=(BUILT_IN, early)))
    assert due_soon(STAGE_1, RECEIVED, world) == 5
    assert due_soon(STAGE_1, DAY_BEFORE, world) == 3
    assert due_soon(ACKNOWLEDGEMENT, RECEIVED, world) == 1


def test_a_team_must_be_in_the_register() -> None:
    assert complaint.given().when(receive(team="north")).events
    complaint.given().when(receive(team="south")).refused(TeamNotOpen)
    # North closed on 29 April 2022.
    assert complaint.given().when(receive(on=date(2022, 4, 29), team="north")).events
    late = receive(on=date(2022, 4, 30), team="north")
    complaint.given().when(late).refused(TeamNotOpen)


def test_somebody_who_comes_with_an_advocate_has_one() -> None:
    state = complaint.given().and_then(receive(advocate=ADVOCATE)).state
    assert contact(state).advocacy is Advocacy.APPOINTED


def test_twenty_four_hours_run_only_where_the_instant_is_known() -> None:
    assert contact(received.state).clock(INFORMAL_RESOLUTION) is None
    # 23:30 UTC on 10 April is half past midnight on 11 April in London (summer time).
    at = datetime(2022, 4, 10, 23, 30, tzinfo=UTC)
    informal = clock(complaint.given().and_then(receive(at=at)).state, INFORMAL_RESOLUTION)
    assert informal.due_at == datetime(2022, 4, 11, 23, 30, tzinfo=UTC)


def test_the_instant_lies_on_the_day_received_in_london() -> None:
    at = datetime(2022, 4, 11, 23, 30, tzinfo=UTC)
    complaint.given().when(receive(at=at)).refused(InstantOnAnotherDay)


def test_the_instant_is_not_in_the_future() -> None:
    now = datetime(2022, 4, 11, 12, tzinfo=UTC)
    noon = complaint.under(here(RECEIVED, now=now)).given()
    assert noon.when(receive(at=now)).events
    later = datetime(2022, 4, 11, 12, 1, tzinfo=UTC)
    noon.when(receive(at=later)).refused(InTheFuture)


def test_an_acknowledgement_on_the_third_day_is_in_time_and_on_the_fourth_late() -> None:
    for on, kind in ((date(2022, 4, 13), "met"), (DAY_3, "met"), (DAY_4, "missed")):
        stopped = clock(received.and_then(acknowledge(on=on)).state, ACKNOWLEDGEMENT)
        stands = standing(stopped, on=DAY_10, calendar=current_edition())
        assert (stopped.stopped, stands.kind) == (on, StandingKind(kind))


def test_it_is_acknowledged_once() -> None:
    again = received.and_then(acknowledge())
    again.when(acknowledge(on=DAY_4)).refused(refusals.AlreadyAcknowledged)


def test_it_is_not_acknowledged_before_it_came_or_tomorrow() -> None:
    assert received.when(acknowledge(on=RECEIVED)).events
    received.when(acknowledge(on=DAY_BEFORE)).refused(BeforeReceived)
    received.when(acknowledge(on=TOMORROW)).refused(InTheFuture)


def test_what_was_put_right_informally_needs_no_acknowledgement() -> None:
    informal = received.and_then(redirect(Route.INFORMAL, RouteReason.PUT_RIGHT_AT_ONCE))
    assert clock(informal.state, ACKNOWLEDGEMENT).state is ClockState.CANCELLED
    informal.when(acknowledge()).refused(refusals.NothingToAcknowledge)


def test_what_goes_another_way_is_acknowledged_all_the_same() -> None:
    assert clock(redirected.and_then(acknowledge()).state, ACKNOWLEDGEMENT).stopped == DAY_3


def test_what_is_withdrawn_is_not_acknowledged() -> None:
    withdrawn.when(acknowledge()).refused(refusals.CaseWithdrawn)


def test_a_response_acknowledges_what_nobody_acknowledged() -> None:
    told = clock(resolved.state, ACKNOWLEDGEMENT)
    assert (told.state, told.stopped, told.taken) == (ClockState.STOPPED, DAY_10, 10)


def test_an_acknowledgement_recorded_after_the_response_takes_its_place() -> None:
    told = clock(resolved.and_then(acknowledge(on=DAY_3)).state, ACKNOWLEDGEMENT)
    assert (told.stopped, told.taken) == (DAY_3, 3)
    assert resolved.when(acknowledge(on=DAY_10)).events
    resolved.when(acknowledge(on=DAY_11)).refused(refusals.AcknowledgedAfterResponse)


def test_the_working_days_of_the_example_are_those_counted_by_hand() -> None:
    calendar = current_edition()
    assert calendar.nth_after(RECEIVED, 9) == DAY_9
    assert calendar.nth_after(RECEIVED, 11) == DAY_11


def test_nobody_on_a_case_was_born_in_the_future() -> None:
    unborn = person("Ivy Ashdown", date_of_birth=TOMORROW)
    for command in (
        receive(complainant=Complainant(details=unborn, relation=Relation.PARENT)),
        replace(receive(), representative=unborn),
        receive(advocate=unborn),
        replace(receive(), children=(unborn,)),
    ):
        complaint.given().when(command).refused(InTheFuture)
    appointed = AppointAdvocate(appointed_on=DAY_3, advocate=unborn)
    received.when(appointed).refused(InTheFuture)
    born_today = person("Ivy Ashdown", date_of_birth=TODAY)
    assert complaint.given().when(replace(receive(), children=(born_today,))).events
