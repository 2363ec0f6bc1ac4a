"""Corrections move every clock that hangs on a date, stopped ones too. Days as in builders."""

from datetime import UTC, date, datetime

import pytest

from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from services.complaints.domain.answer import Answer
from services.complaints.domain.events import (
    AcknowledgementCorrected,
    ParticularsCorrected,
    ReceivedDateCorrected,
    ResponseCorrected,
)
from services.complaints.domain.places import Closed, Complaint, NothingReceived, answer_of
from services.complaints.domain.policy import BUILT_IN, ComplaintsTerms
from services.complaints.domain.terms import (
    Cause,
    Channel,
    Eligibility,
    Excused,
    Outcome,
    Relation,
    Route,
    RouteReason,
)
from services.complaints.domain.timescales import (
    ACKNOWLEDGEMENT,
    INFORMAL_RESOLUTION,
    STAGE_1,
    STAGE_1_MAXIMUM,
)
from shared.casework.policy.state import Policy, PolicyEdition
from shared.casework.refusals import (
    BeforePresentStep,
    CodeNotInUse,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    NotReceived,
    NotRecordedYet,
    OutsideCalendar,
)
from shared.deadlines import ClockChange, ClockState
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_11,
    DAY_16,
    DAY_20,
    DAY_21,
    DAY_BEFORE,
    PAUSING,
    RECEIVED,
    TODAY,
    TOMORROW,
    acknowledge,
    at_stage_1,
    clock,
    closed,
    complaint,
    contact,
    correct,
    extend,
    found,
    here,
    receive,
    received,
    redirect,
    redirected,
    reopen,
    resolved,
    respond,
    statutory,
    where_pauses_are_policy,
    withdraw,
    withdrawn,
)

TUESDAY = date(2022, 4, 12)
ACKNOWLEDGED = received.and_then(acknowledge(on=DAY_3))


def answer(state: Complaint) -> Answer:
    assert not isinstance(state, NothingReceived)
    given = answer_of(state)
    assert given is not None
    return given


def test_a_running_clock_moves_with_the_day_received() -> None:
    # From Tuesday 12 April everything is a working day later: the tenth is 28 April, not 27.
    moved = at_stage_1.and_then(correct(received_on=TUESDAY))
    stage = clock(moved.state, STAGE_1)
    assert (stage.starts_from, stage.due, stage.state) == (TUESDAY, DAY_11, ClockState.RUNNING)
    assert (stage.revision, stage.change) == (2, ClockChange.CORRECTED)
    assert stage.cause == "received-date-corrected"
    assert clock(moved.state, STAGE_1_MAXIMUM).due == DAY_21
    assert clock(moved.state, ACKNOWLEDGEMENT).due == DAY_4


def test_an_extension_moves_with_the_day_received() -> None:
    moved = at_stage_1.and_then(extend(15)).and_then(correct(received_on=TUESDAY))
    stage = clock(moved.state, STAGE_1)
    assert (stage.limit, stage.due, stage.original_due) == (15, DAY_16, DAY_11)


def test_a_stopped_clock_stays_stopped_and_counts_again() -> None:
    # Answered on the eleventh day, a day late; received a day later it was the tenth, in time.
    late = at_stage_1.and_then(respond(on=DAY_11))
    assert not answer(late.state).timing.in_extended_time
    put_right = late.and_then(correct(received_on=TUESDAY)).state
    stage = clock(put_right, STAGE_1)
    assert (stage.state, stage.stopped, stage.taken) == (ClockState.STOPPED, DAY_11, 10)
    assert answer(put_right).timing.working_days == 10
    assert answer(put_right).timing.in_extended_time


def test_a_correction_can_make_an_answer_late() -> None:
    put_right = resolved.and_then(correct(received_on=DAY_BEFORE)).state
    assert (answer(put_right).timing.working_days, answer(put_right).responded_on) == (11, DAY_10)
    assert not answer(put_right).timing.in_extended_time


def test_a_corrected_response_counts_again_and_excuses_again() -> None:
    reason = asked.AgreeResponseDate(agreed_on=DAY_9, respond_by=DAY_21)
    agreed = at_stage_1.and_then(reason).and_then(respond(on=DAY_20))
    assert answer(agreed.state).timing.excused is Excused.NONE
    put_right = agreed.and_then(correct(responded_on=DAY_21)).state
    assert answer(put_right).timing.working_days == 21
    assert answer(put_right).timing.excused is Excused.AGREED_DATE
    assert clock(put_right, STAGE_1_MAXIMUM).taken == 21


