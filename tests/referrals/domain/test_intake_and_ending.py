from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.referrals.domain import commands as asked
from services.referrals.domain import refusals
from services.referrals.domain.child import Child
from services.referrals.domain.places import Closed, InSocialWork
from services.referrals.domain.terms import ReopeningReason
from services.referrals.domain.timescales import FROM_REFERRAL
from shared.casework.refusals import (
    AlreadyReceived,
    BeforePresentStep,
    CaseClosed,
    InstantOnAnotherDay,
    InTheFuture,
    NothingToChange,
    OutsideCalendar,
    PersonNotOnCase,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState
from tests.referrals.builders import (
    CHILD,
    DAY_1,
    DAY_2,
    DAY_BEFORE,
    RECEIVED,
    TODAY,
    TOMORROW,
    accepted,
    assessing,
    clock,
    close,
    contact,
    open_contact,
    opened,
    referral,
)

nothing = referral.given()
REOPEN = asked.Reopen(reopened_on=DAY_2, reason=ReopeningReason.CLOSED_IN_ERROR)


def test_a_child_may_be_unborn_and_have_no_name() -> None:
    unborn = Child(person=UUID(int=5), expected_on=date(2024, 1, 1))
    child = contact(nothing.and_then(open_contact(child=unborn)).state).child
    assert (child.name, child.date_of_birth, child.is_erased) == (None, None, False)
    both = replace(unborn, date_of_birth=RECEIVED)
    nothing.when(open_contact(child=both)).refused(refusals.DueAndBorn)
    tomorrow = Child(person=UUID(int=5), date_of_birth=TOMORROW)
    nothing.when(open_contact(child=tomorrow)).refused(InTheFuture)


def test_a_contact_has_a_day_that_can_be_counted_from() -> None:
    assert nothing.when(open_contact(on=TODAY)).events
    nothing.when(open_contact(on=TOMORROW)).refused(InTheFuture)
    nothing.when(open_contact(on=date(1990, 1, 1))).refused(OutsideCalendar)
    opened.when(open_contact()).refused(AlreadyReceived)
    late = datetime(2023, 4, 6, 23, 30, tzinfo=UTC)
    nothing.when(replace(open_contact(), received_at=late)).refused(InstantOnAnotherDay)
    nothing.when(replace(open_contact(), team="no-such")).refused(TeamNotOpen)


def test_a_born_child_is_no_longer_expected() -> None:
    person = UUID(int=5)
    unborn = Child(person=person, expected_on=date(2023, 6, 1))
    known = nothing.and_then(open_contact(child=unborn))
    born = asked.CorrectChild(
        reason=CorrectionReason.LATE_NEWS,
        details=Child(person=person, date_of_birth=date(2023, 6, 3), name="Ben"),
    )
    child = contact(known.and_then(born).state).child
    assert (child.expected_on, child.date_of_birth) == (None, date(2023, 6, 3))
    other = replace(born, details=replace(born.details, person=UUID(int=6)))
    known.when(other).refused(PersonNotOnCase)
    same = asked.CorrectChild(reason=CorrectionReason.LATE_NEWS, details=Child(person=CHILD.person))
    opened.when(same).refused(NothingToChange)


def test_a_case_is_given_to_a_team_of_the_register() -> None:
    given = opened.and_then(asked.Allocate(allocated_on=DAY_1, team="cse", worker="w-2"))
    assert (contact(given.state).team, contact(given.state).worker) == ("cse", "w-2")
    wrong = asked.Allocate(allocated_on=DAY_1, team="cse", worker="w-1")
    opened.when(wrong).refused(WorkerNotInTeam)
    earlier = asked.Allocate(allocated_on=RECEIVED, team="first-response")
    given.when(earlier).refused(BeforePresentStep)


def test_closing_cancels_the_assessment_that_nobody_made_and_reopening_restores_it() -> None:
    closed = accepted.and_then(close(DAY_1))
    assert isinstance(closed.state, Closed)
    assert clock(closed.state, FROM_REFERRAL).state is ClockState.CANCELLED
    again = closed.and_then(REOPEN)
    assert isinstance(again.state, InSocialWork)
    running = clock(again.state, FROM_REFERRAL)
    assert (running.state, running.starts_from) == (ClockState.RUNNING, RECEIVED)
    again.when(asked.StartAssessment(started_on=DAY_1)).refused(BeforePresentStep)


def test_a_case_is_closed_once_it_is_decided_and_assessed() -> None:
    opened.when(close(DAY_1)).refused(refusals.NotDecided)
    assessing.when(close(DAY_1)).refused(refusals.AssessmentGoingOn)
    accepted.when(close(RECEIVED)).refused(BeforePresentStep)
    accepted.when(REOPEN).refused(refusals.NotClosed)
    closed = accepted.and_then(close(DAY_2))
    closed.when(close(DAY_2)).refused(CaseClosed)
    closed.when(replace(REOPEN, reopened_on=DAY_1)).refused(BeforePresentStep)
    assert DAY_BEFORE < RECEIVED
