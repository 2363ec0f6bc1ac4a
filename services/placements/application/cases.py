"""The names of this service's kinds of case, spelled out once."""

from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Household
from services.placements.domain.local import Here
from shared.event_store.case import Case
from shared.event_store.desk import Desk

CareCase = Case[Care, CareEvent]
CareDesk = Desk[CareCommand, Care, CareEvent, Here]
HouseholdCase = Case[Household, HouseholdEvent]
HouseholdDesk = Desk[HouseholdCommand, Household, HouseholdEvent, Here]