def test_there_and_back_leaves_the_dates_as_they_were() -> None:
    there = resolved.and_then(correct(received_on=DAY_BEFORE))
    back = there.and_then(correct(received_on=RECEIVED)).state
    assert answer(back) == answer(resolved.state)
    assert clock(back, STAGE_1).due == clock(resolved.state, STAGE_1).due
    assert clock(back, STAGE_1).revision == 4


def test_a_corrected_acknowledgement_moves_its_clock_alone() -> None:
    (event,) = ACKNOWLEDGED.when(correct(acknowledged_on=DAY_4)).events
    assert isinstance(event, AcknowledgementCorrected)
    (moved,) = event.clocks
    assert (moved.timescale, moved.stopped, moved.taken) == (ACKNOWLEDGEMENT, DAY_4, 4)


def test_a_response_that_acknowledged_moves_both_duties() -> None:
    (event,) = resolved.when(correct(responded_on=DAY_9)).events
    assert isinstance(event, ResponseCorrected)
    moved = {each.timescale: each.stopped for each in event.clocks}
    assert moved == {STAGE_1: DAY_9, STAGE_1_MAXIMUM: DAY_9, ACKNOWLEDGEMENT: DAY_9}


def test_several_dates_at_once_tell_every_clock_once_in_the_first_event() -> None:
    answered = ACKNOWLEDGED.and_then(statutory()).and_then(respond())
    # The contact had come in on 28 April, was acknowledged that day, and answered on 12 May.
    events = answered.when(
        correct(received_on=DAY_11, acknowledged_on=DAY_11, responded_on=DAY_20)
    ).events
    first, second, third = events
    assert isinstance(first, ReceivedDateCorrected)
    assert isinstance(second, AcknowledgementCorrected)
    assert isinstance(third, ResponseCorrected)
    assert {each.timescale: each.stopped for each in first.clocks} == {
        ACKNOWLEDGEMENT: DAY_11,
        STAGE_1: DAY_20,
        STAGE_1_MAXIMUM: DAY_20,
    }
    assert (second.clocks, third.clocks) == ((), ())
    assert first.answer == third.answer


def test_an_act_before_receipt_is_refused_unless_both_are_corrected_at_once() -> None:
    late = correct(received_on=DAY_11)
    resolved.when(late).refused(refusals.ActBeforeReceived)
    assert resolved.when(correct(received_on=DAY_11, responded_on=DAY_20)).events
    resolved.when(correct(responded_on=DAY_BEFORE)).refused(refusals.ActBeforeReceived)
    assert resolved.when(correct(responded_on=RECEIVED)).events
    ACKNOWLEDGED.when(correct(received_on=DAY_4)).refused(refusals.ActBeforeReceived)
    ACKNOWLEDGED.when(correct(acknowledged_on=DAY_BEFORE)).refused(refusals.ActBeforeReceived)


def test_the_field_to_blame_is_the_one_that_was_given() -> None:
    for command, field in (
        (correct(received_on=DAY_11), "received_on"),
        (correct(responded_on=DAY_BEFORE), "responded_on"),
    ):
        with pytest.raises(refusals.ActBeforeReceived) as refused:
            _ = resolved.when(command).events
        assert refused.value.field == field


def test_nothing_is_corrected_into_the_future_or_out_of_the_calendar() -> None:
    received.when(correct(received_on=TOMORROW)).refused(InTheFuture)
    ACKNOWLEDGED.when(correct(acknowledged_on=TOMORROW)).refused(InTheFuture)
    resolved.when(correct(responded_on=TOMORROW)).refused(InTheFuture)
    too_old = date(2009, 12, 31)
    received.when(correct(received_on=too_old)).refused(OutsideCalendar)


def test_what_was_never_recorded_is_not_corrected() -> None:
    for command in (
        correct(acknowledged_on=DAY_3),
        correct(responded_on=DAY_10),
        correct(outcomes=found((Cause.DELAY, Outcome.UPHELD))),
        correct(apology=True),
    ):
        at_stage_1.when(command).refused(NotRecordedYet)
    complaint.given().when(correct(received_on=RECEIVED)).refused(NotReceived)


def test_a_correction_changes_something() -> None:
    resolved.when(correct()).refused(NothingToChange)
    same = correct(received_on=RECEIVED, responded_on=DAY_10, channel=Channel.LETTER)
    resolved.when(same).refused(NothingToChange)


