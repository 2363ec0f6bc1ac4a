"""Stage 1 stands still while an advocate is found, where policy says so (timescale C2)."""

from datetime import date

from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from services.complaints.domain.events import AdvocateAppointed, Stage1Paused, Stage1Resumed
from services.complaints.domain.places import AtStage1
from services.complaints.domain.terms import Advocacy, ClosingReason
from services.complaints.domain.timescales import STAGE_1, STAGE_1_MAXIMUM
from shared.casework.refusals import BeforePresentStep, BeforeReceived, CaseClosed, InTheFuture
from shared.deadlines import ClockState
from tests.complaints.builders import (
    ADVOCATE,
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_BEFORE,
    RECEIVED,
    TOMORROW,
    at_stage_1,
    clock,
    close,
    closed,
    contact,
    receive,
    received,
    resolved,
    respond,
    statutory,
    where_pauses_are_policy,
    withdraw,
    withdrawn,
)

running = where_pauses_are_policy.given().and_then(receive()).and_then(statutory())


def pause(*, on: date = DAY_3) -> asked.PauseStage1:
    return asked.PauseStage1(paused_on=on)


def resume(*, on: date = date(2022, 4, 21)) -> asked.ResumeStage1:
    return asked.ResumeStage1(resumed_on=on)


def offer(*, on: date = DAY_3) -> asked.OfferAdvocate:
    return asked.OfferAdvocate(offered_on=on)


def appoint(*, on: date = DAY_4) -> asked.AppointAdvocate:
    return asked.AppointAdvocate(appointed_on=on, advocate=ADVOCATE)


paused = running.and_then(pause())


def test_by_default_nothing_pauses_stage_1() -> None:
    at_stage_1.when(pause()).refused(refusals.PauseNotInPolicy)


def test_the_policy_of_the_day_received_counts() -> None:
    before = date(2021, 12, 31)
    old = where_pauses_are_policy.given().and_then(receive(on=before)).and_then(statutory())
    old.when(pause()).refused(refusals.PauseNotInPolicy)


def test_both_limits_stand_still() -> None:
    (event,) = running.when(pause()).events
    assert isinstance(event, Stage1Paused)
    assert event.policy_edition == 1
    assert {each.timescale for each in event.clocks} == {STAGE_1, STAGE_1_MAXIMUM}
    assert {each.state for each in event.clocks} == {ClockState.PAUSED}


def test_the_paused_working_days_are_added() -> None:
    # Paused Thursday 14 April, resumed Thursday 21: not counted are Thu 14, Tue 19 and Wed 20.
    # Counted are 12, 13, 21, 22, 25, 26, 27, 28, 29 April and, after the bank holiday, 3 May.
    state = paused.and_then(resume()).state
    assert clock(state, STAGE_1).due == date(2022, 5, 3)
    assert clock(state, STAGE_1).state is ClockState.RUNNING


def test_it_is_paused_once_at_a_time() -> None:
    paused.when(pause(on=DAY_4)).refused(refusals.Stage1IsPaused)
    assert paused.and_then(resume()).when(pause(on=DAY_9)).events


def test_it_is_paused_between_receipt_and_today() -> None:
    running.when(pause(on=DAY_BEFORE)).refused(BeforeReceived)
    running.when(pause(on=TOMORROW)).refused(InTheFuture)


def test_it_is_resumed_after_it_was_paused() -> None:
    running.when(resume()).refused(refusals.Stage1NotPaused)
    paused.when(resume(on=date(2022, 4, 13))).refused(BeforePresentStep)
    paused.when(resume(on=TOMORROW)).refused(InTheFuture)
    assert paused.when(resume(on=DAY_3)).events
    resolved.when(resume()).refused(refusals.AlreadyResponded)


def test_nothing_ends_while_it_is_paused() -> None:
    paused.when(respond()).refused(refusals.Stage1IsPaused)
    paused.when(withdraw()).refused(refusals.Stage1IsPaused)
    paused.when(close(ClosingReason.SATISFIED)).refused(refusals.NotReadyToClose)


def test_an_advocate_is_offered_once_and_then_appointed() -> None:
    offered = received.and_then(offer())
    assert contact(offered.state).advocacy is Advocacy.OFFERED
    offered.when(offer(on=DAY_4)).refused(refusals.AdvocateAlreadyOffered)
    appointed = offered.and_then(appoint())
    assert contact(appointed.state).advocate == ADVOCATE
    appointed.when(appoint()).refused(refusals.AdvocateAlreadyAppointed)
    appointed.when(offer()).refused(refusals.AdvocateAlreadyOffered)


def test_an_advocate_comes_between_receipt_and_today() -> None:
    for make in (offer, appoint):
        assert received.when(make(on=RECEIVED)).events
        received.when(make(on=DAY_BEFORE)).refused(BeforeReceived)
        received.when(make(on=TOMORROW)).refused(InTheFuture)


def test_a_withdrawn_or_closed_case_takes_no_advocate() -> None:
    withdrawn.when(offer()).refused(refusals.CaseWithdrawn)
    closed.when(appoint()).refused(CaseClosed)


def test_appointing_the_advocate_ends_the_pause() -> None:
    first, second = paused.when(appoint()).events
    assert isinstance(first, AdvocateAppointed)
    assert isinstance(second, Stage1Resumed)
    assert second.occurred_on == DAY_4
    state = paused.and_then(appoint()).state
    assert isinstance(state, AtStage1)
    # Only Thursday 14 April was lost: the tenth is Thursday 28 April.
    assert clock(state, STAGE_1).due == date(2022, 4, 28)
    early = date(2022, 4, 13)
    paused.when(appoint(on=early)).refused(BeforePresentStep)


def test_who_has_an_advocate_does_not_wait_for_one() -> None:
    running.and_then(appoint()).when(pause(on=DAY_10)).refused(refusals.AdvocateAlreadyAppointed)
