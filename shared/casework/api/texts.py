"""The free texts of a case, read from its history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from shared.casework.api.views import TextView, readable
from shared.casework.beside.happenings import TextRedacted
from shared.clock import london_date
from shared.event_sourcing import Erased
from shared.event_store.case import Recorded
from shared.event_store.personal_fields import text_id
from shared.event_store.store import StoredEvent

EventT = TypeVar("EventT")

TextKinds = Mapping[tuple[str, str], str]
"""What each free text is called, by stored event type and field: every one that a case can hold.

Those of one event are shown in this order.
"""


def texts_of(history: Sequence[Recorded[EventT]], kinds: TextKinds) -> list[TextView]:
    """Every free text recorded, oldest first; a redacted one has no words any more."""
    return [view for recorded in history for view in _texts_in(recorded, kinds)]


def text_ids_of(history: Sequence[Recorded[EventT]], kinds: TextKinds) -> frozenset[UUID]:
    """The ids of the texts that a case still holds: those not redacted."""
    redacted = {one.event.text for one in history if isinstance(one.event, TextRedacted)}
    return frozenset(view.text for view in texts_of(history, kinds)) - redacted


def _texts_in(recorded: Recorded[EventT], kinds: TextKinds) -> Iterator[TextView]:
    stored = recorded.stored
    for (event_type, name), kind in kinds.items():
        if event_type != stored.type:
            continue
        value = getattr(recorded.event, name)
        if not isinstance(value, str | Erased):
            continue
        yield TextView(
            text=text_id(stored.event_id, (name,)),
            kind=kind,
            on=_day(stored),
            recorded_at=stored.recorded_at,
            actor=stored.actor,
            words=readable(value),
            erased=isinstance(value, Erased),
        )


def _day(stored: StoredEvent) -> date:
    """The London day of the event: it has a day, or else an instant."""
    if stored.occurred_on is not None:
        return stored.occurred_on
    assert stored.occurred_at is not None
    return london_date(stored.occurred_at)