def test_another_finding_keeps_the_dates() -> None:
    upheld = found((Cause.DELAY, Outcome.UPHELD))
    put_right = resolved.and_then(correct(outcomes=upheld, apology=True)).state
    assert answer(put_right).finding.fault
    assert clock(put_right, STAGE_1).revision == clock(resolved.state, STAGE_1).revision
    resolved.when(correct(outcomes=upheld)).refused(refusals.ApologyMissing)


def test_particulars_are_repeated_where_they_stay() -> None:
    (event,) = received.when(correct(relation=Relation.FAMILY_MEMBER)).events
    assert isinstance(event, ParticularsCorrected)
    assert (event.relation, event.channel) == (Relation.FAMILY_MEMBER, Channel.LETTER)
    assert contact(received.and_then(correct(channel=Channel.EMAIL)).state).channel == "email"


def test_other_causes_need_other_outcomes() -> None:
    two = (Cause.DELAY, Cause.EMPATHY)
    resolved.when(correct(causes=two)).refused(refusals.CauseWithoutOutcome)
    outcomes = found((Cause.DELAY, Outcome.NOT_UPHELD), (Cause.EMPATHY, Outcome.NO_FINDING))
    both = resolved.and_then(correct(causes=two, outcomes=outcomes)).state
    assert contact(both).causes == two
    resolved.when(correct(causes=())).refused(refusals.NoCauseGiven)


def test_a_code_must_have_been_in_use_on_the_corrected_day() -> None:
    old = complaint.given().and_then(receive(on=date(2016, 3, 31), causes=(Cause.MULTIPLE,)))
    moved = correct(received_on=date(2016, 4, 1))
    old.when(moved).refused(CodeNotInUse)
    both = correct(received_on=date(2016, 4, 1), causes=(Cause.DELAY,))
    assert old.when(both).events


def test_who_is_at_stage_1_stays_eligible() -> None:
    nobody = correct(eligibility=Eligibility.NOT_ELIGIBLE)
    at_stage_1.when(nobody).refused(refusals.ComplainantNotEligible)
    assert redirected.when(nobody).events


def test_withdrawn_and_closed_cases_can_be_put_right() -> None:
    gone = withdrawn.and_then(correct(received_on=DAY_BEFORE)).state
    stage = clock(gone, STAGE_1)
    assert (stage.state, stage.starts_from) == (ClockState.CANCELLED, DAY_BEFORE)
    late = closed.and_then(correct(received_on=DAY_BEFORE, responded_on=DAY_9)).state
    assert isinstance(late, Closed)
    assert answer(late).responded_on == DAY_9


def test_a_day_under_another_policy_takes_its_limit() -> None:
    two_days = PolicyEdition(
        number=1, effective_from=TUESDAY, terms=ComplaintsTerms(acknowledgement_working_days=2)
    )
    under = received.under(here(policy=Policy(editions=(BUILT_IN, two_days))))
    (event,) = under.when(correct(received_on=TUESDAY)).events
    assert isinstance(event, ReceivedDateCorrected)
    (moved,) = event.clocks
    # Two working days after Tuesday 12 April: Thursday 14.
    assert (moved.limit, moved.due, event.policy_edition) == (2, DAY_3, 1)


def test_a_pause_is_not_left_before_the_receipt() -> None:
    paused = where_pauses_are_policy.given().and_then(receive()).and_then(statutory())
    paused = paused.and_then(asked.PauseStage1(paused_on=DAY_3))
    paused.when(correct(received_on=DAY_4)).refused(refusals.PauseBeforeReceived)
    moved = paused.when(correct(received_on=DAY_3)).state
    assert clock(moved, STAGE_1).state is ClockState.PAUSED
    assert PAUSING.on(DAY_3).number == 1


AT_NOON = datetime(2022, 4, 11, 11, tzinfo=UTC)
at_an_instant = complaint.given().and_then(receive(at=AT_NOON))


def test_where_hours_run_the_instant_is_corrected_with_the_day() -> None:
    at_an_instant.when(correct(received_on=TUESDAY)).refused(refusals.InstantMissing)
    later = datetime(2022, 4, 12, 9, tzinfo=UTC)
    moved = at_an_instant.and_then(correct(received_on=TUESDAY, received_at=later)).state
    informal = clock(moved, INFORMAL_RESOLUTION)
    assert informal.due_at == datetime(2022, 4, 13, 9, tzinfo=UTC)
    assert contact(moved).received_at == later


