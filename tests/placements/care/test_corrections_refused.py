"""What cannot be put right because it never was, and what would come before what it follows."""

from typing import Final

from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import (
    CorrectPlacement,
    CorrectReview,
    CorrectReviewingOfficer,
    CorrectVisit,
)
from shared.casework.terms import CorrectionReason
from tests.placements.care.a_child import DAY_2, DAY_3, DAY_5, DAY_6, in_care, move, place, time_of

WHY: Final = CorrectionReason.MISKEYED


def test_a_visit_or_a_review_that_never_was() -> None:
    in_care.when(CorrectVisit(number=1, reason=WHY, visited_on=DAY_3)).refused(
        refusals.NeverVisited
    )
    in_care.when(CorrectReview(number=1, reason=WHY, held_on=DAY_3)).refused(refusals.NeverReviewed)


def test_the_first_officer_is_appointed_before_the_next() -> None:
    appointed = in_care.and_then(asked.AppointOfficer(appointed_on=DAY_2, officer="iro-1"))
    changed = appointed.and_then(asked.AppointOfficer(appointed_on=DAY_5, officer="iro-2"))

    late = CorrectReviewingOfficer(reason=WHY, appointed_on=DAY_6)
    changed.when(late).refused(refusals.AfterNextOfficer)
    right = changed.and_then(CorrectReviewingOfficer(reason=WHY, appointed_on=DAY_5)).state
    assert [officer.on for officer in time_of(right).officers] == [DAY_5, DAY_5]


def test_a_placement_does_not_end_before_it_begins() -> None:
    moved = in_care.and_then(place(on=DAY_3)).and_then(move(on=DAY_6))
    early = CorrectPlacement(placement=1, reason=WHY, ended_on=DAY_2)
    moved.when(early).refused(refusals.EndBeforeStart)
