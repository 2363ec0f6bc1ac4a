"""Messages that stand aside, and trying them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.runner import Retried


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedMessage:
    """A message that could not be applied, or waits behind one; `reason` is a code.

    `authority` is None where the message does not say it readably.
    """

    source: str
    position: int
    stream_id: UUID
    version: int
    event_id: UUID
    authority: str | None
    recorded_at: datetime
    reason: str
    attempts: int
    parked_at: datetime
    tried_at: datetime


class ParkedMessages(Protocol):
    """What is parked, and the command to try it again."""

    async def page(self, *, after: tuple[str, int] | None, limit: int) -> tuple[ParkedMessage, ...]:
        """In the order of source and position."""

    async def retry(self, *, source: str | None, case: UUID | None) -> Retried:
        """In order within each case; all, or those of one source or one case."""
