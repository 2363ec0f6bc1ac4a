"""The history of a case: every event with who recorded it, and both its dates."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from shared.casework.api.event_fields import values_of
from shared.casework.api.views import View
from shared.event_store.case import Recorded

EventT = TypeVar("EventT")

_SHOWN_ELSEWHERE: Final = frozenset({"occurred_on", "occurred_at", "clocks", "reference"})
_ANY: Final = TypeAdapter[object](object)


class HistoryEntry(View):
    """One event. `corrects` is the id of the event it puts right; `details` what was recorded."""

    version: int
    event: UUID
    type: str
    occurred_on: date | None
    occurred_at: datetime | None
    recorded_at: datetime
    actor: str
    role: str
    team: str | None
    corrects: UUID | None
    known_from: date | None
    import_source: str | None
    clocks_touched: list[UUID]
    details: dict[str, object]


def history_of(recorded: Sequence[Recorded[EventT]]) -> list[HistoryEntry]:
    """Every event, oldest first."""
    return [_entry(one) for one in recorded]


def _entry(recorded: Recorded[EventT]) -> HistoryEntry:
    stored, event = recorded.stored, recorded.event
    return HistoryEntry(
        version=stored.version,
        event=stored.event_id,
        type=stored.type,
        occurred_on=stored.occurred_on,
        occurred_at=stored.occurred_at,
        recorded_at=stored.recorded_at,
        actor=stored.actor,
        role=stored.actor_role,
        team=stored.actor_team,
        corrects=stored.corrects,
        known_from=stored.known_from,
        import_source=stored.import_source,
        clocks_touched=[clock.clock for clock in getattr(event, "clocks", ())],
        details={
            name: _ANY.dump_python(value, mode="json")
            for name, value in values_of(event)
            if name not in _SHOWN_ELSEWHERE
        },
    )
