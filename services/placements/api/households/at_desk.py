"""One request of an officer about a household: where it is found, guarded and shown."""

from typing import Final

from services.placements.api.households.view import HouseholdView
from services.placements.application.rooms import Rooms
from services.placements.domain.authority import check_own_household
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Household
from services.placements.domain.local import Here
from shared.casework.api import at_desk as desks

HOUSEHOLDS: Final[
    desks.Room[Rooms, HouseholdCommand, Household, HouseholdEvent, Here, HouseholdView]
] = desks.Room(
    desk=lambda rooms: rooms.households,
    arrangements=lambda rooms: rooms.arrangements,
    view=HouseholdView.of,
    check_own=check_own_household,
)
AtDesk = desks.AtDesk[Rooms, HouseholdCommand, Household, HouseholdEvent, Here, HouseholdView]
at_desk = HOUSEHOLDS.at_desk
