"""The placement plan: before the placement starts, or within five working days (reg 9)."""

from dataclasses import replace

from services.placements.domain.care import refusals
from services.placements.domain.care.bounds import check_not_long_before
from services.placements.domain.care.commands import PlanPlacement
from services.placements.domain.care.events import PlacementPlanned
from services.placements.domain.care.settling import settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare
from services.placements.domain.local import Here
from shared.casework.dates import check_past


def may_plan(care: Care, here: Here) -> KnownCare:
    """Raises NeverPlaced, EveryPlanMade or NotLookedAfter."""
    del here
    place = known(care)
    if not place.time.placements:
        raise refusals.NeverPlaced
    if all(placement.planned_on is not None for placement in place.time.placements):
        raise refusals.EveryPlanMade
    return place


def plan_placement(command: PlanPlacement, care: Care, here: Here) -> tuple[PlacementPlanned, ...]:
    """Raises NoSuchPlacement, InTheFuture, LongBeforeCare or OutsidePlacement, or as `may_plan`."""
    time = may_plan(care, here).time
    placement = time.placement(command.placement)
    if placement is None or placement.planned_on is not None:
        raise refusals.NoSuchPlacement("placement")
    check_past(command.planned_on, here, "planned_on")
    check_not_long_before(command.planned_on, time, "planned_on")
    if placement.end is not None and command.planned_on > placement.end.on:
        raise refusals.OutsidePlacement("planned_on", placement=placement.number)
    planned = PlacementPlanned(
        occurred_on=command.planned_on, placement=command.placement, clocks=()
    )
    clocks = settled(planned, care, here, field="planned_on", cause="plan-made")
    return (replace(planned, clocks=clocks),)
