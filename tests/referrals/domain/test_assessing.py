from dataclasses import replace
from datetime import date

import pytest

from services.referrals.domain import commands as asked
from services.referrals.domain import refusals
from services.referrals.domain.places import assessments_of
from services.referrals.domain.terms import AssessmentOutcome, LegalStatus, OverReason, Response
from services.referrals.domain.timescales import FROM_REFERRAL, FROM_START
from shared.casework.refusals import BeforePresentStep, BeforeReceived, InTheFuture
from tests.referrals.builders import (
    DAY_1,
    DAY_45,
    DAY_46,
    DAY_BEFORE,
    RECEIVED,
    TODAY,
    TOMORROW,
    accepted,
    assessing,
    authorise,
    clock,
    decide,
    opened,
)

LOOKED_AFTER = asked.LookedAfter(on=DAY_45, legal_status=LegalStatus.SECTION_20)


def test_the_45th_working_day_from_the_referral_is_in_time() -> None:
    state = assessing.and_then(authorise(DAY_45)).state
    assert clock(state, FROM_REFERRAL).taken == 45
    # Started on working day 1, so one working day fewer was taken from there.
    assert clock(state, FROM_START).taken == 44
    (done,) = assessments_of(state)  # type: ignore[arg-type]
    assert done.authorisation is not None
    assert (done.authorisation.days_from_start, done.authorisation.days_from_referral) == (44, 45)


def test_the_46th_is_over_and_says_why_though_the_start_is_in_time() -> None:
    assessing.when(authorise(DAY_46)).refused(refusals.OverReasonMissing)
    state = assessing.and_then(authorise(DAY_46, over=OverReason.COMPLEXITY)).state
    assert clock(state, FROM_REFERRAL).taken == 46
    assert clock(state, FROM_START).taken == 45
    assessing.when(authorise(DAY_45, over=OverReason.COMPLEXITY)).refused(
        refusals.OverReasonNotNeeded
    )


def test_a_reassessment_has_the_clock_of_its_start_alone() -> None:
    again = assessing.and_then(authorise(DAY_45)).and_then(
        asked.StartAssessment(started_on=date(2023, 7, 3))
    )
    done = again.and_then(authorise(date(2023, 9, 5), number=2))
    # 3 July is day 0: 20 working days to 31 July, 22 in August (bank holiday 28), so 1 September is
    # the 43rd, 4 September the 44th and 5 September the 45th.
    assert clock(done.state, FROM_START, 2).taken == 45
    second = assessments_of(done.state)[1].authorisation  # type: ignore[arg-type]
    assert second is not None
    assert second.days_from_referral is None
    again.when(authorise(date(2023, 9, 6), number=2)).refused(refusals.OverReasonMissing)


def test_one_assessment_at_a_time_and_only_of_a_referral() -> None:
    start = asked.StartAssessment(started_on=DAY_1)
    assessing.when(start).refused(refusals.AssessmentGoingOn)
    opened.when(start).refused(refusals.NotDecided)
    answered = opened.and_then(decide(DAY_1, Response.EARLY_HELP))
    answered.when(start).refused(refusals.NotInSocialWork)
    accepted.when(authorise(DAY_45)).refused(refusals.NoAssessmentGoingOn)
    assessing.when(authorise(DAY_45, number=2)).refused(refusals.WrongAssessment)


def test_an_assessment_starts_after_the_decision_and_ends_after_its_start() -> None:
    accepted.when(asked.StartAssessment(started_on=RECEIVED)).refused(BeforePresentStep)
    accepted.when(asked.StartAssessment(started_on=DAY_BEFORE)).refused(BeforeReceived)
    accepted.when(asked.StartAssessment(started_on=TOMORROW)).refused(InTheFuture)
    assessing.when(authorise(RECEIVED)).refused(BeforePresentStep)
    assessing.when(authorise(TOMORROW, over=OverReason.CAPACITY)).refused(InTheFuture)
    assert TODAY < TOMORROW


def test_becoming_looked_after_needs_its_day_and_status() -> None:
    becomes = replace(authorise(DAY_45), outcome=AssessmentOutcome.BECOMES_LOOKED_AFTER)
    assessing.when(becomes).refused(refusals.LookedAfterMissing)
    assessing.when(replace(authorise(DAY_45), looked_after=LOOKED_AFTER)).refused(
        refusals.LookedAfterNotOutcome
    )
    (event,) = assessing.when(replace(becomes, looked_after=LOOKED_AFTER)).events
    assert event.looked_after_on == DAY_45  # type: ignore[union-attr]
    early = replace(LOOKED_AFTER, on=DAY_BEFORE)
    assessing.when(replace(becomes, looked_after=early)).refused(BeforeReceived)


@pytest.mark.parametrize("outcome", AssessmentOutcome)
def test_every_outcome_ends_the_assessment(outcome: AssessmentOutcome) -> None:
    becomes = outcome is AssessmentOutcome.BECOMES_LOOKED_AFTER
    command = replace(
        authorise(DAY_45), outcome=outcome, looked_after=LOOKED_AFTER if becomes else None
    )
    state = assessing.and_then(command).state
    assert assessments_of(state)[0].authorisation is not None  # type: ignore[arg-type]
