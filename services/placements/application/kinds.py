"""Each kind of case of this service: its rules, its stored forms, and what it publishes."""

from services.placements.application import describing_care, describing_households
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.decide import CARE
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.decide import HOUSEHOLDS
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Household
from services.placements.domain.local import Here
from shared.event_store.case import CaseKind
from shared.event_store.codec import Codec

SERVICE = "placements"


def household_kind(
    codec: Codec[HouseholdEvent],
) -> CaseKind[HouseholdCommand, Household, HouseholdEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_households.KIND,
        decider=HOUSEHOLDS,
        codec=codec,
        header=describing_households.header,
        facts=describing_households.facts,
        people=describing_households.people,
        list_row=describing_households.list_row,
        names=describing_households.names,
    )


def care_kind(codec: Codec[CareEvent]) -> CaseKind[CareCommand, Care, CareEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_care.KIND,
        decider=CARE,
        codec=codec,
        header=describing_care.header,
        facts=describing_care.facts,
        people=describing_care.people,
        list_row=describing_care.list_row,
        names=describing_care.names,
    )
