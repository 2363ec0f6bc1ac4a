"""How a case ends and goes on."""

import pytest

from services.complaints.domain import refusals
from services.complaints.domain.closing import CLOSING_REASONS
from services.complaints.domain.places import (
    AtStage1,
    Closed,
    Received,
    Redirected,
    Resolved,
    Withdrawn,
)
from services.complaints.domain.terms import ClosingReason, Route, RouteReason
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, STAGE_1, STAGE_1_MAXIMUM
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    InTheFuture,
    NotReceived,
)
from shared.deadlines import ClockState
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_11,
    DAY_19,
    DAY_20,
    DAY_21,
    DAY_BEFORE,
    RECEIVED,
    TOMORROW,
    acknowledge,
    at_stage_1,
    clock,
    close,
    closed,
    complaint,
    correct,
    received,
    redirect,
    redirected,
    reopen,
    resolved,
    respond,
    statutory,
    withdraw,
    withdrawn,
)


def test_withdrawing_cancels_every_open_duty() -> None:
    state = withdrawn.state
    assert isinstance(state, Withdrawn)
    for timescale in (ACKNOWLEDGEMENT, STAGE_1, STAGE_1_MAXIMUM):
        assert clock(state, timescale).state is ClockState.CANCELLED
        assert clock(state, timescale).cause == "withdrawn"


def test_what_was_acknowledged_stays_so_when_it_is_withdrawn() -> None:
    state = received.and_then(acknowledge()).and_then(withdraw()).state
    assert clock(state, ACKNOWLEDGEMENT).state is ClockState.STOPPED


def test_a_contact_is_withdrawn_before_it_is_answered() -> None:
    for history in (received, redirected, at_stage_1):
        assert isinstance(history.and_then(withdraw()).state, Withdrawn)
    resolved.when(withdraw()).refused(refusals.AlreadyResponded)
    withdrawn.when(withdraw()).refused(refusals.CaseWithdrawn)
    closed.when(withdraw()).refused(CaseClosed)


def test_it_is_withdrawn_between_receipt_and_today() -> None:
    assert received.when(withdraw(on=RECEIVED)).events
    received.when(withdraw(on=DAY_BEFORE)).refused(BeforeReceived)
    received.when(withdraw(on=TOMORROW)).refused(InTheFuture)


def test_a_case_is_closed_after_a_response_a_withdrawal_or_another_route() -> None:
    for history, reason in (
        (redirected, ClosingReason.HANDLED_ELSEWHERE),
        (resolved, ClosingReason.NO_FURTHER_REQUEST),
        (withdrawn, ClosingReason.WITHDRAWN),
    ):
        assert isinstance(history.and_then(close(reason)).state, Closed)
    received.when(close(ClosingReason.SATISFIED)).refused(refusals.NotReadyToClose)
    at_stage_1.when(close(ClosingReason.SATISFIED)).refused(refusals.NotReadyToClose)
    closed.when(close(ClosingReason.SATISFIED)).refused(CaseClosed)


@pytest.mark.parametrize(
    ("place", "history"), [(Redirected, redirected), (Resolved, resolved), (Withdrawn, withdrawn)]
)
def test_the_reason_fits_where_the_case_stands(place: type, history: object) -> None:
    histories = {Redirected: redirected, Resolved: resolved, Withdrawn: withdrawn}
    assert histories[place] is history
    for reason in set(ClosingReason) - CLOSING_REASONS[place]:
        histories[place].when(close(reason)).refused(refusals.ReasonDoesNotFitPlace)


def test_a_case_is_not_closed_before_what_ended_it_or_tomorrow() -> None:
    assert resolved.when(close(ClosingReason.SATISFIED, on=DAY_10)).events
    early = close(ClosingReason.SATISFIED, on=DAY_9)
    resolved.when(early).refused(BeforePresentStep)
    withdrawn.when(close(ClosingReason.WITHDRAWN, on=DAY_3)).refused(BeforePresentStep)
    elsewhere = close(ClosingReason.HANDLED_ELSEWHERE, on=RECEIVED)
    redirected.when(elsewhere).refused(BeforePresentStep)
    late = close(ClosingReason.SATISFIED, on=TOMORROW)
    resolved.when(late).refused(InTheFuture)


def test_closing_another_route_leaves_nothing_to_acknowledge() -> None:
    state = redirected.and_then(close(ClosingReason.HANDLED_ELSEWHERE)).state
    assert clock(state, ACKNOWLEDGEMENT).state is ClockState.CANCELLED


