"""Stage 1: ten working days from receipt, one extension to twenty (SI 2006/1738 reg 14).

The days are counted by hand in builders: 27 April is the tenth, 12 May the twentieth.
"""

from datetime import date, timedelta

import pytest

from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from services.complaints.domain.answer import Answer
from services.complaints.domain.places import AtStage1, Complaint, Resolved
from services.complaints.domain.terms import Cause, Excused, GoodReason, Outcome
from services.complaints.domain.timescales import STAGE_1, STAGE_1_MAXIMUM
from shared.casework.refusals import (
    BeforePresentStep,
    BeforeReceived,
    CaseClosed,
    GivenTwice,
    InTheFuture,
    NothingToChange,
    OutsideCalendar,
)
from shared.deadlines import StandingKind, standing
from shared.working_days import current_edition
from tests.complaints.builders import (
    DAY_3,
    DAY_4,
    DAY_9,
    DAY_10,
    DAY_11,
    DAY_15,
    DAY_16,
    DAY_19,
    DAY_20,
    DAY_21,
    DAY_BEFORE,
    RECEIVED,
    TODAY,
    TOMORROW,
    at_stage_1,
    clock,
    closed,
    complaint,
    extend,
    found,
    here,
    receive,
    received,
    redirected,
    resolved,
    respond,
    statutory,
    withdrawn,
)

UPHELD = found((Cause.DELAY, Outcome.UPHELD))


def answer(state: Complaint) -> Answer:
    assert isinstance(state, Resolved)
    return state.answer


def agree(*, on: date = DAY_9, by: date = DAY_21) -> asked.AgreeResponseDate:
    return asked.AgreeResponseDate(agreed_on=on, respond_by=by)


def good_reason(*, on: date = DAY_9, explanation: str | None = None) -> asked.RecordGoodReason:
    return asked.RecordGoodReason(
        recorded_on=on, reason=GoodReason.CHILD_UNWELL, explanation=explanation
    )


@pytest.mark.parametrize(
    ("on", "taken", "due", "latest"),
    [
        (DAY_9, 9, "met", "met"),
        (DAY_10, 10, "met", "met"),
        (DAY_11, 11, "missed", "met"),
        (DAY_19, 19, "missed", "met"),
        (DAY_20, 20, "missed", "met"),
        (DAY_21, 21, "missed", "missed"),
    ],
)
def test_a_response_is_recorded_in_time_or_late(
    on: date, taken: int, due: str, latest: str
) -> None:
    state = at_stage_1.and_then(respond(on=on)).state
    assert answer(state).timing.working_days == taken
    for timescale, kind in ((STAGE_1, due), (STAGE_1_MAXIMUM, latest)):
        stopped = clock(state, timescale)
        assert (stopped.stopped, stopped.taken) == (on, taken)
        stands = standing(stopped, on=TODAY, calendar=current_edition())
        assert stands.kind == StandingKind(kind)


def test_ten_working_days_over_christmas() -> None:
    # Received Friday 17 December 2021: Mon 20 to Fri 24 are 1 to 5. Christmas Day is a Saturday
    # and Boxing Day a Sunday, so Mon 27 and Tue 28 are substitutes; Wed 29 to Fri 31 are 6 to 8;
    # Mon 3 January is the substitute for New Year's Day; Tue 4 and Wed 5 January are 9 and 10.
    friday = date(2021, 12, 17)
    state = complaint.given().and_then(receive(on=friday)).and_then(statutory(on=friday)).state
    assert clock(state, STAGE_1).due == date(2022, 1, 5)


def test_the_answer_may_come_on_the_day_of_receipt() -> None:
    same_day = received.and_then(statutory(on=RECEIVED)).and_then(respond(on=RECEIVED))
    assert answer(same_day.state).timing.working_days == 0


def test_a_response_is_sent_between_receipt_and_today() -> None:
    at_stage_1.when(respond(on=DAY_BEFORE)).refused(BeforeReceived)
    at_stage_1.when(respond(on=TOMORROW)).refused(InTheFuture)
    assert at_stage_1.when(respond(on=TODAY)).events


