"""Visits to the child in the placement (SI 2010/959 reg 28)."""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals
from services.placements.domain.care.commands import VisitChild
from services.placements.domain.care.events import ChildVisited
from services.placements.domain.care.settling import settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare, Placement, TimeInCare
from services.placements.domain.local import Here
from shared.casework.dates import check_countable, check_past


def may_visit(care: Care, here: Here) -> KnownCare:
    """Raises NeverPlaced or NotLookedAfter."""
    del here
    place = known(care)
    if not place.time.placements:
        raise refusals.NeverPlaced
    return place


def visit_child(command: VisitChild, care: Care, here: Here) -> tuple[ChildVisited, ...]:
    """The next interval begins from this visit, also where the child was not seen.

    Reg 28 is about visiting; whether the child was seen, and alone, is recorded beside.
    Raises NoSuchPlacement, InTheFuture, OutsideCalendar, SeenAloneUnseen, OutsidePlacement,
    BeforeCare or AfterCare, or as `may_visit`.
    """
    time = may_visit(care, here).time
    check_past(command.visited_on, here, "visited_on")
    check_countable(command.visited_on, here, "visited_on")
    placement = _visited(time, command.visited_on, command.placement)
    if command.seen_alone and not command.seen:
        raise refusals.SeenAloneUnseen("seen_alone")
    visited = ChildVisited(
        occurred_on=command.visited_on,
        number=len(time.visits) + 1,
        placement=placement.number,
        seen=command.seen,
        seen_alone=command.seen_alone,
        clocks=(),
    )
    clocks = settled(visited, care, here, field="visited_on", cause="visit-recorded")
    return (replace(visited, clocks=clocks),)


def _visited(time: TimeInCare, day: date, number: int | None) -> Placement:
    """The placement that is named, or else the one of that day; on the day of a move, the new."""
    if number is not None:
        placement = time.placement(number)
        if placement is None:
            raise refusals.NoSuchPlacement("placement")
        return placement
    there = [
        one
        for one in time.placements
        if one.started_on <= day and (one.end is None or day <= one.end.on)
    ]
    if not there:
        raise refusals.OutsidePlacement("visited_on")
    return max(there, key=lambda one: (one.started_on, one.number))
