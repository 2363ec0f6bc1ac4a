"""The time in care after a placement was taken back that was recorded in error."""

from dataclasses import replace

from services.placements.domain.care.corrected import PlacementWithdrawn
from services.placements.domain.care.state import TimeInCare
from shared.casework.impossible import ImpossibleHistory


def after_withdrawal(time: TimeInCare, event: PlacementWithdrawn) -> TimeInCare:
    """What was looked for is looked for again, and the visits are those of the one that goes on.

    Raises ImpossibleHistory where it speaks of a placement that never was.
    """
    if time.placement(event.placement) is None:
        raise ImpossibleHistory("a placement that never was is withdrawn")
    time = replace(
        time,
        placements=tuple(one for one in time.placements if one.number != event.placement),
        withdrawn=(*time.withdrawn, event.placement),
        requests=tuple(
            replace(one, placement=None) if one.placement == event.placement else one
            for one in time.requests
        ),
    )
    if event.goes_on is None:
        return time
    former = time.placement(event.goes_on)
    if former is None:
        raise ImpossibleHistory("a placement that never was goes on")
    visits = tuple(
        replace(one, placement=former.number) if one.placement == event.placement else one
        for one in time.visits
    )
    return replace(time, visits=visits).with_placement(replace(former, end=event.end))
