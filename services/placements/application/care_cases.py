"""The names of this kind of case, spelled out once."""

from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care
from services.placements.domain.local import Here
from shared.event_store.case import Case
from shared.event_store.desk import Desk

CareCase = Case[Care, CareEvent]
CareDesk = Desk[CareCommand, Care, CareEvent, Here]
