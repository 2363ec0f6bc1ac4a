"""Which households a step of a child's care touches, and what it asks of each.

A placement in a household of ours takes a place there, a move or an end gives it back, and a
correction of its days or its household corrects the stay: the same command, in the same append.
"""

from collections.abc import Iterator
from datetime import date

from services.placements.application.placing import AtHousehold, Placing
from services.placements.application.right_ages import age_of, with_right_ages
from services.placements.application.withdrawn_places import withdrawn_at_households
from services.placements.domain.care.commands import (
    CareCommand,
    EndCare,
    EndPlacement,
    MakePlacement,
    MoveChild,
    RecordSiblings,
    SettleTerms,
)
from services.placements.domain.care.correcting_care import placement_left_with_care
from services.placements.domain.care.corrections import (
    CorrectCareEnd,
    CorrectPlacement,
    WithdrawPlacement,
)
from services.placements.domain.care.refusals import NotAMove
from services.placements.domain.care.state import (
    Care,
    NotInCare,
    Placement,
    PlaceOfHousehold,
    TimeInCare,
)
from services.placements.domain.households.commands import (
    CorrectPlace,
    FillPlace,
    FreePlace,
    SettlePlace,
    WithdrawPlace,
)
from services.placements.domain.terms import OWN_HOUSEHOLDS
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.terms import CorrectionReason


def placing_of(command: CareCommand, care: Care) -> Placing[CareCommand]:
    """What is asked of the case as it stands, and of each household that it touches.

    Raises NotAMove where a child would move to the household they are in.
    """
    if isinstance(care, NotInCare):
        return Placing(command=command)
    return Placing(command=command, at=tuple(_asked(command, care.time)))


def _asked(  # noqa: C901 -- the menu, one line a dish
    command: CareCommand, time: TimeInCare
) -> Iterator[AtHousehold]:
    match command:
        case MakePlacement():
            yield from _filled(command, time)
        case MoveChild():
            left = _household(time.open_placement)
            if left is not None and command.to.place and left.stream == command.to.place.stream:
                raise NotAMove("place")
            yield from _freed(time, command.to.started_on)
            yield from _filled(command.to, time)
        case EndPlacement() | EndCare():
            yield from _freed(time, command.ended_on)
        case SettleTerms():
            yield from _settled(command, time)
        case CorrectPlacement():
            yield from _corrected(command, time)
        case CorrectCareEnd(ended_on=date() as ended_on):
            number = placement_left_with_care(time)
            placement = None if number is None else time.placement(number)
            yield from _moved_end(placement, time, ended_on, command.reason)
        case WithdrawPlacement():
            yield from withdrawn_at_households(command, time)
        case CorrectPerson():
            yield from with_right_ages(command, time)
        case RecordSiblings():
            yield from _with_siblings(command, time)
        case _:
            return


def _filled(command: MakePlacement, time: TimeInCare) -> Iterator[AtHousehold]:
    if command.place is not None:
        number = time.next_placement
        yield _fill(command.place, time, number, from_on=command.started_on, to_on=None)


def _fill(
    place: PlaceOfHousehold, time: TimeInCare, number: int, *, from_on: date, to_on: date | None
) -> AtHousehold:
    return AtHousehold(
        stream=place.stream,
        command=FillPlace(
            care=time.reference,
            placement=number,
            child=time.child.person,
            from_on=from_on,
            to_on=to_on,
            age=age_of(time, from_on),
            siblings=time.sibling_group,
            ground=place.ground,
        ),
    )


def _freed(time: TimeInCare, day: date) -> Iterator[AtHousehold]:
    placement = time.open_placement
    place = _household(placement)
    if placement is not None and place is not None:
        command = FreePlace(care=time.reference, placement=placement.number, freed_on=day)
        yield AtHousehold(stream=place.stream, command=command)


def _settled(command: SettleTerms, time: TimeInCare) -> Iterator[AtHousehold]:
    """Whether its limits allow the child by now, the household says."""
    place = _household(time.placement(command.placement))
    if place is not None:
        settled = SettlePlace(
            care=time.reference, placement=command.placement, settled_on=command.settled_on
        )
        yield AtHousehold(stream=place.stream, command=settled)


def _corrected(command: CorrectPlacement, time: TimeInCare) -> Iterator[AtHousehold]:
    placement = time.placement(command.placement)
    if placement is None:
        return
    before, after = _household(placement), _household_after(command, placement)
    from_on = command.started_on or placement.started_on
    to_on = placement.end and (command.ended_on or placement.end.on)
    if before is not None and (after is None or after.stream != before.stream):
        withdrawn = WithdrawPlace(
            reason=command.reason, care=time.reference, placement=placement.number
        )
        yield AtHousehold(stream=before.stream, command=withdrawn)
    if after is None:
        return
    if before is None or after.stream != before.stream:
        yield _fill(after, time, placement.number, from_on=from_on, to_on=to_on or None)
        return
    days_moved = (from_on, to_on) != (
        placement.started_on,
        placement.end.on if placement.end else None,
    )
    if days_moved or after.ground is not before.ground:
        yield AtHousehold(
            stream=after.stream,
            command=CorrectPlace(
                reason=command.reason,
                care=time.reference,
                placement=placement.number,
                from_on=command.started_on,
                to_on=command.ended_on,
                age=age_of(time, from_on),
                ground=after.ground,
            ),
        )


def _moved_end(
    placement: Placement | None, time: TimeInCare, ended_on: date, reason: CorrectionReason
) -> Iterator[AtHousehold]:
    place = _household(placement)
    if placement is None or place is None or time.ending is None or ended_on == time.ending.on:
        return
    command = CorrectPlace(
        reason=reason, care=time.reference, placement=placement.number, to_on=ended_on
    )
    yield AtHousehold(stream=place.stream, command=command)


def _with_siblings(command: RecordSiblings, time: TimeInCare) -> Iterator[AtHousehold]:
    """The household where the child is now learns whose sibling they are."""
    placement = time.open_placement
    place = _household(placement)
    if placement is not None and place is not None and command.sibling_group != time.sibling_group:
        told = CorrectPlace(
            reason=CorrectionReason.LATE_NEWS,
            care=time.reference,
            placement=placement.number,
            siblings=command.sibling_group,
        )
        yield AtHousehold(stream=place.stream, command=told)


def _household(placement: Placement | None) -> PlaceOfHousehold | None:
    return None if placement is None else placement.particulars.place


def _household_after(command: CorrectPlacement, placement: Placement) -> PlaceOfHousehold | None:
    """Where the child was, once this is put right: another provider has no household of ours."""
    if command.place is not None:
        return command.place
    provider = command.provider or placement.particulars.provider
    return placement.particulars.place if provider in OWN_HOUSEHOLDS else None
