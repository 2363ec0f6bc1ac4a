"""One request of an officer about a time in care: where it is found, guarded and shown."""

from typing import Final

from services.placements.api.care.blamed_fields import blaming_fields_of
from services.placements.api.care.view import CareView
from services.placements.application.placing import with_households
from services.placements.application.placing_children import placing_of
from services.placements.application.rooms import Rooms
from services.placements.domain.authority import check_own_care
from services.placements.domain.care import refusals
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care
from services.placements.domain.local import Here
from shared.casework.api import at_desk as desks
from shared.casework.refusals import InTheFuture

CARE: Final[desks.Room[Rooms, CareCommand, Care, CareEvent, Here, CareView]] = desks.Room(
    desk=lambda rooms: rooms.care,
    arrangements=lambda rooms: rooms.arrangements,
    view=CareView.of,
    check_own=check_own_care,
)
AtDesk = desks.AtDesk[Rooms, CareCommand, Care, CareEvent, Here, CareView]
at_desk = CARE.at_desk

DATED: Final = (
    *desks.ANY_COMMAND,
    InTheFuture,
    refusals.BeforeCare,
    refusals.AfterCare,
    refusals.HasLeftCare,
)
"""What can refuse any step that has a day."""


async def do_with_households(desk: AtDesk, command: CareCommand, reference: str) -> CareView:
    """Do a command that may touch households of ours too: all of it, or nothing."""
    with blaming_fields_of(command):
        changed = await with_households(
            desk.rooms.care,
            desk.rooms.households,
            reference,
            lambda care: placing_of(command, care),
            desk.said,
            permit=desk.permit,
        )
    return await desk.answer(changed)
