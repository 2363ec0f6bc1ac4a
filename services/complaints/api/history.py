"""The history of a case: every event with who recorded it, and both its dates."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from services.complaints.api.views import View
from services.complaints.domain.events import ComplaintEvent
from shared.event_store.case import Recorded

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


def history_of(recorded: Sequence[Recorded[ComplaintEvent]]) -> list[HistoryEntry]:
    return [_entry(one) for one in recorded]


def _entry(recorded: Recorded[ComplaintEvent]) -> HistoryEntry:
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
            field.name: _ANY.dump_python(getattr(event, field.name), mode="json")
            for field in fields(event)
            if field.name not in _SHOWN_ELSEWHERE
        },
    )
