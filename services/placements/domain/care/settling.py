"""An event on the case as it stands: its days checked, and every clock that it touches in it."""

from typing import TypeVar

from services.placements.domain.care.clocks import clocks_after
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.evolve import evolve
from services.placements.domain.care.order import check_order
from services.placements.domain.care.state import Care, KnownCare, NotInCare
from services.placements.domain.local import Here
from shared.deadlines import Clock

EventT = TypeVar("EventT", bound=CareEvent)


def checked(event: EventT, care: Care, field: str) -> EventT:
    """The event, whose days are in order with the rest. Raises as `check_order`."""
    check_order(after(care, event).time, field)
    return event


def settled(
    event: CareEvent, care: Care, here: Here, *, field: str, cause: str
) -> tuple[Clock, ...]:
    """The clocks that the event touches, once its days are checked. Raises as `check_order`."""
    checked(event, care, field)
    return clocks_after(event, care, here, cause=cause)


def after(care: Care, event: CareEvent) -> KnownCare:
    """The case after the event, which it knows of."""
    stands = evolve(care, event)
    assert not isinstance(stands, NotInCare)
    return stands
