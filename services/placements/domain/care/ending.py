"""The authority looks after the child no longer. What is still open falls away."""

from dataclasses import replace

from services.placements.domain.care.commands import EndCare
from services.placements.domain.care.events import CareEnded, PlacementEnded
from services.placements.domain.care.settling import after, settled
from services.placements.domain.care.standing import in_care
from services.placements.domain.care.state import Care, InCare
from services.placements.domain.local import Here
from services.placements.domain.terms import PlacementEndReason
from shared.casework.dates import check_past

Ended = PlacementEnded | CareEnded


def may_end_care(care: Care, here: Here) -> InCare:
    """Raises HasLeftCare or NotLookedAfter."""
    del here
    return in_care(care)


def end_care(command: EndCare, care: Care, here: Here) -> tuple[Ended, ...]:
    """The child's placement, if there is one, ends on the same day.

    Raises InTheFuture, BeforeCare, AfterCare, EndBeforeStart or OutsidePlacement, or as
    `may_end_care`.
    """
    placement = may_end_care(care, here).time.open_placement
    check_past(command.ended_on, here, "ended_on")
    left: tuple[Ended, ...] = ()
    stands: Care = care
    if placement is not None:
        gone = PlacementEnded(
            occurred_on=command.ended_on,
            placement=placement.number,
            reason=PlacementEndReason.LEFT_CARE,
            clocks=(),
        )
        clocks = settled(gone, care, here, field="ended_on", cause="care-ended")
        gone = replace(gone, clocks=clocks)
        left, stands = (gone,), after(care, gone)
    ended = CareEnded(occurred_on=command.ended_on, reason=command.reason, clocks=())
    clocks = settled(ended, stands, here, field="ended_on", cause="care-ended")
    return (*left, replace(ended, clocks=clocks))