def test_only_what_is_at_stage_1_is_answered_there() -> None:
    received.when(respond()).refused(refusals.NotAtStage1)
    redirected.when(respond()).refused(refusals.NotAtStage1)
    resolved.when(respond()).refused(refusals.AlreadyResponded)
    withdrawn.when(respond()).refused(refusals.CaseWithdrawn)
    closed.when(respond()).refused(CaseClosed)


def test_every_cause_needs_its_outcome() -> None:
    two = complaint.given().and_then(receive(causes=(Cause.DELAY, Cause.EMPATHY)))
    two = two.and_then(statutory())
    one_answered = respond(outcomes=found((Cause.DELAY, Outcome.NOT_UPHELD)))
    two.when(one_answered).refused(refusals.CauseWithoutOutcome)


def test_an_outcome_answers_a_cause_of_the_complaint() -> None:
    extra = found((Cause.DELAY, Outcome.NOT_UPHELD), (Cause.EMPATHY, Outcome.NOT_UPHELD))
    at_stage_1.when(respond(outcomes=extra)).refused(refusals.OutcomeWithoutCause)


def test_a_cause_has_one_outcome() -> None:
    twice = found((Cause.DELAY, Outcome.NOT_UPHELD), (Cause.DELAY, Outcome.UPHELD))
    at_stage_1.when(respond(outcomes=twice)).refused(GivenTwice)


@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.PARTLY_UPHELD])
def test_whatever_is_upheld_needs_an_apology(outcome: Outcome) -> None:
    fault = found((Cause.DELAY, outcome))
    at_stage_1.when(respond(outcomes=fault)).refused(refusals.ApologyMissing)
    assert answer(at_stage_1.and_then(respond(outcomes=fault, apology=True)).state).finding.fault


@pytest.mark.parametrize(
    ("first", "second", "whole", "fault"),
    [
        (Outcome.UPHELD, Outcome.UPHELD, Outcome.UPHELD, True),
        (Outcome.UPHELD, Outcome.NOT_UPHELD, Outcome.PARTLY_UPHELD, True),
        (Outcome.PARTLY_UPHELD, Outcome.NO_FINDING, Outcome.PARTLY_UPHELD, True),
        (Outcome.NOT_UPHELD, Outcome.NO_FINDING, Outcome.NOT_UPHELD, False),
        (Outcome.NO_FINDING, Outcome.OTHERWISE_RESOLVED, Outcome.NO_FINDING, False),
        (Outcome.OTHERWISE_RESOLVED, Outcome.OTHERWISE_RESOLVED, Outcome.OTHERWISE_RESOLVED, False),
    ],
)
def test_the_whole_follows_from_its_causes(
    first: Outcome, second: Outcome, whole: Outcome, *, fault: bool
) -> None:
    two = complaint.given().and_then(receive(causes=(Cause.DELAY, Cause.EMPATHY)))
    outcomes = found((Cause.DELAY, first), (Cause.EMPATHY, second))
    state = two.and_then(statutory()).and_then(respond(outcomes=outcomes, apology=True)).state
    assert (answer(state).finding.outcome, answer(state).finding.fault) == (whole, fault)


@pytest.mark.parametrize(("limit", "due"), [(11, DAY_11), (15, DAY_15), (19, DAY_19), (20, DAY_20)])
def test_the_extension_goes_to_a_day_from_the_eleventh_to_the_twentieth(
    limit: int, due: date
) -> None:
    extended = at_stage_1.and_then(extend(limit))
    moved = clock(extended.state, STAGE_1)
    assert (moved.due, moved.original_due, moved.limit) == (due, DAY_10, limit)
    assert clock(extended.state, STAGE_1_MAXIMUM).due == DAY_20


@pytest.mark.parametrize("limit", [0, 10, 21])
def test_no_other_limit_is_an_extension(limit: int) -> None:
    at_stage_1.when(extend(limit)).refused(refusals.LimitNotInExtension)


def test_the_extension_is_granted_only_once() -> None:
    extended = at_stage_1.and_then(extend(15))
    extended.when(extend(20)).refused(refusals.AlreadyExtended)


def test_the_extension_may_be_decided_as_long_as_the_stage_is_open() -> None:
    assert at_stage_1.when(extend(20, on=DAY_21, told=DAY_21)).events
    resolved.when(extend()).refused(refusals.AlreadyResponded)
    redirected.when(extend()).refused(refusals.NotAtStage1)


