"""Sending to a topic: batches made by hand, each partition's in order, acknowledged by all copies.

One producer's order is the topic's: a batch that the broker does not take lets none of its
partition's later ones through, because their sequence numbers no longer follow.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    KafkaError,
    MessageSizeTooLargeError,
    ProducerClosed,
    RecordListTooLargeError,
)

from shared.broker.settings import LONGEST_MESSAGE_BYTES, KafkaSettings
from shared.telemetry import log_of
from shared.transport.leaving import still_wanted

EPOCH_HEADER: Final = "candour-relay-epoch"
LINGER_MILLISECONDS: Final = 5
COMPRESSION: Final = "zstd"
# Below what a broker takes by default, also where the bytes cannot be compressed.
LARGEST_BATCH_BYTES: Final = 900_000
REQUEST_MILLISECONDS: Final = 30_000
_SECONDS_TO_CLOSE: Final = 5.0
_REFUSALS: Final = (MessageSizeTooLargeError, RecordListTooLargeError)

log = log_of("relay")

Headers = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Messages of one partition at positions `first` to `last`; none where `last` is 0."""

    partition: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one partition on their way."""

    span: Span
    builder: Any


class BatchRefused(Exception):
    """The broker will never take these messages together; or alone, where it is one."""

    def __init__(self, span: Span) -> None:
        super().__init__(f"partition {span.partition} refuses {span.first} to {span.last}")
        self.span = span


class InFlight:
    """Batches that were handed over; each outcome is taken, also where nobody waits for it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Batch, asyncio.Future[object]]] = []

    def add(self, batch: Batch, outcome: asyncio.Future[object]) -> None:
        outcome.add_done_callback(_taken)
        self._waiting.append((batch, outcome))

    async def acknowledged(self) -> None:
        """Returns when all are. BatchRefused, or what else the client gave up with.

        A watermark that is refused can neither be left out nor made smaller: that is for whoever
        set the topic's limit, and waited for like any fault of the broker.
        """
        for batch, outcome in self._waiting:
            try:
                await outcome
            except _REFUSALS:
                if not batch.span.last:
                    raise
                raise BatchRefused(batch.span) from None


class Sending:
    """One producer of one topic, for as long as one relay leads."""

    def __init__(self, producer: AIOKafkaProducer, topic: str, partitions: int, epoch: int) -> None:
        self._producer = producer
        self._topic = topic
        self._partitions = partitions
        self._headers: Headers = [(EPOCH_HEADER, str(epoch).encode("ascii"))]

    def batches(
        self, rows: Sequence[asyncpg.Record], watermarks: Sequence[bytes] = ()
    ) -> list[Batch]:
        """The rows in batches, for each partition in order; then its watermark, if there is one.

        BatchRefused for a message that no topic of ours takes.
        """
        made: list[Batch] = []
        builders: list[Any] = [None] * self._partitions
        firsts, lasts = [0] * self._partitions, [0] * self._partitions
        partitions, headers = self._partitions, self._headers

        def close(partition: int) -> None:
            builder = builders[partition]
            if builder is not None:
                builder.close()
                span = Span(partition=partition, first=firsts[partition], last=lasts[partition])
                made.append(Batch(span, builder))

        def begin(partition: int, key: bytes | None, value: bytes) -> None:
            close(partition)
            builder = builders[partition] = self._producer.create_batch()
            builder.append(timestamp=None, key=key, value=value, headers=headers)

        for position, _event, key, hashed, message in rows:
            partition = hashed % partitions
            if len(message) > LONGEST_MESSAGE_BYTES:
                raise BatchRefused(Span(partition=partition, first=position, last=position))
            builder = builders[partition]
            if builder is None or not _fits(builder, key, message, headers):
                begin(partition, key, message)
                firsts[partition] = position
            lasts[partition] = position
        for partition, watermark in enumerate(watermarks):
            builder = builders[partition]
            if builder is None or not _fits(builder, None, watermark, headers):
                begin(partition, None, watermark)
                firsts[partition] = lasts[partition] = 0
        for partition in range(partitions):
            close(partition)
        return made

    async def hand_over(self, batches: Sequence[Batch]) -> InFlight:
        """Waits until the client has taken them all, each behind the one before it."""
        in_flight = InFlight()
        for batch in batches:
            outcome = await self._producer.send_batch(
                batch.builder, self._topic, partition=batch.span.partition
            )
            in_flight.add(batch, outcome)
        return in_flight


def _fits(builder: Any, key: bytes | None, value: bytes, headers: Headers) -> bool:  # noqa: ANN401 - aiokafka is untyped
    added = builder.append(timestamp=None, key=key, value=value, headers=headers)
    return added is not None


def _taken(outcome: asyncio.Future[object]) -> None:
    if not outcome.cancelled():
        outcome.exception()


@asynccontextmanager
async def sending(
    kafka: KafkaSettings,
    topic: str,
    *,
    partitions: int,
    epoch: int,
    batch_bytes: int = LARGEST_BATCH_BYTES,
) -> AsyncIterator[Sending]:
    """Connect; at the end nothing more is sent, not even what was handed over. KafkaError.

    `batch_bytes` is how large a batch may become; a message that is larger is alone in its own.
    """
    producer = AIOKafkaProducer(
        **kafka.client_options(),
        client_id="candour-relay",
        enable_idempotence=True,
        acks="all",
        linger_ms=LINGER_MILLISECONDS,
        compression_type=COMPRESSION,
        max_batch_size=batch_bytes,
        max_request_size=LONGEST_MESSAGE_BYTES,
        request_timeout_ms=REQUEST_MILLISECONDS,
    )
    try:
        await producer.start()
        yield Sending(producer, topic, partitions, epoch)
    finally:
        await _abandon(producer)


async def _abandon(producer: AIOKafkaProducer) -> None:
    # To stop is to wait for whatever was handed over, for ever while the broker is away; and a
    # relay that lost its lease should not send more. The client offers no other way to drop it.
    waiting = producer._message_accumulator  # noqa: SLF001
    dropped = [*waiting._pending_batches, *(one for of in waiting._batches.values() for one in of)]  # noqa: SLF001
    waiting.fail_all(ProducerClosed())
    for batch in dropped:
        batch._drain_waiter.exception()  # noqa: SLF001 - nobody else takes it
    try:
        await asyncio.wait_for(producer.stop(), _SECONDS_TO_CLOSE)
    except (TimeoutError, KafkaError, KeyError) as fault:
        log.warning("producer-left", exc_info=fault)
        await producer.client.close()
    still_wanted()
