"""The partitions that a process holds of one topic, and where it reads on in each of them."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from shared.runner import Feed, Pool, SourceUnavailable
from shared.runner.ahead import given_up
from shared.runner.feed import LogPlace
from shared.runner.progress import Progress
from shared.runner.shares import (
    Epochs,
    Sharing,
    advance_all,
    furthest,
    hold_all,
    leave,
    take_part,
)
from shared.telemetry import log_of
from shared.transport.topic_client import Bounds, TopicClient
from shared.transport.topic_healing import Healing, Sick

log = log_of("runner")

RENEWALS: Final = 3
"""So often is a lease renewed before it would end."""


@dataclass(slots=True, kw_only=True)
class Held:
    """A partition that is held. While it heals, nothing is taken from the topic."""

    epoch: int
    progress: Progress
    healing: Healing | None = None

    @property
    def next_offset(self) -> int:
        """Of a partition that is read from the topic, and so has one."""
        assert self.progress.next_offset is not None
        return self.progress.next_offset


class Holding:
    """Leases of partitions, kept, taken and given up, and what the owner says of its log."""

    def __init__(self, pool: Pool, sharing: Sharing, client: TopicClient, feed: Feed) -> None:
        self._pool = pool
        self._sharing = sharing
        self._client = client
        self._feed = feed
        self._asking: asyncio.Task[LogPlace | None] | None = None
        self._head: int | None = None
        self.slots: dict[int, Held] = {}
        self.renewed_every = sharing.lease.total_seconds() / RENEWALS

    @property
    def epochs(self) -> Epochs:
        return {partition: held.epoch for partition, held in self.slots.items()}

    @property
    def offsets(self) -> dict[int, int]:
        """The next offset of each partition that is read from the topic now.

        One that was just taken has none yet: whoever tells of lag may look in that moment.
        """
        return {
            partition: offset
            for partition, held in self.slots.items()
            if held.healing is None and (offset := held.progress.next_offset) is not None
        }

    @property
    def sick(self) -> dict[int, Sick]:
        """The partitions that wait for what the topic lost of them."""
        return {
            partition: Sick(progress=held.progress, healing=held.healing)
            for partition, held in self.slots.items()
            if held.healing is not None
        }

    async def tend(self) -> None:
        """Renews, takes and gives up leases. AnotherLog where the owner's log is not ours."""
        async with self._pool.acquire() as connection:
            epochs = await take_part(connection, self._sharing, self.epochs, head=self._head)
        gone, new = self.slots.keys() - epochs.keys(), epochs.keys() - self.slots.keys()
        for partition in gone:
            del self.slots[partition]
        for partition in new:
            self.slots[partition] = Held(epoch=epochs[partition], progress=Progress())
        there = await self._owner_says()
        if new:
            await self._place({partition: epochs[partition] for partition in new}, there)
        if gone or new:
            log.info("partitions-held", source=self._sharing.source, count=len(self.slots))
            self._client.read_from(
                {
                    partition: held.healing.next_offset if held.healing else held.next_offset
                    for partition, held in self.slots.items()
                }
            )

    def set_healing(self, partition: int, healing: Healing) -> None:
        """The partition is not read any more until the feed has been read so far."""
        self.slots[partition].healing = healing

    def moved(self, partition: int, progress: Progress) -> None:
        """The partition stands there now; one that has healed is read from the topic again."""
        held = self.slots[partition]
        held.progress = progress
        if held.healing is not None and progress.read_to >= held.healing.up_to:
            held.healing = None
            self._client.seek(partition, held.next_offset)

    async def end(self, halted: str | None = None) -> None:
        """Gives everything up at once, having said in the rows why, where we halt."""
        if self._asking is not None:
            await given_up(self._asking)
        async with self._pool.acquire() as connection:
            await leave(connection, self._sharing, self.epochs, halted=halted)
        self.slots.clear()

    async def _owner_says(self) -> LogPlace | None:
        """What the owner answered since it was asked last; None where it did not. AnotherLog.

        It is asked aside, so that an owner that is slow does not hold up the topic; but what a
        session begins with is worth waiting for.
        """
        asked = self._asking
        if asked is None:
            asked = self._asking = asyncio.create_task(self._ask_owner())
            await asyncio.wait([asked], timeout=self.renewed_every)
        if not asked.done():
            self._head = None
            return None
        self._asking = asyncio.create_task(self._ask_owner())
        there = asked.result()
        self._head = there.position if there else None
        return there

    async def _ask_owner(self) -> LogPlace | None:
        try:
            async with self._pool.acquire() as connection:
                known = await furthest(connection, self._sharing)
            return await self._feed.head(known)
        except SourceUnavailable as away:
            log.warning("owner-not-asked", source=self._sharing.source, exc_info=away)
            return None

    async def _place(self, epochs: Epochs, there: LogPlace | None) -> None:
        """Finds where to read on in each of these partitions: where it was left, as a rule."""
        async with self._pool.acquire() as connection:
            found = await hold_all(connection, self._sharing, epochs)
        bounds = await self._client.bounds(found)
        for partition, progress in found.items():
            held = await self._placed(epochs[partition], partition, progress, bounds[partition])
            if there is not None:
                log_id, head = progress.log_id or there.log_id, there.position
                held.progress = replace(held.progress, log_id=log_id, head=head)
            self.slots[partition] = held
        if there is not None:
            # The log is the one we know: whatever we once halted for is over.
            known = {partition: self.slots[partition].progress for partition in epochs}
            async with self._pool.acquire() as connection, connection.transaction():
                await hold_all(connection, self._sharing, epochs)
                await advance_all(connection, self._sharing, known)

    async def _placed(self, epoch: int, partition: int, progress: Progress, bounds: Bounds) -> Held:
        offset = progress.next_offset
        if offset is None and progress.read_to == 0:
            offset = bounds.first
        if offset is not None and bounds.first <= offset <= bounds.following:
            return Held(epoch=epoch, progress=replace(progress, next_offset=offset))
        # Asked after the topic: whatever stands before the end it had, the owner's feed holds too.
        there = await self._feed.head(progress.checkpoint)
        say = log.info if offset is None else log.critical
        say(
            "topic-joined" if offset is None else "offset-not-on-topic",
            source=self._sharing.source,
            partition=partition,
            offset=offset,
            from_position=progress.read_to,
            to_position=there.position,
        )
        if there.position <= progress.read_to:
            return Held(epoch=epoch, progress=replace(progress, next_offset=bounds.following))
        healing = Healing(up_to=there.position, next_offset=bounds.following)
        return Held(epoch=epoch, progress=progress, healing=healing)