def test_another_hour_of_the_same_day_moves_only_what_runs_by_the_hour() -> None:
    later = datetime(2022, 4, 11, 12, tzinfo=UTC)
    (event,) = at_an_instant.when(correct(received_at=later)).events
    assert isinstance(event, ReceivedDateCorrected)
    assert [each.timescale for each in event.clocks] == [INFORMAL_RESOLUTION]


def test_the_corrected_instant_lies_on_its_day_and_before_now() -> None:
    elsewhere = datetime(2022, 4, 12, 9, tzinfo=UTC)
    at_an_instant.when(correct(received_at=elsewhere)).refused(InstantOnAnotherDay)
    received.when(correct(received_at=AT_NOON)).refused(refusals.InstantNotKept)
    late = here().now.replace(hour=17)
    today = correct(received_on=TODAY, received_at=late)
    at_an_instant.when(today).refused(InTheFuture)


def test_what_was_put_right_was_not_received_later() -> None:
    put_right = redirect(
        Route.INFORMAL,
        RouteReason.ADVICE_GIVEN,
        resolved_at=datetime(2022, 4, 11, 12, tzinfo=UTC),
    )
    later = correct(received_at=datetime(2022, 4, 11, 12, 1, tzinfo=UTC))
    at_an_instant.and_then(put_right).when(later).refused(refusals.ActBeforeReceived)


BACKDATED = Policy(
    editions=(
        BUILT_IN,
        PolicyEdition(
            number=1,
            effective_from=date(2020, 1, 1),
            terms=ComplaintsTerms(acknowledgement_working_days=1),
        ),
    )
)
"""A first edition, set after the case was received, that reaches back before it."""


def test_a_policy_set_later_does_not_decide_again_what_was_decided() -> None:
    acknowledged = ACKNOWLEDGED.under(here(policy=BACKDATED))
    told = clock(acknowledged.and_then(correct(acknowledged_on=TUESDAY)).state, ACKNOWLEDGEMENT)
    assert (told.limit, told.due, told.stopped) == (3, DAY_3, TUESDAY)
    answered = resolved.under(here(policy=BACKDATED)).and_then(correct(responded_on=DAY_9)).state
    assert clock(answered, ACKNOWLEDGEMENT).limit == 3
    moved = acknowledged.and_then(correct(received_on=TUESDAY)).state
    assert clock(moved, ACKNOWLEDGEMENT).limit == 1


def test_an_instant_corrected_within_its_day_stays_under_the_edition_of_then() -> None:
    came = complaint.given().and_then(receive(at=datetime(2022, 4, 11, 9, tzinfo=UTC)))
    an_hour_later = correct(received_at=datetime(2022, 4, 11, 10, tzinfo=UTC))
    (event,) = came.under(here(policy=BACKDATED)).when(an_hour_later).events
    assert isinstance(event, ReceivedDateCorrected)
    assert event.policy_edition == 0


def test_an_own_limit_is_the_authoritys_only_where_its_policy_says_so() -> None:
    built_in = clock(received.state, ACKNOWLEDGEMENT)
    assert (built_in.limit, built_in.local_limit) == (3, False)
    assert BUILT_IN.terms.acknowledgement_working_days == built_in.limit
    own = complaint.under(here(policy=BACKDATED)).given().and_then(receive())
    assert clock(own.state, ACKNOWLEDGEMENT).local_limit
    back = ACKNOWLEDGED.under(here(policy=BACKDATED)).and_then(correct(received_on=TUESDAY))
    assert clock(back.state, ACKNOWLEDGEMENT).local_limit
    moved = back.under(here()).and_then(correct(received_on=RECEIVED))
    again = clock(moved.state, ACKNOWLEDGEMENT)
    assert (again.limit, again.local_limit) == (3, False)


def test_an_acknowledgement_is_not_corrected_to_after_the_response() -> None:
    answered = ACKNOWLEDGED.and_then(statutory()).and_then(respond(on=DAY_9))
    answered.when(correct(acknowledged_on=DAY_10)).refused(refusals.AcknowledgedAfterResponse)
    assert answered.when(correct(acknowledged_on=DAY_9)).events
    assert answered.when(correct(acknowledged_on=DAY_10, responded_on=DAY_10)).events


def test_a_response_is_not_corrected_into_a_time_when_the_complaint_was_withdrawn() -> None:
    again = at_stage_1.and_then(withdraw(on=DAY_9)).and_then(reopen(on=DAY_11))
    answered = again.and_then(respond(on=DAY_16))
    answered.when(correct(responded_on=DAY_10)).refused(BeforePresentStep)
    assert answered.when(correct(responded_on=DAY_11)).events
