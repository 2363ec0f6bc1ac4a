"""A page kept: what it tells, and how far that takes its slots, in one fenced transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.runner import Delivery, Fenced, Pool, Projection
from shared.runner.news import News, news_of
from shared.runner.parking import apply_or_park
from shared.runner.progress import Progress
from shared.runner.shares import Epochs, Sharing, advance_all, hold_all
from shared.telemetry import log_of
from shared.telemetry.points import reached as point_reached

log = log_of("runner")

BEFORE_CHECKPOINT: Final = "topic.before-checkpoint"
AFTER_COMMIT: Final = "topic.after-commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Writes what the slots of one source tell into one projection."""

    pool: Pool
    sharing: Sharing
    projection: Projection

    async def keep(
        self,
        held: Epochs,
        news: News,
        *,
        before: Mapping[int, Progress],
        reached: Mapping[int, Progress],
    ) -> None:
        """Fenced where a slot is not ours any more, or stands elsewhere than we thought."""
        source = self.sharing.source
        epochs = {slot: held[slot] for slot in reached}
        parked = 0
        async with self.pool.acquire() as connection, connection.transaction():
            stored = await hold_all(connection, self.sharing, epochs)
            if any(stored[slot].read_to != before[slot].read_to for slot in reached):
                raise Fenced(source)
            if news.fresh:
                parked = await apply_or_park(
                    connection,
                    self.sharing.name,
                    source,
                    self.projection,
                    news.fresh,
                    parked_before=news.parked,
                )
            point_reached(BEFORE_CHECKPOINT)
            await advance_all(connection, self.sharing, reached)
        point_reached(AFTER_COMMIT)
        if parked:
            log.error("messages-parked", source=source, parked=parked)

    async def news_of(self, deliveries: Sequence[Delivery]) -> News:
        """Which of these messages are new, and which of them do not follow what was applied."""
        sharing = self.sharing
        return await news_of(self.pool, sharing.name, sharing.source, self.projection, deliveries)
