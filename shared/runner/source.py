"""What a reader reads from: pages of messages in log order, and all messages of one case."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Final, Protocol, Self
from uuid import UUID

import orjson

from shared.event_store.store import Checkpoint
from shared.messages.reading import UnreadableMessage

LAST_POSITION: Final = 2**63 - 1
LAST_VERSION: Final = 2**31 - 1
"""What the log's own columns hold. More is no message, and must not reach a statement of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message as it came: its stored bytes, and what is known without opening its data.

    `version` is the version of the case after the event: 1, 2, 3, … without holes.
    """

    position: int
    event_id: UUID
    stream_id: UUID
    version: int
    recorded_at: datetime
    body: bytes

    @classmethod
    def of(cls, body: bytes, document: object = None) -> Self:
        """`document` is the parsed body, where the caller has it. Raises UnreadableMessage."""
        try:
            told = orjson.loads(body) if document is None else document
            if not isinstance(told, dict):
                raise UnreadableMessage("a message is an object")
            position, version = int(told["position"]), int(told["caseversion"])
            if not (0 < position <= LAST_POSITION and 0 < version <= LAST_VERSION):
                raise UnreadableMessage("no log has such a position or version")
            return cls(
                position=position,
                event_id=UUID(told["id"]),
                stream_id=UUID(told["subject"]),
                version=version,
                recorded_at=_instant(told["time"]),
                body=body,
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UnreadableMessage("the heading cannot be read") from None


def _instant(told: str) -> datetime:
    instant = datetime.fromisoformat(told)
    if instant.tzinfo is None:
        raise UnreadableMessage("a time needs its zone")
    if not MINYEAR < instant.year < MAXYEAR:
        raise UnreadableMessage("in UTC the time may be none")
    return instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Messages in the order of their positions.

    `read_to` is the log's position up to which this reader has now seen everything of its own;
    with partitions it may lie beyond the last message. `head` is the log's last position then.
    """

    log_id: UUID
    deliveries: tuple[Delivery, ...]
    read_to: int
    head: int

    @property
    def is_level(self) -> bool:
        """Nothing more was to be read when the page was."""
        return self.read_to >= self.head


class Source(Protocol):
    """A log as its readers reach it."""

    @property
    def name(self) -> str:
        """The service whose log it is."""

    async def page(self, after: Checkpoint | None, *, limit: int, wait_seconds: float) -> Page:
        """Messages after the checkpoint; waits so long for the first one.

        AnotherLog where the checkpoint does not belong to the log; HoleInLog; SourceUnavailable
        where trying again may help.
        """

    async def case(self, stream_id: UUID) -> tuple[Delivery, ...]:
        """All messages of one case in the order of their versions."""


class SourceUnavailable(Exception):
    """The log's owner did not answer, or answered that it cannot now: a passing fault."""


class SourceRefuses(SourceUnavailable):
    """The owner answers, but not to us: our credential or our request is at fault."""


class UnreadablePage(Exception):
    """The page holds what is no message, so that no case can be told to park: an alarm."""
