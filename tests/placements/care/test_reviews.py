"""Reviews at the last day of each limit, late, in parts, adjourned, recorded out of order."""

from datetime import date
from typing import Final

from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import CorrectReview
from services.placements.domain.care.review_timing import timed_reviews
from services.placements.domain.terms import AdjournmentReason, CareEndReason, LateReason
from services.placements.domain.timescales import FIRST_REVIEW, LATER_REVIEW, SECOND_REVIEW
from shared.casework.refusals import NothingToChange
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState
from tests.placements.care.a_child import (
    DAY_3,
    DAY_20,
    DAY_21,
    STARTED,
    TODAY,
    clock,
    clocks,
    in_care,
    review,
    time_of,
)

SECOND: Final = date(2023, 8, 4)
reviewed = in_care.and_then(review(on=DAY_20))
twice = reviewed.and_then(review(on=SECOND))


def late(given: object) -> list[bool]:
    return [timed.late for timed in timed_reviews(time_of(given))]  # type: ignore[arg-type]


def test_the_first_review_on_the_twentieth_working_day_is_in_time() -> None:
    assert late(reviewed.state) == [False]
    assert clock(reviewed.state, FIRST_REVIEW).taken == 20
    assert late(in_care.and_then(review(on=DAY_21)).state) == [True]


def test_the_second_is_due_three_months_after_the_first() -> None:
    assert clock(reviewed.state, SECOND_REVIEW).due == SECOND
    assert late(twice.state) == [False, False]
    assert late(reviewed.and_then(review(on=date(2023, 8, 5))).state) == [False, True]


def test_three_months_end_with_a_shorter_month() -> None:
    state = in_care.and_then(review(on=date(2023, 11, 30))).state
    assert clock(state, SECOND_REVIEW).due == date(2024, 2, 29)


def test_each_later_one_is_due_six_months_after_the_one_before() -> None:
    third = date(2024, 2, 4)
    assert clock(twice.state, LATER_REVIEW).due == third
    state = twice.and_then(review(on=third)).and_then(review(on=date(2024, 8, 5))).state
    assert late(state) == [False, False, False, True]
    assert [each.due for each in clocks(state, LATER_REVIEW)] == [
        third,
        date(2024, 8, 4),
        date(2025, 2, 5),
    ]


def test_a_review_recorded_late_moves_the_ones_after_it() -> None:
    """The one recorded as the first was the second after all."""
    state = in_care.and_then(review(on=SECOND)).and_then(review(on=DAY_20)).state
    assert late(state) == [False, False]
    assert [each.number for each in time_of(state).in_order()] == [2, 1]
    assert clock(state, FIRST_REVIEW).stopped == DAY_20
    assert clock(state, LATER_REVIEW).due == date(2024, 2, 4)


def test_of_a_review_in_parts_the_first_meeting_counts() -> None:
    begun = in_care.and_then(review(on=DAY_20, complete=False))
    begun.when(review(on=DAY_21)).refused(refusals.ReviewNotComplete)
    part = asked.ContinueReview(review=1, held_on=date(2023, 5, 25))
    begun.when(asked.ContinueReview(review=1, held_on=DAY_3)).refused(refusals.PartBeforeReview)
    begun.when(asked.ContinueReview(review=2, held_on=DAY_21)).refused(refusals.NoSuchReview)
    whole = begun.and_then(part)
    assert clock(whole.state, FIRST_REVIEW).stopped == DAY_20
    assert clock(whole.state, SECOND_REVIEW).starts_from == DAY_20
    whole.when(part).refused(refusals.NoReviewInParts)
    left = begun.and_then(asked.EndCare(ended_on=DAY_21, reason=CareEndReason.ADOPTED))
    left.when(part).refused(refusals.AfterCare)
    assert left.when(asked.ContinueReview(review=1, held_on=DAY_21)).events


def test_a_reason_is_for_a_late_review_only() -> None:
    why = LateReason.NOT_TOLD
    in_care.when(asked.HoldReview(held_on=DAY_20, late_reason=why)).refused(refusals.NotALateReview)
    state = in_care.and_then(asked.HoldReview(held_on=DAY_21, late_reason=why)).state
    assert time_of(state).reviews[0].late_reason is why


def test_an_adjourned_review_is_still_due() -> None:
    put_off = asked.AdjournReview(adjourned_on=DAY_20, reason=AdjournmentReason.NOT_PREPARED)
    state = in_care.and_then(put_off).state
    assert clock(state, FIRST_REVIEW).state is ClockState.RUNNING


def test_an_earlier_review_can_be_asked_for_and_is_forgotten_when_held() -> None:
    ask = asked.AskEarlierReview(asked_on=DAY_21, review_by=date(2023, 6, 1))
    asking = reviewed.and_then(ask)
    assert clock(asking.state, SECOND_REVIEW).due == SECOND
    asking.when(ask).refused(NothingToChange)
    reviewed.when(asked.AskEarlierReview(asked_on=DAY_21, review_by=DAY_20)).refused(
        refusals.ReviewByPassed
    )
    assert time_of(asking.and_then(review(on=date(2023, 5, 31))).state).earlier_review is None
    held_before = asking.and_then(review(on=STARTED))
    assert time_of(held_before.state).earlier_review is not None


def test_a_corrected_review_moves_its_clock_and_the_next() -> None:
    right = CorrectReview(number=1, reason=CorrectionReason.MISKEYED, held_on=DAY_21)
    state = twice.and_then(right).state
    assert late(state) == [True, False]
    assert clock(state, SECOND_REVIEW).due == date(2023, 8, 5)
    twice.when(CorrectReview(number=1, reason=CorrectionReason.MISKEYED, held_on=SECOND)).refused(
        refusals.TwoReviewsInOneDay
    )
    twice.when(CorrectReview(number=1, reason=CorrectionReason.AUDIT)).refused(NothingToChange)
    twice.when(CorrectReview(number=3, reason=CorrectionReason.AUDIT)).refused(
        refusals.NoSuchReview
    )


def test_a_review_of_before_the_end_can_be_recorded_after_it() -> None:
    left = reviewed.and_then(asked.EndCare(ended_on=SECOND, reason=CareEndReason.ADOPTED))
    assert clock(left.state, SECOND_REVIEW).state is ClockState.CANCELLED
    left.when(review(on=date(2023, 8, 5))).refused(refusals.AfterCare)
    state = left.and_then(review(on=date(2023, 8, 3))).state
    assert clock(state, SECOND_REVIEW).stopped == date(2023, 8, 3)
    assert clocks(state, LATER_REVIEW) == []


def test_a_review_overdue_at_the_end_was_missed() -> None:
    ended = date(2023, 8, 7)
    left = reviewed.and_then(asked.EndCare(ended_on=ended, reason=CareEndReason.ADOPTED))
    missed = clock(left.state, SECOND_REVIEW)
    assert (missed.state, missed.stopped, missed.cause) == (ClockState.STOPPED, ended, "care-ended")
    assert late(left.state) == [False]


def test_no_review_lies_before_the_care_or_in_the_future() -> None:
    in_care.when(review(on=date(2023, 4, 2))).refused(refusals.BeforeCare)
    assert late(in_care.and_then(review(on=STARTED)).state) == [False]
    assert late(in_care.and_then(review(on=TODAY)).state) == [True]
