"""Reviews of the child's case (SI 2010/959 reg 33).

The first within 20 working days of becoming looked after, the second within three months of the
first, each later one within six months of the one before, or earlier where the reviewing officer
asks. A late review is recorded and counted as late, never refused; a reason may be given.
"""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals
from services.placements.domain.care.commands import (
    AdjournReview,
    AskEarlierReview,
    ContinueReview,
    HoldReview,
)
from services.placements.domain.care.events import (
    EarlierReviewAsked,
    ReviewAdjourned,
    ReviewContinued,
    ReviewHeld,
)
from services.placements.domain.care.review_timing import timed_reviews
from services.placements.domain.care.settling import after, checked, settled
from services.placements.domain.care.standing import in_care, known
from services.placements.domain.care.state import Care, InCare, KnownCare, TimeInCare
from services.placements.domain.local import Here
from shared.casework.dates import check_countable, check_past
from shared.casework.refusals import NothingToChange


def may_hold(care: Care, here: Here) -> KnownCare:
    """Raises ReviewNotComplete or NotLookedAfter."""
    del here
    place = known(care)
    if not all(review.complete for review in place.time.reviews):
        raise refusals.ReviewNotComplete
    return place


def hold_review(command: HoldReview, care: Care, here: Here) -> tuple[ReviewHeld, ...]:
    """Raises InTheFuture, OutsideCalendar, BeforeCare, AfterCare, TwoReviewsInOneDay or
    NotALateReview, or as `may_hold`.
    """
    time = may_hold(care, here).time
    check_past(command.held_on, here, "held_on")
    check_countable(command.held_on, here, "held_on")
    held = ReviewHeld(
        occurred_on=command.held_on,
        number=len(time.reviews) + 1,
        complete=command.complete,
        late_reason=command.late_reason,
        clocks=(),
    )
    clocks = settled(held, care, here, field="held_on", cause="review-held")
    held = replace(held, clocks=clocks)
    if command.late_reason is not None:
        check_late(after(care, held).time, held.number)
    return (held,)


def may_continue(care: Care, here: Here) -> KnownCare:
    """Raises NoReviewInParts or NotLookedAfter."""
    del here
    place = known(care)
    if all(review.complete for review in place.time.reviews):
        raise refusals.NoReviewInParts
    return place


def continue_review(command: ContinueReview, care: Care, here: Here) -> tuple[ReviewContinued, ...]:
    """A further meeting of a review. Raises NoSuchReview, InTheFuture, AfterCare or
    PartBeforeReview, or as `may_continue`.
    """
    time = may_continue(care, here).time
    waiting = (one.number for one in time.reviews if not one.complete)
    if command.review not in waiting:
        raise refusals.NoSuchReview("review")
    check_past(command.held_on, here, "held_on")
    if time.ending is not None and command.held_on > time.ending.on:
        raise refusals.AfterCare("held_on", ended_on=time.ending.on)
    continued = ReviewContinued(
        occurred_on=command.held_on, review=command.review, complete=command.complete
    )
    return (checked(continued, care, "held_on"),)


def may_adjourn(care: Care, here: Here) -> InCare:
    """Raises HasLeftCare or NotLookedAfter."""
    del here
    return in_care(care)


def adjourn_review(command: AdjournReview, care: Care, here: Here) -> tuple[ReviewAdjourned, ...]:
    """The review was put off before it was held; its clock goes on (2014-11 paper L1008).

    Raises InTheFuture or BeforeCare, or as `may_adjourn`.
    """
    time = may_adjourn(care, here).time
    _check_in_care(command.adjourned_on, time, here, "adjourned_on")
    return (ReviewAdjourned(occurred_on=command.adjourned_on, reason=command.reason),)


def ask_earlier_review(
    command: AskEarlierReview, care: Care, here: Here
) -> tuple[EarlierReviewAsked, ...]:
    """The reviewing officer wants the next review sooner than the law's limit (reg 33(3)).

    Raises InTheFuture, BeforeCare, ReviewByPassed or NothingToChange, or as `may_adjourn`.
    """
    time = may_adjourn(care, here).time
    _check_in_care(command.asked_on, time, here, "asked_on")
    if command.review_by < command.asked_on:
        raise refusals.ReviewByPassed("review_by")
    if time.earlier_review is not None and time.earlier_review.review_by == command.review_by:
        raise NothingToChange("review_by")
    return (EarlierReviewAsked(occurred_on=command.asked_on, review_by=command.review_by),)


def check_late(time: TimeInCare, number: int) -> None:
    """Only a late review has a reason for it. Raises NotALateReview."""
    for timed in timed_reviews(time):
        if timed.review.number == number and not timed.late:
            raise refusals.NotALateReview("late_reason")


def _check_in_care(day: date, time: TimeInCare, here: Here, field: str) -> None:
    check_past(day, here, field)
    if day < time.started_on:
        raise refusals.BeforeCare(field, started_on=time.started_on)
