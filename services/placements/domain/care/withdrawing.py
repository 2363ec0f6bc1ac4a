"""A placement that was recorded in error is taken back, as if it had never been recorded.

An address that is keyed as a move would count as one for ever (2014-11 paper L3555-3561: rewritten
addresses once inflated the moves). The placement before it, where that one ended on the day on
which the withdrawn one began, ended only by it: the child stayed there, until the day and for the
reason for which the withdrawn one ended, or still does. The visits recorded meanwhile were made to
the child where they were, so they are visits of that placement; without one there is nothing to
which they could belong, and the placement is to be corrected instead.
"""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals
from services.placements.domain.care.corrected import PlacementWithdrawn
from services.placements.domain.care.corrections import WithdrawPlacement
from services.placements.domain.care.settling import settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare, Placement, TimeInCare
from services.placements.domain.local import Here


def may_withdraw_placement(care: Care, here: Here) -> KnownCare:
    """Raises NoPlacementToWithdraw or NotLookedAfter."""
    del here
    place = known(care)
    if not any(_can_go(place.time, placement) for placement in place.time.placements):
        raise refusals.NoPlacementToWithdraw
    return place


def withdraw_placement(
    command: WithdrawPlacement, care: Care, here: Here
) -> tuple[PlacementWithdrawn, ...]:
    """Raises AlreadyWithdrawn, NoSuchPlacement or VisitedThere, or as `may_withdraw_placement`."""
    time = may_withdraw_placement(care, here).time
    if command.placement in time.withdrawn:
        raise refusals.AlreadyWithdrawn("placement")
    placement = time.placement(command.placement)
    if placement is None:
        raise refusals.NoSuchPlacement("placement")
    if not _can_go(time, placement):
        raise refusals.VisitedThere("placement", visits=len(time.visits_of(placement)))
    former = going_on(time, placement)
    withdrawn = PlacementWithdrawn(
        occurred_on=here.today,
        placement=placement.number,
        goes_on=None if former is None else former.number,
        end=None if former is None else placement.end,
        reason=command.reason,
        clocks=(),
    )
    clocks = settled(withdrawn, care, here, field="placement", cause="placement-withdrawn")
    return (replace(withdrawn, clocks=clocks),)


def going_on(time: TimeInCare, placement: Placement) -> Placement | None:
    """The placement before it that ended only by it, and goes on where it is withdrawn."""
    earlier = [one for one in time.placements if _order(one) < _order(placement)]
    former = max(earlier, key=_order, default=None)
    if former is None or former.end is None or former.end.on != placement.started_on:
        return None
    return former


def _order(placement: Placement) -> tuple[date, int]:
    return (placement.started_on, placement.number)


def _can_go(time: TimeInCare, placement: Placement) -> bool:
    return not time.visits_of(placement) or going_on(time, placement) is not None
