"""The relay of one service: copies the stored bytes of its log to its topic, in order per case.

Any process may run one; the one that holds the lease sends. Whatever goes wrong, the checkpoint
does not pass a message that was not acknowledged; after a fault the pages on the way are sent
again, and readers drop what they have seen.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

from aiokafka.errors import KafkaError

from shared.broker.settings import KafkaSettings, KafkaUnusable
from shared.event_store.reading import LogReader
from shared.event_store.store import AnotherLog, HoleInLog
from shared.runner import Fenced, Patience, Pool, passing
from shared.telemetry import log_of
from shared.transport.relay_check import (
    HOLE_IN_LOG,
    LOG_REWRITTEN,
    PARTITIONS_DIFFER,
    RelayHalted,
    check_log,
)
from shared.transport.relay_lease import Place, RelayLease
from shared.transport.relay_pages import RelayPages
from shared.transport.relay_run import RelayRun
from shared.transport.relay_topic import last_sent
from shared.transport.sending import LARGEST_BATCH_BYTES, BatchRefused, sending
from shared.transport.topic_partitions import TopicMissing, partitions_of

log = log_of("relay")

PARTITIONS: Final = 12
TOPIC_MISSING: Final = "topic-missing"
TOO_LARGE: Final = "too-large"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayPace:
    """`page` is how many messages are fetched and sent at once; two pages may be on their way.

    When nothing of them is acknowledged for so many seconds, it begins anew with another producer.
    """

    page: int = 5_000
    most_seconds_unacknowledged: float = 60.0
    lease: timedelta = timedelta(seconds=10)
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """From the log of `service` to its topic, which has so many partitions."""

    kafka: KafkaSettings
    service: str
    partitions: int = PARTITIONS

    @property
    def topic(self) -> str:
        return self.kafka.topic_of(self.service)


class Relay:
    """`pool` and `reader` see the log's schema; `owner` is this process, by a fresh id."""

    def __init__(
        self,
        *,
        pool: Pool,
        reader: LogReader,
        route: Route,
        owner: UUID,
        pace: RelayPace | None = None,
    ) -> None:
        self._pace = pace or RelayPace()
        self._reader = reader
        self._route = route
        self._lease = RelayLease(pool, owner, self._pace.lease)
        self._pages = RelayPages(pool, self._pace.page)
        self._batch_bytes = LARGEST_BATCH_BYTES
        self._tries = 0

    async def run(self) -> None:
        """Until cancelled. RelayHalted, said in the row too; passing faults never leave."""
        while True:
            try:
                if not await self._lease.acquire():
                    await asyncio.sleep(self._pace.lease.total_seconds() / 3)
                    continue
                await self._lead()
            except Fenced:
                log.warning("relay-fenced", topic=self._route.topic)
                self._tries += 1
            except BatchRefused:
                continue
            except (KafkaError, KafkaUnusable, TopicMissing):
                self._tries += 1
            except Exception as fault:
                if not passing(fault):
                    raise
                self._tries += 1
                log.warning("relay-waits", attempt=self._tries, exc_info=fault)
            await asyncio.sleep(self._pace.patience.seconds(max(self._tries, 1)))

    async def _lead(self) -> None:
        """Relays while the lease lasts. The faults of the run, after the lease was given back."""
        try:
            place, log_id = await self._checked()
            log.info("relay-leads", topic=self._route.topic, epoch=self._lease.epoch)
            await self._relay(place, log_id)
        except (KafkaError, KafkaUnusable, TopicMissing) as fault:
            await self._say_waiting(fault)
            raise
        except RelayHalted as halted:
            await self._halt(halted.reason)
            raise
        except AnotherLog:
            await self._halt(LOG_REWRITTEN)
            raise RelayHalted(LOG_REWRITTEN) from None
        except HoleInLog:
            await self._halt(HOLE_IN_LOG)
            raise RelayHalted(HOLE_IN_LOG) from None
        finally:
            await self._release()

    async def _checked(self) -> tuple[Place, UUID]:
        """Where to go on, if this is the log that was relayed so far, to the topic there is."""
        found = await partitions_of(self._route.kafka, self._route.topic)
        if found != self._route.partitions:
            raise RelayHalted(PARTITIONS_DIFFER)
        on_topic = await last_sent(self._route.kafka, self._route.topic, found)
        checkpoint, counts = await self._lease.place()
        head = await self._reader.head()
        await check_log(self._pages, head, self._route.service, checkpoint, on_topic)
        position = checkpoint.position if checkpoint else 0
        if len(counts) != found:
            counts = await self._pages.counts(position, found)
        event_id = checkpoint.event_id if checkpoint else None
        return Place(position=position, event_id=event_id, counts=counts), head.log_id

    async def _relay(self, place: Place, log_id: UUID) -> None:
        left_out = await self._lease.left_out_after(place.position)
        async with sending(
            self._route.kafka,
            self._route.topic,
            partitions=self._route.partitions,
            epoch=self._lease.epoch,
            batch_bytes=self._batch_bytes,
        ) as producer:
            run = RelayRun(
                service=self._route.service,
                log_id=log_id,
                lease=self._lease,
                pages=self._pages,
                reader=self._reader,
                sending=producer,
                place=place,
                left_out=left_out,
                most_seconds_unacknowledged=self._pace.most_seconds_unacknowledged,
            )
            try:
                await run.go_on()
            except BatchRefused as refused:
                await self._make_room(refused)
                raise
            finally:
                if run.has_moved:
                    self._tries = 0

    async def _make_room(self, refused: BatchRefused) -> None:
        """A message that is refused alone is left out: readers have it from the feed. Where several
        were refused together, smaller batches are made from now on, to find it among them.
        """
        span = refused.span
        if span.first == span.last:
            await self._lease.leave_out(span.first, TOO_LARGE)
            log.error("message-left-out", position=span.first, reason=TOO_LARGE)
        else:
            self._batch_bytes //= 2
            log.warning("batch-refused", partition=span.partition, batch_bytes=self._batch_bytes)

    async def _say_waiting(self, fault: Exception) -> None:
        code = TOPIC_MISSING if isinstance(fault, TopicMissing) else type(fault).__name__
        log.warning("relay-waits", reason=code, attempt=self._tries + 1)
        await self._lease.say_waiting(code)

    async def _halt(self, reason: str) -> None:
        log.critical("relay-halted", topic=self._route.topic, reason=reason)
        await self._lease.halt(reason)

    async def _release(self) -> None:
        try:
            await self._lease.release()
        except Exception as fault:
            if not passing(fault):
                raise
            log.warning("lease-left-to-end", topic=self._route.topic)