def test_what_is_open_is_not_reopened() -> None:
    for history in (received, redirected, at_stage_1, resolved):
        history.when(reopen()).refused(refusals.NotWithdrawnOrClosed)
    complaint.given().when(reopen()).refused(NotReceived)


def test_a_withdrawn_complaint_goes_on_with_its_old_dates() -> None:
    state = withdrawn.and_then(reopen()).state
    assert isinstance(state, AtStage1)
    for timescale, due in ((STAGE_1, DAY_10), (STAGE_1_MAXIMUM, DAY_20), (ACKNOWLEDGEMENT, DAY_3)):
        again = clock(state, timescale)
        assert (again.state, again.due) == (ClockState.RUNNING, due)


def test_it_goes_on_also_after_its_date_was_corrected_meanwhile() -> None:
    corrected = withdrawn.and_then(correct(received_on=DAY_BEFORE))
    again = clock(corrected.and_then(reopen()).state, STAGE_1)
    assert (again.state, again.starts_from) == (ClockState.RUNNING, DAY_BEFORE)


def test_a_withdrawal_that_was_closed_is_undone_as_a_whole() -> None:
    ended = withdrawn.and_then(close(ClosingReason.WITHDRAWN))
    assert isinstance(ended.and_then(reopen()).state, AtStage1)


def test_an_answer_stays_an_answer_when_the_case_is_reopened() -> None:
    state = closed.and_then(reopen()).state
    assert isinstance(state, Resolved)
    assert clock(state, STAGE_1).state is ClockState.STOPPED
    closed.and_then(reopen()).when(respond(on=DAY_21)).refused(refusals.AlreadyResponded)


def test_another_route_goes_on_and_can_be_left() -> None:
    ended = redirected.and_then(close(ClosingReason.HANDLED_ELSEWHERE)).and_then(reopen())
    assert isinstance(ended.state, Redirected)
    assert clock(ended.state, ACKNOWLEDGEMENT).state is ClockState.RUNNING
    assert isinstance(ended.and_then(statutory(on=DAY_21)).state, AtStage1)


def test_what_was_put_right_informally_stays_without_a_duty() -> None:
    informal = received.and_then(redirect(Route.INFORMAL, RouteReason.ADVICE_GIVEN))
    again = informal.and_then(close(ClosingReason.HANDLED_ELSEWHERE)).and_then(reopen())
    assert clock(again.state, ACKNOWLEDGEMENT).state is ClockState.CANCELLED


def test_an_undecided_contact_goes_on_undecided() -> None:
    assert isinstance(received.and_then(withdraw()).and_then(reopen()).state, Received)


def test_reopening_follows_what_it_undoes() -> None:
    assert closed.when(reopen(on=DAY_20)).events
    closed.when(reopen(on=DAY_11)).refused(BeforePresentStep)
    closed.when(reopen(on=TOMORROW)).refused(InTheFuture)


def test_a_case_ends_again_after_it_was_reopened() -> None:
    again = closed.and_then(reopen(on=DAY_21))
    again.when(close(ClosingReason.SATISFIED, on=DAY_20)).refused(BeforePresentStep)
    assert again.when(close(ClosingReason.SATISFIED, on=DAY_21)).events
    once_more = withdrawn.and_then(reopen(on=DAY_21))
    once_more.when(withdraw(on=DAY_20)).refused(BeforePresentStep)


def test_nothing_is_answered_while_it_is_withdrawn() -> None:
    again = at_stage_1.and_then(withdraw(on=DAY_9)).and_then(reopen(on=DAY_20))
    again.when(respond(on=DAY_9)).refused(BeforePresentStep)
    again.when(respond(on=DAY_19)).refused(BeforePresentStep)
    assert again.when(respond(on=DAY_20)).events
    assert again.when(respond(on=DAY_4)).events


def test_a_spell_of_being_withdrawn_is_the_withdrawals_own() -> None:
    """Another route that was closed and reopened before is no part of it."""
    elsewhere = redirected.and_then(close(ClosingReason.HANDLED_ELSEWHERE, on=DAY_4))
    on_again = elsewhere.and_then(reopen(on=DAY_4)).and_then(statutory(on=DAY_4))
    again = on_again.and_then(withdraw(on=DAY_4)).and_then(reopen(on=DAY_10))
    again.when(respond(on=DAY_9)).refused(BeforePresentStep)
    assert again.when(respond(on=DAY_10)).events