def test_the_complainant_is_told_of_the_extension() -> None:
    at_stage_1.when(extend(told=None)).refused(refusals.ComplainantNotTold)
    at_stage_1.when(extend(told=TOMORROW)).refused(InTheFuture)
    at_stage_1.when(extend(told=DAY_BEFORE)).refused(BeforeReceived)


def test_an_extension_is_decided_between_receipt_and_today() -> None:
    at_stage_1.when(extend(on=DAY_BEFORE)).refused(BeforeReceived)
    at_stage_1.when(extend(on=TOMORROW)).refused(InTheFuture)


@pytest.mark.parametrize(
    ("on", "in_time"), [(DAY_10, True), (DAY_11, True), (DAY_15, True), (DAY_16, False)]
)
def test_extended_time_ends_on_the_extended_day(on: date, *, in_time: bool) -> None:
    state = at_stage_1.and_then(extend(15)).and_then(respond(on=on)).state
    assert answer(state).timing.in_extended_time is in_time


def test_an_agreed_date_moves_no_clock() -> None:
    agreed = at_stage_1.and_then(agree(by=date(2022, 6, 1))).state
    assert isinstance(agreed, AtStage1)
    assert (clock(agreed, STAGE_1).due, clock(agreed, STAGE_1).revision) == (DAY_10, 1)


def test_an_agreed_date_lies_not_before_the_agreement() -> None:
    assert at_stage_1.when(agree(on=DAY_9, by=DAY_9)).events
    at_stage_1.when(agree(on=DAY_10, by=DAY_9)).refused(refusals.AgreedDatePassed)


def test_an_agreement_is_made_between_receipt_and_today_after_the_one_before() -> None:
    at_stage_1.when(agree(on=DAY_BEFORE)).refused(BeforeReceived)
    at_stage_1.when(agree(on=TOMORROW, by=TOMORROW)).refused(InTheFuture)
    agreed = at_stage_1.and_then(agree(on=DAY_9))
    agreed.when(agree(on=DAY_3, by=DAY_20)).refused(BeforePresentStep)
    agreed.when(agree(on=DAY_10)).refused(NothingToChange)
    assert agreed.when(agree(on=DAY_10, by=DAY_20)).events


def test_a_good_reason_moves_no_clock_and_is_recorded_once() -> None:
    given = at_stage_1.and_then(good_reason())
    assert clock(given.state, STAGE_1).revision == 1
    given.when(good_reason()).refused(NothingToChange)
    assert given.when(good_reason(explanation="Seen by the doctor.")).events
    at_stage_1.when(good_reason(on=DAY_BEFORE)).refused(BeforeReceived)
    at_stage_1.when(good_reason(on=TOMORROW)).refused(InTheFuture)


@pytest.mark.parametrize(
    ("on", "excused"),
    [
        (DAY_20, Excused.NONE),
        (DAY_21, Excused.AGREED_DATE),
        (date(2022, 5, 16), Excused.NONE),
    ],
)
def test_an_agreed_date_excuses_what_is_sent_by_then(on: date, excused: Excused) -> None:
    state = at_stage_1.and_then(agree(by=DAY_21)).and_then(respond(on=on)).state
    assert answer(state).timing.excused is excused


def test_a_good_reason_excuses_what_is_past_the_maximum() -> None:
    given = at_stage_1.and_then(good_reason())
    assert answer(given.and_then(respond(on=DAY_20)).state).timing.excused is Excused.NONE
    assert answer(given.and_then(respond(on=DAY_21)).state).timing.excused is Excused.GOOD_REASON


def test_what_is_answered_needs_no_more_time() -> None:
    resolved.when(agree()).refused(refusals.AlreadyResponded)
    resolved.when(good_reason()).refused(refusals.AlreadyResponded)
    received.when(agree()).refused(refusals.NotAtStage1)
    received.when(good_reason()).refused(refusals.NotAtStage1)


def test_the_complainant_is_not_told_of_an_extension_before_it_is_decided() -> None:
    at_stage_1.when(extend(on=DAY_9, told=DAY_4)).refused(BeforePresentStep)


def test_an_agreed_date_lies_within_the_calendar() -> None:
    last = here().calendar.last_day
    at_stage_1.when(agree(by=last + timedelta(days=1))).refused(OutsideCalendar)
    assert at_stage_1.when(agree(by=last)).events
