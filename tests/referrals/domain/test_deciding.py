from dataclasses import replace
from datetime import date

import pytest

from services.referrals.domain import commands as asked
from services.referrals.domain import refusals
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.places import Answered, InSocialWork, Undecided
from services.referrals.domain.policy import POLICY, ReferralsTerms
from services.referrals.domain.terms import DecisionReason, Response, Source
from services.referrals.domain.timescales import (
    ACKNOWLEDGEMENT,
    DECISION,
    FROM_REFERRAL,
    OUTCOME_TOLD,
)
from shared.casework.policy.rules import SetPolicy
from shared.casework.refusals import BeforePresentStep, BeforeReceived, CaseClosed, InTheFuture
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState
from tests.referrals.builders import (
    DAY_1,
    DAY_2,
    DAY_45,
    DAY_BEFORE,
    REASON,
    RECEIVED,
    TOMORROW,
    accepted,
    clock,
    close,
    contact,
    decide,
    here,
    open_contact,
    opened,
    referral,
)

NOT_SOCIAL_WORK = (Response.INFORMATION, Response.EARLY_HELP, Response.NO_FURTHER_ACTION)


def test_a_contact_waits_for_its_decision_and_its_acknowledgement() -> None:
    state = opened.state
    assert isinstance(state, Undecided)
    assert clock(state, DECISION).due == DAY_1
    assert clock(state, ACKNOWLEDGEMENT).due == DAY_1
    assert len(contact(state).clocks) == 2


@pytest.mark.parametrize(("decided_on", "over"), [(DAY_1, False), (DAY_2, True)])
def test_a_decision_on_the_first_working_day_is_in_time(decided_on: date, *, over: bool) -> None:
    state = opened.and_then(decide(decided_on)).state
    stopped = clock(state, DECISION)
    assert stopped.taken == (2 if over else 1)
    assert (stopped.stopped > stopped.due) is over  # type: ignore[operator]
    assert clock(state, ACKNOWLEDGEMENT).is_open


def test_social_work_starts_the_45_working_days_from_the_day_received() -> None:
    state = opened.and_then(decide(DAY_2)).state
    assert isinstance(state, InSocialWork)
    running = clock(state, FROM_REFERRAL)
    assert (running.starts_from, running.due) == (RECEIVED, DAY_45)


@pytest.mark.parametrize("response", NOT_SOCIAL_WORK)
def test_any_other_response_makes_no_referral(response: Response) -> None:
    state = opened.and_then(decide(DAY_1, response)).state
    assert isinstance(state, Answered)
    assert FROM_REFERRAL not in {one.timescale for one in contact(state).clocks}


@pytest.mark.parametrize("response", Response)
def test_a_reason_leads_to_its_responses_only(response: Response) -> None:
    wrong = {
        Response.INFORMATION: DecisionReason.IN_NEED,
        Response.EARLY_HELP: DecisionReason.SIGNIFICANT_HARM,
        Response.SOCIAL_WORK: DecisionReason.ADVICE_GIVEN,
        Response.NO_FURTHER_ACTION: DecisionReason.NEEDS_BELOW_THRESHOLD,
    }[response]
    command = asked.Decide(decided_on=DAY_1, response=response, reason=wrong)
    opened.when(command).refused(refusals.ReasonDoesNotFitResponse)


def test_a_decision_is_made_once_and_not_before_the_contact_or_tomorrow() -> None:
    accepted.when(decide(DAY_2)).refused(refusals.AlreadyDecided)
    opened.when(decide(DAY_BEFORE)).refused(BeforeReceived)
    opened.when(decide(TOMORROW)).refused(InTheFuture)
    assert isinstance(opened.when(decide(RECEIVED)).state, InSocialWork)


def test_the_referrer_is_told_within_a_working_day_of_the_decision() -> None:
    told = clock(accepted.state, OUTCOME_TOLD)
    assert (told.starts_from, told.due) == (DAY_1, DAY_2)
    state = accepted.and_then(asked.TellOutcome(told_on=DAY_2)).state
    assert clock(state, OUTCOME_TOLD).taken == 1
    accepted.when(asked.TellOutcome(told_on=RECEIVED)).refused(BeforePresentStep)
    opened.when(asked.TellOutcome(told_on=DAY_1)).refused(refusals.NotDecided)


def test_an_authority_may_give_more_days_to_tell_the_outcome() -> None:
    terms = ReferralsTerms(outcome_told_working_days=3)
    (edition,) = POLICY.decide(
        SetPolicy(effective_from=date(2023, 4, 1), terms=terms), POLICY.initial, here()
    )
    local = here(policy=POLICY.evolve(POLICY.initial, edition))
    state = opened.under(local).and_then(decide()).state
    assert clock(state, OUTCOME_TOLD).due == date(2023, 4, 14)


def test_a_person_acknowledges_once() -> None:
    known = opened.and_then(asked.Acknowledge(acknowledged_on=DAY_1))
    assert clock(known.state, ACKNOWLEDGEMENT).state is ClockState.STOPPED
    assert clock(known.state, DECISION).is_open
    known.when(asked.Acknowledge(acknowledged_on=DAY_2)).refused(refusals.AlreadyAcknowledged)
    opened.when(asked.Acknowledge(acknowledged_on=DAY_BEFORE)).refused(BeforeReceived)


def test_closing_releases_nobody_from_answering_the_referrer() -> None:
    closed = opened.and_then(decide(DAY_1, Response.INFORMATION)).and_then(close(DAY_1))
    assert clock(closed.state, ACKNOWLEDGEMENT).is_open
    assert clock(closed.state, OUTCOME_TOLD).is_open
    state = (
        closed.and_then(asked.Acknowledge(acknowledged_on=DAY_2))
        .and_then(asked.TellOutcome(told_on=DAY_2))
        .state
    )
    assert not any(one.is_open for one in contact(state).clocks)
    closed.when(decide(DAY_2)).refused(CaseClosed)
    assert set(REASON) == set(Response)


def test_nobody_is_told_where_nobody_said_who_they_were() -> None:
    given = referral.given().and_then(replace(open_contact(), source=Source.ANONYMOUS))
    decided = given.and_then(decide())
    timescales = {one.timescale for one in contact(decided.state).clocks}
    assert timescales == {DECISION, FROM_REFERRAL}
    given.when(asked.Acknowledge(acknowledged_on=DAY_1)).refused(refusals.NobodyToTell)
    decided.when(asked.TellOutcome(told_on=DAY_2)).refused(refusals.NobodyToTell)
    moved = Correct(reason=CorrectionReason.MISKEYED, received_on=DAY_BEFORE)
    assert clock(decided.and_then(moved).state, DECISION).starts_from == DAY_BEFORE
