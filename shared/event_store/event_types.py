"""The table of a service's events: the name and version under which each class is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeVar, get_type_hints

from shared.event_store.marks import check_marks

EventT = TypeVar("EventT")
EventT_co = TypeVar("EventT_co", covariant=True)

DATED: Final = {"occurred_on": date, "occurred_at": datetime}


class EventTypesDoNotFit(Exception):
    """The table of event types contradicts itself: a defect found at start-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Generic[EventT_co]):
    """The stored name and version of one class of events.

    `main_person` is the path of the field (`complainant.person`, or `complainant` for the dataclass
    that has it) whose erasure takes the whole case's texts along; None where nobody is. `shape` is
    what a stored event is read as where `cls` is generic (`PolicySet[PolicyTerms]`); what fills a
    type variable holds nothing personal.
    """

    name: str
    version: int
    cls: type[EventT_co]
    main_person: str | None = None
    shape: object | None = None


def by_name(event_types: Iterable[EventType[EventT]]) -> dict[str, EventType[EventT]]:
    """The table by stored name, checked. Raises EventTypesDoNotFit or WronglyMarked."""
    table: dict[str, EventType[EventT]] = {}
    classes: set[type] = set()
    for event_type in event_types:
        if event_type.name in table or event_type.cls in classes:
            named = event_type.cls.__name__
            raise EventTypesDoNotFit(f"{event_type.name} or {named} is in the table twice")
        _check(event_type)
        table[event_type.name] = event_type
        classes.add(event_type.cls)
    return table


def _check(event_type: EventType[EventT]) -> None:
    name, cls = event_type.name, event_type.cls
    if not is_dataclass(cls):
        raise EventTypesDoNotFit(f"{name} is not a dataclass")
    hints = get_type_hints(cls)
    found = [item.name for item in fields(cls) if item.name in DATED]
    if len(found) != 1 or hints[found[0]] is not DATED[found[0]]:
        raise EventTypesDoNotFit(f"{name} needs occurred_on: date or occurred_at: datetime")
    if event_type.main_person and event_type.main_person.split(".")[0] not in hints:
        raise EventTypesDoNotFit(f"{name} has no field {event_type.main_person}")
    check_marks(cls)
