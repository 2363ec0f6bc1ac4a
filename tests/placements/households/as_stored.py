"""An event as a file or a table keeps it: its stored type, its day, its payload as JSON."""

from typing import Final

from pydantic import TypeAdapter

from services.placements.domain.households.events import STORED, HouseholdEvent
from tests.placements.households.lawful_days import Event

ADAPTERS: Final[dict[type, TypeAdapter[object]]] = {
    stored.event: TypeAdapter(stored.event) for stored in STORED
}
NAMES: Final = {stored.event: stored.name for stored in STORED}


def as_stored(event: HouseholdEvent) -> Event:
    payload = ADAPTERS[type(event)].dump_python(event, mode="json")
    assert isinstance(payload, dict)
    assert ADAPTERS[type(event)].validate_python(payload) == event
    return NAMES[type(event)], event.occurred_on, payload
