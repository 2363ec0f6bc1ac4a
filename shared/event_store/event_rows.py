"""Events as rows of the log: which columns are read, and what is made of them."""

from collections.abc import Sequence
from typing import Final

import asyncpg

from shared.event_store.store import StoredEvent

COLUMNS: Final = ", ".join(
    "convert_to(e.payload::text, 'UTF8')" if name == "payload" else f"e.{name}"
    for name in StoredEvent._fields
)
"""Of `events e`, in the order of a StoredEvent."""


def events_in(rows: Sequence[asyncpg.Record], *, first: int = 0) -> tuple[StoredEvent, ...]:
    """The events of rows that end in `COLUMNS`, which begin with column `first`."""
    return tuple([StoredEvent._make(row[first:]) for row in rows])
