"""Which clocks a time in care has, told from what is recorded of it alone.

Each duty says its start, and the day of the act that it waited for. Whatever is recorded, late,
out of order or corrected, the clocks follow from the record as it then stands (`clocks.py`).

- The reviewing officer service is told and the officer appointed, each counted from the day the
  child became looked after (2014-11 paper L992-993).
- Reviews: SI 2010/959 reg 33. A review in several parts counts on the day of its first meeting,
  which is the day the SSDA903 return asks for; the interval to the next counts from that day too.
- Visits: reg 28. The first within a week of the start of each placement; then at intervals, each
  under the rule of the day on which it begins: within the first year of the placement six weeks,
  after that three months where it is to last until eighteen, and six weeks otherwise.
- Plan: reg 9. One made before the placement starts meets it on the day of the start.
- A series of short breaks has its own rules of plan and visits (reg 48), so those do not run.
- An emergency placement outside the terms lasts six working days (reg 23).

What is not yet due when a placement or the care ends falls away: it is neither met nor missed.
What was overdue by then was missed, and stays so: its clock stops on the day of the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from services.placements.domain.care.state import Placement, TimeInCare
from services.placements.domain.timescales import (
    CATALOGUE,
    FIRST_REVIEW,
    FIRST_VISIT,
    LATER_REVIEW,
    OFFICER_APPOINTED,
    OUTSIDE_TERMS,
    PLAN,
    SECOND_REVIEW,
    SERVICE_TOLD,
    VISIT,
    visit_after_first_year,
)
from shared.deadlines import NotInForce, Timescale
from shared.deadlines.months import add_months

FIRST_YEAR: Final = 12
"""Calendar months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One clock as it should stand. `key` names it on the case, for ever.

    `done_on` is the day of the act; `ended_on` the day from which nobody waits for it any more.
    `limit` is the authority's own in place of the catalogue's.
    """

    key: str
    timescale: Timescale
    starts_on: date
    done_on: date | None
    ended_on: date | None
    limit: int | None = None

    def stops_on(self, due: date) -> date | None:
        """The day of the act; without one, the end that came when it was overdue."""
        if self.done_on is None and self.ended_on is not None and self.ended_on > due:
            return self.ended_on
        return self.done_on


def duties(
    time: TimeInCare, *, service_told: int | None, officer_appointed: int | None
) -> Iterator[Duty]:
    """Every duty of the case. The two numbers are the authority's own limits, in working days."""
    left = time.ending.on if time.ending else None
    first_officer = time.officers[0].on if time.officers else None
    start = time.started_on
    yield from _duty(SERVICE_TOLD, start, time.told_on, ended_on=left, limit=service_told)
    yield from _duty(
        OFFICER_APPOINTED, start, first_officer, ended_on=left, limit=officer_appointed
    )
    yield from _reviews(time, ended_on=left)
    for placement in time.placements:
        yield from _of_placement(time, placement)


def review_duty(ordinal: int) -> str:
    """The timescale of the review that comes `ordinal`-th, from 1."""
    return {1: FIRST_REVIEW, 2: SECOND_REVIEW}.get(ordinal, LATER_REVIEW)


def visit_key(timescale: Timescale, placement: int, ordinal: int) -> str:
    """The key of the `ordinal`-th visit clock of a placement, from 1."""
    return f"{timescale.code}/{placement}.{ordinal}.{timescale.unit}"


def _reviews(time: TimeInCare, *, ended_on: date | None) -> Iterator[Duty]:
    starts = [time.started_on, *(review.held_on for review in time.in_order())]
    held: list[date | None] = [*starts[1:], None]
    for ordinal, (start, done) in enumerate(zip(starts, held, strict=True), start=1):
        yield from _duty(review_duty(ordinal), start, done, ended_on=ended_on, ordinal=str(ordinal))


def _of_placement(time: TimeInCare, placement: Placement) -> Iterator[Duty]:
    number, start = str(placement.number), placement.started_on
    ended_on = placement.end.on if placement.end else None
    if time.counts(placement):
        planned = placement.planned_on and max(placement.planned_on, start)
        yield from _duty(PLAN, start, planned, ended_on=ended_on, ordinal=number)
        yield from _visits(time, placement)
    if placement.is_emergency_outside_terms:
        over = placement.settled_on or ended_on
        yield from _duty(OUTSIDE_TERMS, start, over, ended_on=ended_on, ordinal=number)


def _visits(time: TimeInCare, placement: Placement) -> Iterator[Duty]:
    days: list[date] = [visit.on for visit in time.visits_of(placement)]
    ended_on = placement.end.on if placement.end else None
    first = days[0] if days else None
    number = str(placement.number)
    yield from _duty(FIRST_VISIT, placement.started_on, first, ended_on=ended_on, ordinal=number)
    upcoming: list[date | None] = [*days, None]
    for ordinal, (last, done) in enumerate(pairwise(upcoming), start=1):
        assert last is not None
        timescale = _interval(placement, last)
        if timescale is not None:
            yield Duty(
                key=visit_key(timescale, placement.number, ordinal),
                timescale=timescale,
                starts_on=last,
                done_on=done,
                ended_on=ended_on,
            )


def _interval(placement: Placement, last: date) -> Timescale | None:
    timescale = _in_force(VISIT, last)
    after_first_year = last >= add_months(placement.started_on, FIRST_YEAR)
    if timescale is not None and after_first_year and placement.particulars.long_term:
        return visit_after_first_year(timescale)
    return timescale


def _duty(
    code: str,
    starts_on: date,
    done_on: date | None,
    *,
    ended_on: date | None,
    ordinal: str = "1",
    limit: int | None = None,
) -> Iterator[Duty]:
    timescale = _in_force(code, starts_on)
    if timescale is not None:
        yield Duty(
            key=f"{code}/{ordinal}",
            timescale=timescale,
            starts_on=starts_on,
            done_on=done_on,
            ended_on=ended_on,
            limit=limit,
        )


def _in_force(code: str, day: date) -> Timescale | None:
    try:
        return CATALOGUE.on(code, day)
    except NotInForce:
        return None
