"""What a withdrawn placement asks of the households: one gives the child back, one has it still."""

from collections.abc import Iterator

from services.placements.application.placing import AtHousehold
from services.placements.domain.care.corrections import WithdrawPlacement
from services.placements.domain.care.state import Placement, TimeInCare
from services.placements.domain.care.withdrawing import going_on
from services.placements.domain.households.commands import CorrectPlace, WithdrawPlace


def withdrawn_at_households(command: WithdrawPlacement, time: TimeInCare) -> Iterator[AtHousehold]:
    """Each household once: where both stays were in one, it is asked for both at once.

    Nothing is asked where there is no such placement: the rule of the time in care refuses.
    """
    placement = time.placement(command.placement)
    if placement is None:
        return
    left, former = placement.particulars.place, going_on(time, placement)
    stayed = None if former is None else former.particulars.place
    longer = former is not None and _moves(former, placement)
    together = left is not None and stayed is not None and left.stream == stayed.stream
    if left is not None:
        withdrawn = WithdrawPlace(
            reason=command.reason,
            care=time.reference,
            placement=placement.number,
            goes_on=former.number if former and together and longer else None,
        )
        yield AtHousehold(stream=left.stream, command=withdrawn)
    if former is not None and stayed is not None and longer and not together:
        corrected = CorrectPlace(
            reason=command.reason,
            care=time.reference,
            placement=former.number,
            to_on=placement.end.on if placement.end else None,
            still_there=placement.end is None,
            siblings=time.sibling_group,
        )
        yield AtHousehold(stream=stayed.stream, command=corrected)


def _moves(former: Placement, placement: Placement) -> bool:
    """Whether the last day of the one that goes on is another one then."""
    ends = (one.end.on if one.end else None for one in (former, placement))
    return len(set(ends)) > 1
