"""Receiving a submission: its day, the day the decision is due, and that it is received once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from services.referrals.domain.submissions.happenings import (
    ReceiveSubmission,
    SubmissionReceived,
    SubmittedChild,
)
from services.referrals.domain.submissions.progress import Became, state_of
from services.referrals.domain.submissions.rules import SUBMISSIONS, allowed
from services.referrals.domain.submissions.state import NothingSubmitted
from services.referrals.domain.submissions.terms import SubmissionState
from services.referrals.domain.terms import Category, ContactKind, Response, Source
from shared.casework.refusals import AlreadyReceived, InTheFuture, OutsideCalendar
from tests.referrals.builders import here

CHILD = SubmittedChild(person=UUID(int=1), referral="R-2023-00001", stream=UUID(int=2))
SENT = ReceiveSubmission(
    reference="S-2023-00001",
    received_at=datetime(2023, 4, 6, 9, tzinfo=UTC),
    agency="police",
    message_id="p-1",
    schema=None,
    source=Source.POLICE,
    kind=ContactKind.NOT_STATED,
    category=Category.NOT_STATED,
    consent=None,
    sharing_reason=None,
    children=(CHILD,),
    referrer=None,
    around=(),
    rest="{}",
    warnings=None,
)


def received(command: ReceiveSubmission, today: date) -> SubmissionReceived:
    at = datetime.combine(today, time(23, 59), tzinfo=UTC)
    [event] = SUBMISSIONS.decide(command, NothingSubmitted(), here(today, now=at))
    assert isinstance(event, SubmissionReceived)
    return event


@pytest.mark.parametrize(
    ("at", "on", "due"),
    [
        (datetime(2023, 4, 6, 9, tzinfo=UTC), date(2023, 4, 6), date(2023, 4, 11)),
        (datetime(2023, 4, 7, 9, tzinfo=UTC), date(2023, 4, 7), date(2023, 4, 11)),
        (datetime(2023, 4, 11, 9, tzinfo=UTC), date(2023, 4, 11), date(2023, 4, 12)),
        # Summer time: half past eleven at night in UTC is the next day in London.
        (datetime(2023, 4, 11, 23, 30, tzinfo=UTC), date(2023, 4, 12), date(2023, 4, 13)),
    ],
)
def test_the_decision_is_due_on_the_next_working_day(at: datetime, on: date, due: date) -> None:
    event = received(replace(SENT, received_at=at), on)
    assert (event.occurred_on, event.decision_due) == (on, due)


def test_the_main_person_is_the_only_child() -> None:
    assert received(SENT, date(2023, 4, 6)).main_person == CHILD.person
    two = replace(SENT, children=(CHILD, replace(CHILD, person=UUID(int=3))))
    assert received(two, date(2023, 4, 6)).main_person is None


def test_it_is_not_received_before_it_is_sent() -> None:
    with pytest.raises(InTheFuture):
        SUBMISSIONS.decide(SENT, NothingSubmitted(), here(date(2023, 4, 5)))


def test_the_calendar_must_know_the_days_around_it() -> None:
    long_ago = replace(SENT, received_at=datetime(1990, 4, 6, 9, tzinfo=UTC))
    with pytest.raises(OutsideCalendar):
        SUBMISSIONS.decide(long_ago, NothingSubmitted(), here(date(2023, 4, 6)))


def test_it_is_received_once() -> None:
    submitted = SUBMISSIONS.evolve(NothingSubmitted(), received(SENT, date(2023, 4, 6)))
    with pytest.raises(AlreadyReceived):
        SUBMISSIONS.decide(SENT, submitted, here(date(2023, 4, 6)))
    assert {code for code, refusal in allowed(submitted).items() if refusal is None} == {
        "redact-submission",
        "ask-submission-redaction",
    }


@pytest.mark.parametrize(
    ("children", "state"),
    [
        ([(None, None)], SubmissionState.RECEIVED),
        ([(Response.INFORMATION, None), (None, None)], SubmissionState.RECEIVED),
        ([(Response.INFORMATION, date(2023, 4, 6)), (None, None)], SubmissionState.RECEIVED),
        ([(Response.INFORMATION, None)] * 2, SubmissionState.DECIDED),
        (
            [(Response.INFORMATION, date(2023, 4, 6)), (Response.SOCIAL_WORK, None)],
            SubmissionState.DECIDED,
        ),
        ([(Response.SOCIAL_WORK, date(2023, 4, 6))] * 2, SubmissionState.TOLD),
    ],
)
def test_it_is_as_far_as_the_child_who_is_least_far(
    children: list[tuple[Response | None, date | None]], state: SubmissionState
) -> None:
    became = [
        Became(referral="R-2023-00001", response=response, told_on=told_on)
        for response, told_on in children
    ]
    assert state_of(became) is state
