"""Reading the log: its messages in their order, and how far it reaches."""

import asyncio
from collections.abc import Sequence
from typing import Final
from uuid import UUID

import asyncpg

from shared.database.engine import Pool
from shared.event_store.news import LogNews
from shared.event_store.store import (
    AnotherLog,
    Checkpoint,
    HoleInLog,
    LogHead,
    MessagePage,
    StoredMessage,
)

_MOST_ROWS: Final = 10_000
_SECONDS_BETWEEN_LOOKS: Final = 1.0
_PAGE: Final = """
select position, event_id,
       case when partition_hash % $3::integer = $2::integer then message end as message
  from events where position > $1 order by position limit $4
"""
_CASE: Final = """
select position, event_id, message from events
 where stream_id = $1 and position > $2 order by version limit $3
"""
_HEAD: Final = """
select i.log_id, i.simulated, coalesce(e.position, 0) as position, e.event_id
  from log_identity i
  left join (select position, event_id from events order by position desc limit 1) e on true
"""
_REFUSES: Final = """
select coalesce((select e.recorded_at > clock_timestamp() + interval '2 seconds'
                   from events e order by e.position desc limit 1)
                and not i.simulated, false)
  from log_identity i
"""


class LogReader:
    """Reads a log through a pool whose search path is the log's schema."""

    def __init__(self, pool: Pool, news: LogNews) -> None:
        self._pool = pool
        self._news = news

    async def page(
        self, after: int, limit: int = 500, partition: int = 0, of: int = 1
    ) -> MessagePage:
        """The messages of partition `partition` of `of` in the next stretch of the log.

        The stretch is long enough for about `limit` messages, and is read in full, so that a hole
        is seen whichever partition it fell on. Raises HoleInLog.
        """
        stretch = min(limit * of, _MOST_ROWS)
        rows = await self._pool.fetch(_PAGE, after, partition, of, stretch)
        # Positions rise, so the last of them tells whether one is missing.
        if rows and rows[-1]["position"] != after + len(rows):
            raise _hole_in(rows, after)
        return _page(rows, after + len(rows))

    async def case_page(
        self, stream_id: UUID, after: int = 0, limit: int = _MOST_ROWS
    ) -> MessagePage:
        """The messages of one case after position `after`."""
        rows = await self._pool.fetch(_CASE, stream_id, after, limit)
        return _page(rows, rows[-1]["position"] if rows else after)

    async def head(self) -> LogHead:
        row = await self._pool.fetchrow(_HEAD)
        assert row is not None
        return LogHead(
            log_id=row["log_id"],
            position=row["position"],
            event_id=row["event_id"],
            simulated=row["simulated"],
        )

    async def event_at(self, position: int) -> UUID | None:
        """The id of the event at `position`; None where there is none."""
        found = await self._pool.fetchval(
            "select event_id from events where position = $1", position
        )
        assert found is None or isinstance(found, UUID)
        return found

    async def check(self, checkpoint: Checkpoint) -> None:
        """Raises AnotherLog unless the reader's checkpoint is a place in this very log."""
        head = await self.head()
        if checkpoint.log_id != head.log_id:
            raise AnotherLog("the reader comes from another log")
        if checkpoint.position > head.position:
            raise AnotherLog("the log is shorter than what was read of it")
        if checkpoint.position == 0 or checkpoint.event_id is None:
            return
        if await self.event_at(checkpoint.position) != checkpoint.event_id:
            raise AnotherLog("another event stands where the reader stopped")

    async def wait_for_more(self, position: int, seconds: float) -> bool:
        """Wait until the log reaches beyond `position`; False when `seconds` pass first."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while (left := deadline - loop.time()) > 0:
            if await self._news.wait(position, min(left, _SECONDS_BETWEEN_LOOKS)):
                return True
            self._news.heard((await self.head()).position)
        return self._news.position > position

    async def refuses_appends(self) -> bool:
        """Whether the last event lies so far in the future that the log takes no more."""
        return bool(await self._pool.fetchval(_REFUSES))


def _page(rows: Sequence[asyncpg.Record], read_to: int) -> MessagePage:
    """Rows of position, event id and message; those of another partition have no message."""
    return MessagePage(
        messages=tuple(
            StoredMessage(position=position, event_id=event_id, body=body)
            for position, event_id, body in rows
            if body is not None
        ),
        read_to=read_to,
    )


def _hole_in(rows: Sequence[asyncpg.Record], after: int) -> HoleInLog:
    found = [row["position"] for row in rows]
    expected, follows = next(
        pair
        for pair in zip(range(after + 1, after + 1 + len(rows)), found, strict=True)
        if pair[0] != pair[1]
    )
    return HoleInLog(f"position {expected} is missing, {follows} follows")
