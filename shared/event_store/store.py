"""What goes into a log and what comes out: the plain data of appending and reading.

An append is one command's whole effect: events on one stream, or on several where a rule spans two
cases, with the rows of the service's own case list. It is stored whole or not at all.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event about to be stored.

    Exactly one of `occurred_on` (a London date) and `occurred_at` (an aware instant) is given.
    `payload` is JSON in UTF-8, personal fields already encrypted. `message` is the published
    CloudEvents document without its last brace: the log adds `time` and `position` and closes it.
    """

    event_id: UUID
    type: str
    schema_version: int = 1
    occurred_on: date | None = None
    occurred_at: datetime | None = None
    known_from: date | None = None
    import_source: str | None = None
    corrects: UUID | None = None
    payload: bytes
    message: bytes

    def __post_init__(self) -> None:
        if (self.occurred_on is None) == (self.occurred_at is None):
            raise ValueError("an event occurred on a date or at an instant, never both or neither")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """How a case shows in its service's list after an append; a newer version replaces it.

    `place` is where it stands in the procedure (`received`, `stage-1`, `closed`). `tags` are codes
    to filter by (`cause:delay`). `personal` and `summary` are JSON in UTF-8: ciphertexts, and plain
    codes that the list shows.
    """

    kind: str
    reference: str
    place: str
    stage: str | None = None
    team: str | None = None
    worker: str | None = None
    service_area: str | None = None
    opened_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None
    tags: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    personal: bytes | None = None
    summary: bytes = b"{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamAppend:
    """Events for one stream, which must stand at `expected_version` (0: it does not exist yet)."""

    stream_id: UUID
    stream_kind: str
    expected_version: int
    events: tuple[NewEvent, ...]
    list_row: ListRow | None = None

    def __post_init__(self) -> None:
        if not self.events:
            raise ValueError("an append without events says nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """One command's effect on the log.

    `fingerprint` is the keyed hash of the request. `answering` is the index in `streams` of the
    case that the command's answer shows. With `simulated_at` the log takes that instant for
    `recorded_at`, and is marked as simulated for ever.
    """

    command_id: UUID
    authority: str
    caller: str
    fingerprint: bytes
    actor: str
    actor_role: str
    actor_team: str | None = None
    correlation_id: UUID
    causation_id: UUID
    simulated_at: datetime | None = None
    streams: tuple[StreamAppend, ...]
    answering: int = 0

    def __post_init__(self) -> None:
        if len({stream.stream_id for stream in self.streams}) != len(self.streams):
            raise ValueError("a stream stands once in an append")
        if not 0 <= self.answering < len(self.streams):
            raise ValueError("the answering stream is not in the append")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCommand:
    """What a command wrote: versions are those of `streams` after it, `position` its last event."""

    command_id: UUID
    authority: str
    fingerprint: bytes
    caller: str
    streams: tuple[UUID, ...]
    versions: tuple[int, ...]
    answering: int
    recorded_at: datetime
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """Stored and on disk. `versions` in the order of the streams, `positions` of the events."""

    recorded_at: datetime
    versions: tuple[int, ...]
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """The command was stored before; nothing was written now."""

    command: StoredCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A stream had moved on; nothing of the append was written."""

    stream_id: UUID
    current_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A stream takes no more events; nothing of the append was written."""

    stream_id: UUID


Outcome = Appended | Duplicate | Conflict | Closed


class StoredEvent(NamedTuple):
    """What a case is read from: an event as the log holds it, without its message and its thread.

    A tuple, since a history has dozens of them, each made from the columns of its row.
    """

    position: int
    version: int
    event_id: UUID
    authority: str
    stream_kind: str
    type: str
    schema_version: int
    occurred_on: date | None
    occurred_at: datetime | None
    recorded_at: datetime
    known_from: date | None
    import_source: str | None
    corrects: UUID | None
    actor: str
    actor_role: str
    actor_team: str | None
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """A published message with its place in the log; `body` is sent byte for byte."""

    position: int
    event_id: UUID
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """Messages in log order. Read on after `read_to`, which moves on an empty page too."""

    messages: tuple[StoredMessage, ...]
    read_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """Which log this is and how far it reaches; `event_id` is None while it is empty."""

    log_id: UUID
    position: int
    event_id: UUID | None
    simulated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a reader has read. The event id tells a restored or a foreign log from its own."""

    log_id: UUID
    position: int
    event_id: UUID | None = field(default=None)


class QueueFull(Exception):
    """Too many appends wait; try again after so many seconds."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"the append queue is full, try again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class LogAhead(Exception):
    """The last event lies in the future: a wrong clock wrote it, so nothing more is appended."""


class SimulatedTimeAhead(Exception):
    """The simulated instant is later than the database's time."""


class OutcomeUnknown(Exception):
    """The database cannot be reached, so whether the append was stored is not known.

    The command's id tells, once the database answers again: repeat the command.
    """


class AnotherLog(Exception):
    """The reader's checkpoint does not belong to this log, or the log was restored shorter."""


class HoleInLog(Exception):
    """Positions are not contiguous: rows were deleted behind the service's back."""
