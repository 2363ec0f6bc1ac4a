"""Partitions that were just taken, while it is found out where to read on in them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import uuid5

from typing_extensions import override

from shared.event_store.store import Checkpoint
from shared.runner import Feed
from shared.runner.feed import LogPlace
from shared.runner.shares import Sharing
from shared.runner.slots import cut_into
from shared.transport.topic_client import TopicClient
from shared.transport.topic_holding import Holding
from tests.projections.conftest import Projected
from tests.projections.messages import LOG
from tests.shared.runner.served_log import feed_of
from tests.shared.transport.consuming.carried import PARTITIONS, Carried


class LookedAt(Feed):
    """While the owner is asked where its log ends, somebody looks at the offsets."""

    look: Callable[[], Mapping[int, int]]
    seen: Mapping[int, int] | None = None

    @override
    async def head(self, checkpoint: Checkpoint | None) -> LogPlace:
        self.seen = self.look()
        return await super().head(checkpoint)


async def test_whoever_tells_of_lag_while_partitions_are_taken_finds_none_of_them(
    projected: Projected, carried: Carried
) -> None:
    carried.record(9)
    await carried.carry()
    sharing = Sharing(
        name="figures",
        source="complaints",
        owner=uuid5(LOG, "one"),
        slots=PARTITIONS,
        lease=timedelta(minutes=1),
    )
    topic = carried.kafka.topic_of("complaints")
    async with (
        TopicClient.opened(carried.kafka, topic, name="readers") as client,
        feed_of(carried.log) as feed,
    ):
        asked = LookedAt(feed._client, name=feed.name, token=feed._token)
        holding = Holding(projected.pool, sharing, client, asked)
        asked.look = lambda: holding.offsets
        async with projected.pool.acquire() as connection:
            await cut_into(connection, sharing.name, sharing.source, PARTITIONS)
        await holding.tend()
        assert asked.seen == {}
        assert holding.offsets == dict.fromkeys(range(PARTITIONS), 0)
        await holding.end()
