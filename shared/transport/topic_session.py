"""A process's time with one topic: it reads what it holds, keeps it, and heals what was lost.

All partitions are read by one consumer, and what came of several is one transaction. Any fault that
passes ends the session, and the next one begins from what is stored.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from shared.event_store.store import AnotherLog
from shared.runner import Delivery, Feed, Pace, SourceUnavailable
from shared.runner.healing import whole
from shared.runner.news import News
from shared.runner.progress import Progress
from shared.telemetry import log_of
from shared.transport.topic_client import TopicClient
from shared.transport.topic_healing import Healing, heal
from shared.transport.topic_holding import Holding
from shared.transport.topic_keeping import Keeping
from shared.transport.topic_records import Record, content_of
from shared.transport.topic_slot import Walk

log = log_of("runner")


class TopicSession:
    """Reads while it holds partitions; `go_on` ends only by a fault or when cancelled.

    `has_begun` once the broker, the database and the leases were all there.
    """

    def __init__(
        self, *, holding: Holding, keeping: Keeping, client: TopicClient, feed: Feed, pace: Pace
    ) -> None:
        self._holding = holding
        self._keeping = keeping
        self._client = client
        self._feed = feed
        self._pace = pace
        self._source = keeping.sharing.source
        self._renew_at = 0.0
        self._heal_at = 0.0
        self._failed_to_heal = 0
        self.has_begun = False

    async def go_on(self) -> None:
        """Fenced; what halts a reader; passing faults."""
        clock = asyncio.get_running_loop().time
        while True:
            if clock() >= self._renew_at:
                await self._holding.tend()
                self._renew_at = clock() + self._holding.renewed_every
                self.has_begun = True
            sick = self._holding.sick
            heals = bool(sick) and clock() >= self._heal_at
            if heals:
                await self._heal()
            until = min(self._renew_at, self._heal_at) if sick else self._renew_at
            wait = 0.0 if heals else min(self._pace.wait_seconds, max(0.0, until - clock()))
            well = self._holding.offsets
            if well:
                await self._read(well, wait)
            else:
                await asyncio.sleep(wait)

    async def _read(self, partitions: Collection[int], wait_seconds: float) -> None:
        found = await self._client.records(
            partitions, limit=self._pace.page, wait_seconds=wait_seconds
        )
        if not found:
            return
        before = {partition: self._holding.slots[partition].progress for partition in found}
        walks = {
            partition: self._walk(partition, before[partition], records)
            for partition, records in found.items()
        }
        if any(walk.is_doubtful for walk in walks.values()):
            await self._ask_about(before)
        news = await self._keeping.news_of(_in_order(walks))
        gaps = await self._with_gaps(walks, news, before)
        healings: dict[int, Healing] = {}
        for partition, up_to in gaps.items():
            offset = self._holding.slots[partition].next_offset
            healings[partition] = Healing(up_to=up_to, next_offset=offset)
            del walks[partition]
        if gaps:
            news = await self._keeping.news_of(_in_order(walks))
        reached = {partition: walk.progress for partition, walk in walks.items()}
        await self._keep(news, before, reached)
        for partition, walk in walks.items():
            if walk.heal_to is not None:
                offset = self._holding.slots[partition].next_offset
                healings[partition] = Healing(up_to=walk.heal_to, next_offset=offset)
        for partition, healing in healings.items():
            self._heal_from(partition, healing)

    def _walk(self, partition: int, progress: Progress, records: Sequence[Record]) -> Walk:
        walk = Walk(progress)
        walk.through(
            content_of(record, service=self._source, partition=partition) for record in records
        )
        for refused in walk.refused:
            log.error(
                "record-refused",
                source=self._source,
                partition=partition,
                offset=refused.offset,
                reason=refused.reason,
            )
        for watermark in walk.miscounted:
            log.error(
                "watermark-counts-more",
                source=self._source,
                partition=partition,
                position=watermark.position,
                epoch=watermark.epoch,
            )
        return walk

    async def _ask_about(self, before: Mapping[int, Progress]) -> None:
        """Something came again: is the furthest place of these still one in the log? AnotherLog."""
        furthest = max(before.values(), key=lambda progress: progress.position)
        await self._feed.head(furthest.checkpoint)

    async def _with_gaps(
        self, walks: Mapping[int, Walk], news: News, before: Mapping[int, Progress]
    ) -> dict[int, int]:
        """The partitions that miss something of a case, and up to where; AnotherLog.

        What does not follow although all up to there was seen is left to the projection, which
        refuses it, so that its case is parked.
        """
        homes = {
            one.stream_id: partition for partition, walk in walks.items() for one in walk.deliveries
        }
        for one in news.fresh:
            passed = before[homes[one.stream_id]]
            if one.position <= passed.read_to and one.stream_id not in news.parked:
                await self._check_passed(one, passed)
        gaps: dict[int, int] = {}
        for one in news.gaps:
            partition = homes[one.stream_id]
            if one.position > before[partition].read_to:
                gaps[partition] = max(gaps.get(partition, 0), one.position)
        return gaps

    async def _check_passed(self, one: Delivery, passed: Progress) -> None:
        """A message that is new although everything up to it was seen: is it the log's?"""
        assert passed.log_id is not None
        there = await self._feed.at(passed.log_id, one.position)
        if there is None or there.event_id != one.event_id:
            raise AnotherLog("another event stands at a position that was read")
        log.error("message-was-missing", source=self._source, position=one.position)

    def _heal_from(self, partition: int, healing: Healing) -> None:
        log.error(
            "topic-lost-messages",
            source=self._source,
            partition=partition,
            from_position=self._holding.slots[partition].progress.read_to,
            to_position=healing.up_to,
        )
        self._holding.set_healing(partition, healing)

    async def _heal(self) -> None:
        """One page of the feed. An owner that is away is asked again later; the rest goes on."""
        sick = self._holding.sick
        before = {partition: one.progress for partition, one in sick.items()}
        try:
            healed = await heal(
                self._feed, sick, slots=self._keeping.sharing.slots, limit=self._pace.page
            )
            news = await whole(
                self._keeping.pool,
                self._keeping.sharing.name,
                self._keeping.projection,
                self._feed,
                healed.deliveries,
            )
        except SourceUnavailable as away:
            self._failed_to_heal += 1
            wait = self._pace.patience.seconds(self._failed_to_heal)
            self._heal_at = asyncio.get_running_loop().time() + wait
            log.warning("healing-waits", source=self._source, seconds=wait, exc_info=away)
            return
        self._failed_to_heal = 0
        await self._keep(news, before, healed.reached)

    async def _keep(
        self,
        news: News,
        before: Mapping[int, Progress],
        reached: Mapping[int, Progress],
    ) -> None:
        if not reached:
            return
        await self._keeping.keep(self._holding.epochs, news, before=before, reached=reached)
        for partition, progress in reached.items():
            self._holding.moved(partition, progress)


def _in_order(walks: Mapping[int, Walk]) -> list[Delivery]:
    """What several partitions told, each message once, in the order of the log."""
    told: dict[tuple[int, UUID], Delivery] = {}
    for walk in walks.values():
        told |= {(one.position, one.event_id): one for one in walk.deliveries}
    return sorted(told.values(), key=lambda one: one.position)
