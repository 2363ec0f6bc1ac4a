"""One lease's worth of relaying: send, have it acknowledged, move the checkpoint; side by side.

The checkpoint stays behind the first message that is not acknowledged; up to two pages are on their
way at once, and those are what is sent again after a crash.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from aiokafka.errors import KafkaTimeoutError

from shared.event_store.reading import LogReader
from shared.telemetry import log_of
from shared.telemetry.points import reached
from shared.transport.relay_lease import Advanced, Place, RelayLease
from shared.transport.relay_pages import RelayPages, Stored
from shared.transport.relay_rhythm import SECONDS_WHILE_MOVING, Rhythm
from shared.transport.sending import InFlight, Sending
from shared.transport.watermark import Watermark

log = log_of("relay")

PAGES_IN_FLIGHT: Final = 2
_LEASE_RENEWALS: Final = 3
UNACKNOWLEDGED: Final = "unacknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheWay:
    """A page that was handed over, and what it will have moved once it is acknowledged."""

    in_flight: InFlight
    step: Advanced


class RelayRun:
    """From `place` on, until a fault or the end of the lease."""

    def __init__(
        self,
        *,
        service: str,
        log_id: UUID,
        lease: RelayLease,
        pages: RelayPages,
        reader: LogReader,
        sending: Sending,
        place: Place,
        left_out: frozenset[int],
        most_seconds_unacknowledged: float,
    ) -> None:
        self._service = service
        self._log_id = log_id
        self._lease = lease
        self._pages = pages
        self._reader = reader
        self._sending = sending
        self._handed_over = place
        self._confirmed = place
        self._left_out = left_out
        self._most_seconds_unacknowledged = most_seconds_unacknowledged
        self._room = asyncio.Semaphore(PAGES_IN_FLIGHT)
        self._on_the_way: asyncio.Queue[OnTheWay] = asyncio.Queue()
        self._rhythm = Rhythm(place.position)
        self._is_level = False
        self.has_moved = False

    async def go_on(self) -> None:
        """Fenced, AnotherLog, HoleInLog, BatchRefused, KafkaError, or the database's own faults."""
        await first_to_end(self._send(), self._confirm(), self._keep())

    async def _send(self) -> None:
        following: asyncio.Task[Stored] | None = None
        try:
            while True:
                page = await (following or self._pages.after(*self._end()))
                if not page.rows:
                    page = await self._more()
                # The next page is fetched while this one is sent.
                following = None if page.is_level else asyncio.create_task(self._behind(page))
                await self._room.acquire()
                await self._hand_over(page)
        finally:
            if following is not None:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)

    async def _behind(self, page: Stored) -> Stored:
        last = page.rows[-1]
        return await self._pages.after(last["position"], last["event_id"])

    def _end(self) -> tuple[int, UUID | None]:
        return self._handed_over.position, self._handed_over.event_id

    async def _more(self) -> Stored:
        """Waits for the log to grow, or until it is time for a watermark."""
        position = self._handed_over.position
        seconds = max(0.0, self._seconds_to_watermark())
        is_more = await self._reader.wait_for_more(position, seconds)
        page = await self._pages.after(*self._end())
        if is_more and not page.rows:
            # Word of events that are not there: of a log that was restored to just this place.
            await asyncio.sleep(SECONDS_WHILE_MOVING)
        return page

    def _seconds_to_watermark(self) -> float:
        now = asyncio.get_running_loop().time()
        return self._rhythm.seconds_to_next(self._handed_over.position, now)

    async def _hand_over(self, page: Stored) -> None:
        before = self._handed_over
        counts = list(before.counts)
        partitions = len(counts)
        for row in page.rows:
            counts[row["partition_hash"] % partitions] += 1
        rows = page.rows
        if self._left_out:
            rows = [row for row in rows if row["position"] not in self._left_out]
        after = before
        if page.rows:
            last = page.rows[-1]
            after = Place(
                position=last["position"], event_id=last["event_id"], counts=tuple(counts)
            )
        self._handed_over = after
        is_time = self._seconds_to_watermark() <= 0.0
        batches = self._sending.batches(rows, self._watermarks(after) if is_time else ())
        if rows:
            reached("relay.before-send")
        in_flight = await self._sending.hand_over(batches)
        if rows:
            reached("relay.after-send")
        step = Advanced(before=before.position, after=after, sent=len(rows), is_level=page.is_level)
        self._on_the_way.put_nowait(OnTheWay(in_flight=in_flight, step=step))

    def _watermarks(self, place: Place) -> list[bytes]:
        self._rhythm.told(place.position, asyncio.get_running_loop().time())
        return [
            Watermark(
                service=self._service,
                log_id=self._log_id,
                partition=partition,
                position=place.position,
                event_id=place.event_id,
                count=count,
                epoch=self._lease.epoch,
            ).to_bytes()
            for partition, count in enumerate(place.counts)
        ]

    async def _confirm(self) -> None:
        while True:
            oldest = await self._on_the_way.get()
            await oldest.in_flight.acknowledged()
            if oldest.step.after.position != oldest.step.before:
                reached("relay.before-checkpoint")
                await self._lease.advance(self._log_id, oldest.step)
            self._confirmed = oldest.step.after
            self._is_level = oldest.step.is_level
            self.has_moved = True
            self._room.release()

    async def _keep(self) -> None:
        """Renews the lease, unless nothing is acknowledged for so long that a new producer, or
        another worker's, should try: the client by itself tries for ever.
        """
        loop = asyncio.get_running_loop()
        stuck_since: float | None = None
        while True:
            before = self._confirmed.position
            await asyncio.sleep(self._lease.lasts.total_seconds() / _LEASE_RENEWALS)
            stuck = self._confirmed.position == before != self._handed_over.position
            stuck_since = (stuck_since or loop.time()) if stuck else None
            stuck_for = loop.time() - stuck_since if stuck_since else 0.0
            if stuck_for > self._most_seconds_unacknowledged:
                raise KafkaTimeoutError(UNACKNOWLEDGED)
            await self._lease.keep(
                is_level=self._is_level and not stuck, waiting=UNACKNOWLEDGED if stuck else None
            )


async def first_to_end(*works: Coroutine[object, object, None]) -> None:
    """Does all of them side by side until one ends, and raises what that one raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
