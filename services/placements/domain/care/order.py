"""What must be so of the days of a time in care, however they came to be recorded.

The same check follows every step and every correction, on the case as it would then stand, so no
order of recording can leave an act before its start or a child in two placements.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from services.placements.domain.care import refusals
from services.placements.domain.care.state import Placement, TimeInCare


def check_order(time: TimeInCare, field: str) -> None:
    """Raises BeforeCare, AfterCare, TwoStatusesInOneDay, EndBeforeStart, PlacementsOverlap,
    OutsidePlacement, TwoReviewsInOneDay or PartBeforeReview; `field` is what was given.
    """
    for day in _days(time):
        if day < time.started_on:
            raise refusals.BeforeCare(field, started_on=time.started_on)
        if time.ending is not None and day > time.ending.on:
            raise refusals.AfterCare(field, ended_on=time.ending.on)
    statuses = [spell.on for spell in time.statuses]
    if len(set(statuses)) < len(statuses):
        raise refusals.TwoStatusesInOneDay(field)
    _check_placements(time, field)
    _check_reviews(time, field)


def _days(time: TimeInCare) -> Iterator[date]:
    """Every day that lies between becoming looked after and leaving care."""
    yield from (spell.on for spell in time.statuses)
    if time.told_on is not None:
        yield time.told_on
    yield from (officer.on for officer in time.officers)
    for placement in time.placements:
        yield placement.started_on
        if placement.end is not None:
            yield placement.end.on
    yield from (visit.on for visit in time.visits)
    yield from (review.held_on for review in time.reviews)
    if time.ending is not None:
        yield time.ending.on


def _check_placements(time: TimeInCare, field: str) -> None:
    for placement in time.placements:
        _check_placement(time, placement, field)
    for one, other in pairwise(
        sorted(time.placements, key=lambda one: (one.started_on, one.number))
    ):
        if one.end is None or other.started_on < one.end.on:
            raise refusals.PlacementsOverlap(field, placement=one.number)


def _check_placement(time: TimeInCare, placement: Placement, field: str) -> None:
    end = placement.end.on if placement.end else None
    if end is not None and end < placement.started_on:
        raise refusals.EndBeforeStart(field, started_on=placement.started_on)
    within = [visit.on for visit in time.visits_of(placement)]
    if placement.settled_on is not None:
        within.append(placement.settled_on)
    for day in within:
        if day < placement.started_on or (end is not None and day > end):
            raise refusals.OutsidePlacement(field, placement=placement.number)


def _check_reviews(time: TimeInCare, field: str) -> None:
    for one, other in combinations(time.reviews, 2):
        if one.held_on == other.held_on:
            raise refusals.TwoReviewsInOneDay(field, review=one.number)
    for review in time.reviews:
        if any(part < review.held_on for part in review.parts):
            raise refusals.PartBeforeReview(field, review=review.number)
