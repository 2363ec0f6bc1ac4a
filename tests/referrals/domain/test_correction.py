from dataclasses import replace
from datetime import UTC, date, datetime

from services.referrals.domain import commands as asked
from services.referrals.domain import correction_events as happened
from services.referrals.domain import refusals
from services.referrals.domain.correction_command import (
    Correct,
    CorrectAssessment,
    CorrectExploitation,
)
from services.referrals.domain.places import Answered, InSocialWork, assessments_of
from services.referrals.domain.terms import OverReason, ReopeningReason, Response
from services.referrals.domain.timescales import (
    ACKNOWLEDGEMENT,
    DECISION,
    FROM_REFERRAL,
    FROM_START,
    OUTCOME_TOLD,
)
from shared.casework.refusals import (
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    NotRecordedYet,
    OutsideCalendar,
)
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockChange, ClockState
from tests.referrals.builders import (
    DAY_1,
    DAY_2,
    DAY_45,
    DAY_46,
    DAY_BEFORE,
    REASON,
    RECEIVED,
    TOMORROW,
    accepted,
    assessing,
    authorise,
    clock,
    close,
    contact,
    decide,
    end_exploitation,
    opened,
    record_exploitation,
    to_practitioner,
)

WRONG = Correct(reason=CorrectionReason.MISKEYED)
authorised = assessing.and_then(authorise(DAY_45))


def test_another_day_of_receipt_moves_every_clock_that_hangs_on_it() -> None:
    told = authorised.and_then(asked.Acknowledge(acknowledged_on=DAY_1))
    events = told.when(replace(WRONG, received_on=DAY_1)).events
    first, assessment = events
    assert isinstance(first, happened.ReceivedCorrected)
    assert {one.timescale for one in first.clocks} == {DECISION, ACKNOWLEDGEMENT, FROM_REFERRAL}
    assert {one.change for one in first.clocks} == {ClockChange.CORRECTED}
    assert isinstance(assessment, happened.AssessmentCorrected)
    assert (assessment.days_from_start, assessment.days_from_referral) == (44, 44)
    assert assessment.clocks == ()


def test_an_earlier_receipt_that_makes_the_assessment_over_asks_why() -> None:
    earlier = replace(WRONG, received_on=DAY_BEFORE)
    authorised.when(earlier).refused(refusals.OverReasonMissing)
    why = CorrectAssessment(number=1, over_reason=OverReason.LATE_START)
    state = authorised.and_then(replace(earlier, assessments=(why,))).state
    assert clock(state, FROM_REFERRAL).taken == 46
    (done,) = assessments_of(state)  # type: ignore[arg-type]
    assert done.authorisation is not None
    assert done.authorisation.over_reason is OverReason.LATE_START


def test_a_reason_that_is_not_needed_any_more_goes() -> None:
    late = assessing.and_then(authorise(DAY_46, over=OverReason.CAPACITY))
    in_time = CorrectAssessment(number=1, authorised_on=DAY_45)
    state = late.and_then(replace(WRONG, assessments=(in_time,))).state
    (done,) = assessments_of(state)  # type: ignore[arg-type]
    assert done.authorisation is not None
    assert done.authorisation.over_reason is None
    needless = replace(in_time, over_reason=OverReason.CAPACITY)
    late.when(replace(WRONG, assessments=(needless,))).refused(refusals.OverReasonNotNeeded)


def test_steps_keep_their_order_unless_both_are_corrected() -> None:
    late = replace(WRONG, received_on=DAY_2)
    accepted.when(late).refused(refusals.StepsOutOfOrder)
    state = accepted.and_then(replace(late, decided_on=DAY_2)).state
    assert clock(state, DECISION).taken == 0
    assert clock(state, OUTCOME_TOLD).starts_from == DAY_2
    assessing.when(replace(WRONG, decided_on=DAY_2)).refused(refusals.StepsOutOfOrder)
    started = CorrectAssessment(number=1, started_on=DAY_2)
    both = replace(WRONG, decided_on=DAY_2, assessments=(started,))
    assert clock(assessing.and_then(both).state, FROM_START).starts_from == DAY_2


def test_what_was_never_recorded_is_not_corrected() -> None:
    for command in (
        replace(WRONG, decided_on=DAY_1),
        replace(WRONG, acknowledged_on=DAY_1),
        replace(WRONG, told_on=DAY_1),
        replace(WRONG, allocated_on=DAY_1),
        replace(WRONG, closed_on=DAY_1),
        replace(WRONG, reopened_on=DAY_1),
        replace(WRONG, response=Response.EARLY_HELP),
        replace(WRONG, assessments=(CorrectAssessment(number=1, started_on=DAY_1),)),
        replace(WRONG, exploitation=CorrectExploitation(decided_on=DAY_1)),
    ):
        opened.when(command).refused(NotRecordedYet)
    going_on = CorrectAssessment(number=1, authorised_on=DAY_45)
    assessing.when(replace(WRONG, assessments=(going_on,))).refused(NotRecordedYet)
    twice = CorrectAssessment(number=1, started_on=DAY_2)
    assessing.when(replace(WRONG, assessments=(twice, twice))).refused(GivenTwice)


