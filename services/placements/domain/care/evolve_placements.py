"""The time in care after each step of placing the child."""

from dataclasses import replace
from typing import assert_never

from services.placements.domain.care import events as happened
from services.placements.domain.care.state import (
    Match,
    Placement,
    PlacementEnd,
    PlacementRequest,
    TimeInCare,
)
from shared.casework.impossible import ImpossibleHistory


def after_placing(time: TimeInCare, event: happened.OfPlacement) -> TimeInCare:
    """Raises ImpossibleHistory where it speaks of a placement that never was."""
    match event:
        case happened.PlacementRequested():
            request = PlacementRequest(
                number=event.number, on=event.occurred_on, needs=event.needs, team=event.team
            )
            return replace(time, requests=(*time.requests, request))
        case happened.PlacementMatched():
            match_ = Match(on=event.occurred_on, provider=event.provider, household=event.household)
            return _with_request(time, event.request, match=match_)
        case happened.PlacementMade():
            placement = Placement(
                number=event.number,
                started_on=event.occurred_on,
                particulars=event.particulars,
                address=event.address,
            )
            time = replace(time, placements=(*time.placements, placement))
            return _answered(time, event)
        case happened.PlacementPlanned():
            placement = _placement(time, event.placement)
            return time.with_placement(replace(placement, planned_on=event.occurred_on))
        case happened.PlacementEnded():
            placement = _placement(time, event.placement)
            end = PlacementEnd(on=event.occurred_on, reason=event.reason)
            return time.with_placement(replace(placement, end=end))
        case happened.TermsSettled():
            placement = _placement(time, event.placement)
            return time.with_placement(replace(placement, settled_on=event.occurred_on))
        case _:
            assert_never(event)


def _answered(time: TimeInCare, event: happened.PlacementMade) -> TimeInCare:
    if event.request is None:
        return time
    answered = (
        replace(one, placement=event.number) if one.number == event.request else one
        for one in time.requests
    )
    return replace(time, requests=tuple(answered))


def _with_request(time: TimeInCare, number: int, *, match: Match) -> TimeInCare:
    changed = (replace(one, match=match) if one.number == number else one for one in time.requests)
    return replace(time, requests=tuple(changed))


def _placement(time: TimeInCare, number: int) -> Placement:
    placement = time.placement(number)
    if placement is None:
        raise ImpossibleHistory("a placement that never was")
    return placement
