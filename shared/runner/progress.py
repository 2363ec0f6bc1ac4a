"""How far one slot was read, where its messages come one by one and not as stretches of the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.event_store.store import Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything of the slot up to log position `read_to` was seen, and those at `ahead` beyond it.

    `position` and `event_id` are the last event known to stand in the log, not beyond `read_to`.
    `counted` is how many messages of the slot there are up to `read_to`, None where nobody knows;
    `next_offset` the offset of the record to read next, None where the slot was read from a feed.
    `head` is the log's last position as far as it is known, `refused` counts records that were no
    message of the log, and `recorded_at` is of the last message.
    """

    log_id: UUID | None = None
    position: int = 0
    event_id: UUID | None = None
    read_to: int = 0
    head: int = 0
    next_offset: int | None = None
    counted: int | None = None
    ahead: frozenset[int] = frozenset()
    refused: int = 0
    recorded_at: datetime | None = None

    @property
    def checkpoint(self) -> Checkpoint | None:
        """A place in the log that the owner can be asked about; None while nothing was read."""
        if self.log_id is None:
            return None
        return Checkpoint(log_id=self.log_id, position=self.position, event_id=self.event_id)

    @property
    def is_level(self) -> bool:
        """Nothing more of the log is known to be there."""
        return self.read_to >= self.head
