"""A record of a topic read: a message of the log, a watermark, or what is neither.

What is neither is refused, counted and passed by: whoever can write to the topic must not be able
to stop a county. If it stood in the place of a message, that message is missed by the next
watermark's count, and fetched from its owner.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol
from uuid import UUID

import orjson

from shared.messages.reading import UnreadableMessage
from shared.runner import Delivery
from shared.transport.watermark import Keyed, Watermark, is_watermark

UNREADABLE: Final = "unreadable"
ANOTHER_SERVICE: Final = "another-service"


class Record(Keyed, Protocol):
    """What is looked at in a record of a topic; aiokafka's ConsumerRecord is one."""

    @property
    def value(self) -> bytes | None: ...
    @property
    def offset(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message of the log `log_id`."""

    offset: int
    log_id: UUID
    delivery: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """How far the partition reaches."""

    offset: int
    watermark: Watermark


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that is nothing of ours; `reason` is a code."""

    offset: int
    reason: str


Content = Told | Marked | Refused


def content_of(record: Record, *, service: str, partition: int) -> Content:
    """What the record of a topic of `service` says; it never raises."""
    try:
        if is_watermark(record):
            return _marked(record, service, partition)
        return _told(record, service)
    except UnreadableMessage:
        return Refused(offset=record.offset, reason=UNREADABLE)


def _marked(record: Record, service: str, partition: int) -> Content:
    watermark = Watermark.of(record.value)
    if (watermark.service, watermark.partition) != (service, partition):
        return Refused(offset=record.offset, reason=ANOTHER_SERVICE)
    return Marked(offset=record.offset, watermark=watermark)


def _told(record: Record, service: str) -> Content:
    body = record.value or b""
    try:
        document = orjson.loads(body)
        said, log = _service_and_log(document["source"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableMessage("the record is no message") from None
    if said != service:
        return Refused(offset=record.offset, reason=ANOTHER_SERVICE)
    return Told(offset=record.offset, log_id=log, delivery=Delivery.of(body, document))


@lru_cache(maxsize=64)
def _service_and_log(source: str) -> tuple[str, UUID]:
    """`/<service>/<log id>` taken apart: the same on every message of a topic."""
    _, service, log_id = source.split("/")
    return service, UUID(log_id)