def test_dates_are_within_reach_and_instants_on_their_day() -> None:
    opened.when(replace(WRONG, received_on=TOMORROW)).refused(InTheFuture)
    opened.when(replace(WRONG, received_on=date(1990, 1, 1))).refused(OutsideCalendar)
    opened.when(WRONG).refused(NothingToChange)
    opened.when(replace(WRONG, received_on=RECEIVED)).refused(NothingToChange)
    at = datetime(2023, 4, 6, 23, 30, tzinfo=UTC)
    # Half past midnight in London, since British Summer Time has begun.
    opened.when(replace(WRONG, received_at=at)).refused(InstantOnAnotherDay)
    moment = datetime(2023, 4, 6, 9, tzinfo=UTC)
    known = opened.and_then(replace(WRONG, received_at=moment))
    assert contact(known.state).received_at == moment
    assert contact(known.and_then(replace(WRONG, received_on=DAY_BEFORE)).state).received_at is None


def test_another_response_makes_or_unmakes_the_referral() -> None:
    response = Response.EARLY_HELP
    unmade = accepted.and_then(replace(WRONG, response=response, decision_reason=REASON[response]))
    assert isinstance(unmade.state, Answered)
    assert clock(unmade.state, FROM_REFERRAL).state is ClockState.CANCELLED
    again = unmade.and_then(
        replace(
            WRONG,
            response=Response.SOCIAL_WORK,
            decision_reason=REASON[Response.SOCIAL_WORK],
            received_on=DAY_BEFORE,
        )
    )
    assert isinstance(again.state, InSocialWork)
    running = clock(again.state, FROM_REFERRAL)
    assert running.is_open
    assert running.starts_from == DAY_BEFORE
    accepted.when(replace(WRONG, response=response)).refused(refusals.ReasonDoesNotFitResponse)
    locked = replace(WRONG, response=response, decision_reason=REASON[response])
    assessing.when(locked).refused(refusals.ResponseLocked)


def test_endings_are_put_right_in_their_order() -> None:
    closed = authorised.and_then(close(DAY_46))
    closed.when(replace(WRONG, closed_on=DAY_1)).refused(refusals.StepsOutOfOrder)
    state = closed.and_then(replace(WRONG, closed_on=DAY_45)).state
    assert contact(state).closings[-1].on == DAY_45
    again = closed.and_then(
        asked.Reopen(reopened_on=date(2023, 7, 3), reason=ReopeningReason.NEW_INFORMATION)
    )
    again.when(replace(WRONG, reopened_on=DAY_45)).refused(refusals.StepsOutOfOrder)
    state = again.and_then(replace(WRONG, reopened_on=DAY_46)).state
    assert contact(state).reopenings[-1].on == DAY_46


def test_dates_of_exploitation_are_put_right_in_their_order() -> None:
    ended = (
        opened.and_then(record_exploitation())
        .and_then(to_practitioner(DAY_2))
        .and_then(end_exploitation(DAY_45))
    )
    early = CorrectExploitation(closed_on=DAY_1)
    ended.when(replace(WRONG, exploitation=early)).refused(refusals.StepsOutOfOrder)
    both = CorrectExploitation(allocated_on=DAY_1, closed_on=DAY_1)
    known = contact(ended.and_then(replace(WRONG, exploitation=both)).state).exploitation
    assert known is not None
    assert known.allocations[0].allocated_on == known.closings[0].closed_on == DAY_1


def test_the_day_on_which_exploitation_went_on_is_put_right_in_its_order() -> None:
    ended = opened.and_then(record_exploitation()).and_then(end_exploitation(DAY_2))
    on_day_1 = replace(WRONG, exploitation=CorrectExploitation(reopened_on=DAY_1))
    ended.when(on_day_1).refused(NotRecordedYet)
    again = ended.and_then(record_exploitation(DAY_45)).and_then(to_practitioner(DAY_45))
    again.when(on_day_1).refused(refusals.StepsOutOfOrder)
    on_day_46 = replace(WRONG, exploitation=CorrectExploitation(reopened_on=DAY_46))
    again.when(on_day_46).refused(refusals.StepsOutOfOrder)
    on_day_2 = replace(WRONG, exploitation=CorrectExploitation(reopened_on=DAY_2))
    events = again.when(on_day_2).events
    assert [type(event) for event in events] == [happened.ExploitationReopeningCorrected]
    known = contact(again.and_then(on_day_2).state).exploitation
    assert known is not None
    assert known.reopenings == (DAY_2,)
    assert known.allocations[0].allocated_on == DAY_45


def test_what_is_closed_can_be_put_right_but_not_its_response() -> None:
    closed = opened.and_then(decide(DAY_1, Response.INFORMATION)).and_then(close(DAY_2))
    assert closed.when(replace(WRONG, decided_on=RECEIVED)).events
    locked = replace(
        WRONG, response=Response.SOCIAL_WORK, decision_reason=REASON[Response.SOCIAL_WORK]
    )
    closed.when(locked).refused(refusals.ResponseLocked)
