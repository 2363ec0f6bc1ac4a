"""How far a partition of a topic reaches: a record that the relay writes between the messages.

A watermark at position p stands behind every message of its partition up to p that the relay sent,
and says how many distinct ones there are in the log. A reader that has counted as many has seen all
of them; one that has counted fewer has lost some, and fetches them from the owner's feed.
"""

from dataclasses import dataclass
from typing import Final, Protocol, Self
from uuid import UUID

import orjson

from shared.messages.reading import UnreadableMessage
from shared.messages.watermark_schema import TYPE
from shared.runner.source import LAST_POSITION

CONTENT_TYPE: Final = "application/json"


class Keyed(Protocol):
    """A record of a topic, as far as it tells what kind it is."""

    @property
    def key(self) -> bytes | None: ...


def is_watermark(record: Keyed) -> bool:
    """Whether it is one, or claims to be: messages of cases have a key, watermarks have none."""
    return record.key is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watermark:
    """`count` is of the distinct messages of this partition at positions 1 to `position`.

    `event_id` is of the log's event at `position`, whichever partition that is on; None at 0. It
    tells a log that went on from this position from one that was restored and went another way.
    `epoch` is the lease of the relay that wrote it.
    """

    service: str
    log_id: UUID
    partition: int
    position: int
    event_id: UUID | None
    count: int
    epoch: int

    @classmethod
    def of(cls, value: bytes | None) -> Self:
        """Raises UnreadableMessage, also for a document of another type."""
        try:
            told = orjson.loads(value or b"")
            if told["type"] != TYPE:
                raise UnreadableMessage("not a watermark")
            _, service, log_id = told["source"].split("/")
            data = told["data"]
            event = data["event"]
            position, count = int(data["position"]), int(data["count"])
            if not (0 <= position <= LAST_POSITION and 0 <= count <= LAST_POSITION):
                raise UnreadableMessage("no log has such a position or count")
            return cls(
                service=service,
                log_id=UUID(log_id),
                partition=int(data["partition"]),
                position=position,
                event_id=None if event is None else UUID(event),
                count=count,
                epoch=int(data["epoch"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UnreadableMessage("the watermark cannot be read") from None

    def to_bytes(self) -> bytes:
        """One CloudEvents document in structured JSON, as a Kafka value."""
        return orjson.dumps(
            {
                "specversion": "1.0",
                "id": f"{self.partition}.{self.position}.{self.epoch}",
                "source": f"/{self.service}/{self.log_id}",
                "type": TYPE,
                "datacontenttype": CONTENT_TYPE,
                "data": {
                    "partition": self.partition,
                    "position": str(self.position),
                    "event": None if self.event_id is None else str(self.event_id),
                    "count": self.count,
                    "epoch": self.epoch,
                },
            }
        )
