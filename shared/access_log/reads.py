"""A read: who saw what of which cases, and why where they said so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRead:
    """A read that is about to be answered.

    `subject` is the token's; `role` the one of the caller's roles in which they read. `act` is the
    code of what they did (`see-case`, `list-cases`), `kind` that of the cases, `streams` the cases
    whose content the answer holds, in its order: none where a search found nobody. `reason` is a
    code. Nothing here is free text, so nothing here names a person.
    """

    authority: str
    subject: str
    worker: str | None
    role: str
    team: str | None
    agency: str | None
    act: str
    kind: str
    streams: tuple[UUID, ...]
    reason: str | None
    correlation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCase:
    """A case that was read; `reference` is None where it is on no list, as an erasure."""

    stream: UUID
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRead:
    """A read as the log holds it. `read_at` is the database's time and never steps back."""

    position: int
    read_at: datetime
    subject: str
    worker: str | None
    role: str
    team: str | None
    agency: str | None
    act: str
    kind: str
    seen: tuple[SeenCase, ...]
    reason: str | None
    correlation_id: UUID


class TooManyReadsWaiting(Exception):
    """More reads wait to be recorded than can be kept; try again after so many seconds."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"too many reads wait, try again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class ReadNotRecorded(Exception):
    """The database does not answer: the read may be in the log or not, so it is not answered."""


class ReadRejected(Exception):
    """The database would not take this read; nothing of the call was recorded."""


class RecordingStopped(Exception):
    """The access log was closed: the process is ending."""
