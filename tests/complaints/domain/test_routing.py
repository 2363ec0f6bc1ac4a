"""The route: two tests for the statutory one, a reason for each, and no way back from Stage 1."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.complaints.domain import refusals
from services.complaints.domain.people import Complainant
from services.complaints.domain.places import AtStage1, Redirected
from services.complaints.domain.terms import (
    ROUTE_REASONS,
    Eligibility,
    Relation,
    Route,
    RouteReason,
    Subject,
)
from services.complaints.domain.timescales import (
    ACKNOWLEDGEMENT,
    INFORMAL_RESOLUTION,
    STAGE_1,
    STAGE_1_MAXIMUM,
)
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
    NothingToChange,
)
from shared.deadlines import ClockState
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_20,
    DAY_BEFORE,
    RECEIVED,
    TOMORROW,
    at_stage_1,
    clock,
    closed,
    complaint,
    contact,
    here,
    person,
    receive,
    received,
    redirect,
    redirected,
    resolved,
    statutory,
    withdrawn,
)

AT_NOON = datetime(2022, 4, 11, 11, tzinfo=UTC)
at_an_instant = complaint.given().and_then(receive(at=AT_NOON))


def test_the_statutory_route_starts_both_limits_of_stage_1_from_the_day_received() -> None:
    for decided_on in (RECEIVED, DAY_3, DAY_20):
        state = received.and_then(statutory(on=decided_on)).state
        assert isinstance(state, AtStage1)
        assert (clock(state, STAGE_1).starts_from, clock(state, STAGE_1).due) == (RECEIVED, DAY_10)
        assert clock(state, STAGE_1_MAXIMUM).due == DAY_20


@pytest.mark.parametrize("route", [route for route in Route if route is not Route.STATUTORY])
def test_every_other_route_redirects_with_each_of_its_reasons(route: Route) -> None:
    for reason in ROUTE_REASONS[route]:
        state = received.and_then(redirect(route, reason)).state
        assert isinstance(state, Redirected)
        assert (state.decision.route, state.decision.reason) == (route, reason)
        assert contact(state).clock(STAGE_1) is None


@pytest.mark.parametrize("route", Route)
def test_a_reason_of_another_route_is_refused(route: Route) -> None:
    for reason in set(RouteReason) - ROUTE_REASONS[route]:
        received.when(redirect(route, reason)).refused(refusals.ReasonDoesNotFitRoute)


def test_every_reason_leads_somewhere() -> None:
    assert frozenset().union(*ROUTE_REASONS.values()) == frozenset(RouteReason)


def test_eligibility_must_have_been_asked() -> None:
    received.when(statutory(eligibility=None)).refused(refusals.EligibilityNotAsked)


def test_eligibility_that_was_asked_at_receipt_is_enough() -> None:
    carer = Complainant(
        details=person("Ola Fenn"),
        relation=Relation.FOSTER_CARER,
        eligibility=Eligibility.FOSTER_CARER,
    )
    known = complaint.given().and_then(receive(complainant=carer))
    assert isinstance(known.and_then(statutory(eligibility=None)).state, AtStage1)


def test_who_is_not_eligible_does_not_come_to_stage_1() -> None:
    not_eligible = statutory(eligibility=Eligibility.NOT_ELIGIBLE)
    received.when(not_eligible).refused(refusals.ComplainantNotEligible)


@pytest.mark.parametrize("eligibility", sorted(set(Eligibility) - {Eligibility.NOT_ELIGIBLE}))
def test_everybody_whom_the_act_names_is_eligible(eligibility: Eligibility) -> None:
    state = received.and_then(statutory(eligibility=eligibility)).state
    assert contact(state).complainant.eligibility is eligibility


def test_the_subject_must_be_stated() -> None:
    received.when(statutory(subject=None)).refused(refusals.SubjectNotStated)


@pytest.mark.parametrize("subject", sorted(set(Subject) - {Subject.IN_SCOPE}))
def test_a_subject_out_of_scope_does_not_come_to_stage_1(subject: Subject) -> None:
    received.when(statutory(subject=subject)).refused(refusals.SubjectOutOfScope)


def test_the_choice_locks_once_stage_1_starts() -> None:
    at_stage_1.when(redirect()).refused(refusals.RouteLocked)
    resolved.when(redirect()).refused(refusals.RouteLocked)


def test_another_route_can_still_be_left() -> None:
    state = redirected.and_then(statutory(on=DAY_9)).state
    assert clock(state, STAGE_1).due == DAY_10


def test_the_same_decision_again_changes_nothing() -> None:
    redirected.when(redirect()).refused(NothingToChange)


def test_a_decision_follows_the_one_before() -> None:
    assert redirected.when(statutory(on=DAY_3)).events
    early = statutory(on=RECEIVED)
    redirected.when(early).refused(BeforePresentStep)


def test_a_decision_is_taken_between_receipt_and_today() -> None:
    received.when(statutory(on=DAY_BEFORE)).refused(BeforeReceived)
    received.when(statutory(on=TOMORROW)).refused(InTheFuture)


def test_a_closed_or_withdrawn_case_has_no_route_to_decide() -> None:
    closed.when(statutory()).refused(CaseClosed)
    withdrawn.when(statutory()).refused(refusals.CaseWithdrawn)


@pytest.mark.parametrize(
    ("resolved_at", "taken"),
    [
        (datetime(2022, 4, 12, 10, 59, tzinfo=UTC), 24),
        (datetime(2022, 4, 12, 11, 0, tzinfo=UTC), 24),
        (datetime(2022, 4, 12, 11, 1, tzinfo=UTC), 25),
    ],
)
def test_informal_resolution_is_counted_in_hours(resolved_at: datetime, taken: int) -> None:
    put_right = redirect(Route.INFORMAL, RouteReason.PUT_RIGHT_AT_ONCE, resolved_at=resolved_at)
    stopped = clock(at_an_instant.and_then(put_right).state, INFORMAL_RESOLUTION)
    assert (stopped.stopped_at, stopped.taken) == (resolved_at, taken)


def test_where_hours_run_the_instant_of_resolution_is_needed() -> None:
    put_right = redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN)
    at_an_instant.when(put_right).refused(refusals.InstantMissing)
    assert received.when(put_right).events


def test_where_no_hours_run_an_instant_says_nothing() -> None:
    at = datetime(2022, 4, 12, 9, tzinfo=UTC)
    put_right = redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN, resolved_at=at)
    received.when(put_right).refused(refusals.InstantNotKept)
    at_an_instant.when(redirect(resolved_at=at)).refused(refusals.InstantNotKept)


def test_nothing_is_put_right_before_it_came_or_later_than_now() -> None:
    before = datetime(2022, 4, 11, 10, 59, tzinfo=UTC)
    early = redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN, resolved_at=before)
    at_an_instant.when(early).refused(BeforeReceived)
    now = here().now
    late = redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN, resolved_at=now.replace(minute=1))
    at_an_instant.when(late).refused(InTheFuture)


def test_a_formal_route_ends_the_window_for_putting_it_right_informally() -> None:
    assert (
        clock(at_an_instant.and_then(statutory()).state, INFORMAL_RESOLUTION).state
        is ClockState.CANCELLED
    )


def test_what_was_not_put_right_after_all_is_to_be_acknowledged_again() -> None:
    informally = received.and_then(redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN))
    formal = informally.and_then(statutory(on=DAY_4)).state
    again = clock(formal, ACKNOWLEDGEMENT)
    assert (again.state, again.due) == (ClockState.RUNNING, DAY_3)


def test_what_is_put_right_after_another_route_is_counted_in_hours_too() -> None:
    at = datetime(2022, 4, 12, 9, tzinfo=UTC)
    elsewhere = at_an_instant.and_then(redirect())
    before = clock(elsewhere.state, INFORMAL_RESOLUTION)
    assert before.state is ClockState.CANCELLED
    put_right = redirect(Route.INFORMAL, RouteReason.PUT_RIGHT_AT_ONCE, resolved_at=at)
    after = clock(elsewhere.and_then(put_right).state, INFORMAL_RESOLUTION)
    assert (after.state, after.stopped_at, after.taken) == (ClockState.STOPPED, at, 22)
    assert (after.due_at, after.revision) == (before.due_at, before.revision + 1)
    early = replace(put_right, resolved_at=datetime(2022, 4, 11, 10, 59, tzinfo=UTC))
    elsewhere.when(early).refused(BeforeReceived)
    elsewhere.when(replace(put_right, resolved_at=here().now.replace(minute=1))).refused(
        InTheFuture
    )
    unknown = elsewhere.and_then(replace(put_right, resolved_at=None)).state
    assert clock(unknown, INFORMAL_RESOLUTION) == before
