"""Whether each review and each visit came in time: what the clock that it stopped says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.placements.domain.care.duties import review_duty
from services.placements.domain.care.state import Placement, Review, TimeInCare, Visit
from services.placements.domain.timescales import FIRST_VISIT, VISIT
from shared.deadlines import Clock, ClockState


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedReview:
    """The `ordinal`-th review by its day. `clock` is None for one under no rule in force."""

    ordinal: int
    review: Review
    timescale: str
    clock: Clock | None

    @property
    def late(self) -> bool:
        return self.clock is not None and was_missed(self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedVisit:
    visit: Visit
    clock: Clock | None


def timed_reviews(time: TimeInCare) -> Iterator[TimedReview]:
    """Every review held, in the order of its days, with the clock that it stopped."""
    starts = [time.started_on, *(review.held_on for review in time.in_order())]
    for ordinal, ((start, held), review) in enumerate(
        zip(pairwise(starts), time.in_order(), strict=True), start=1
    ):
        timescale = review_duty(ordinal)
        clock = _stopped(time, timescale, start, held)
        yield TimedReview(ordinal=ordinal, review=review, timescale=timescale, clock=clock)


def timed_visits(time: TimeInCare, placement: Placement) -> Iterator[TimedVisit]:
    """Every visit to the placement, in the order of its days, with the clock that it stopped."""
    visits = time.visits_of(placement)
    before = [placement.started_on, *(visit.on for visit in visits)]
    for place, (start, visit) in enumerate(zip(before, visits, strict=False)):
        timescale = VISIT if place else FIRST_VISIT
        yield TimedVisit(visit=visit, clock=_stopped(time, timescale, start, visit.on))


def was_missed(clock: Clock) -> bool:
    """Whether the act that stopped the clock came after the day it was due."""
    return clock.stopped is not None and clock.due is not None and clock.stopped > clock.due


def _stopped(time: TimeInCare, timescale: str, start: date, done: date) -> Clock | None:
    for clock in time.clocks:
        there = (clock.timescale, clock.starts_from, clock.stopped) == (timescale, start, done)
        if there and clock.state is ClockState.STOPPED:
            return clock
    return None
