"""Group commit: the appends of a process, folded into as few transactions as the disk allows.

What waits is sent as one call of the SQL function `append_batch`, and each caller gets its own
answer after the commit that covers it. While that commit is under way the next batch gathers, so
that many callers cost little more than one; where it pays, the next batch is already sent.
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from shared.event_store.appending import Answer, Rejected
from shared.event_store.batching import MOST_APPENDS, take_batch
from shared.event_store.lane import Lane
from shared.event_store.news import LogNews
from shared.event_store.pacing import Pace
from shared.event_store.store import (
    Append,
    Appended,
    LogAhead,
    Outcome,
    OutcomeUnknown,
    QueueFull,
    SimulatedTimeAhead,
)

MOST_WAITING: Final = 1024
_RETRY_AFTER_SECONDS: Final = 1
_PATIENCE_SECONDS: Final = 10.0
_LANES: Final = 2


class WriterStopped(Exception):
    """The writer was not started, or it has been closed."""


class _Waiting(NamedTuple):
    append: Append
    answer: asyncio.Future[Outcome]


class LogWriter:
    """The one that appends in this process. Start it, append from any task, close it.

    `most_waiting` appends may wait before the next is refused. When the database is lost, a batch
    is tried again for `patience_seconds` before its callers are told that nothing is known.
    """

    def __init__(
        self,
        dsn: str,
        schema: str,
        news: LogNews,
        *,
        most_waiting: int = MOST_WAITING,
        patience_seconds: float = _PATIENCE_SECONDS,
    ) -> None:
        self._lanes = [Lane(dsn, schema, patience_seconds=patience_seconds) for _ in range(_LANES)]
        self._idle: list[Lane] = []
        self._news = news
        self._pace = Pace()
        self._most_waiting = most_waiting
        self._queue: deque[_Waiting] = deque()
        self._under_way: dict[asyncio.Task[None], list[_Waiting]] = {}
        self._to_be_sent = False
        self._running = False
        self._fault: BaseException | None = None

    @property
    def waiting(self) -> int:
        """How many appends wait for their turn."""
        return len(self._queue)

    async def start(self) -> None:
        """Connect and begin. Raises ConnectionLost when the database stays out of reach."""
        await self._lanes[0].open()
        # The last of them is used first: the others connect when there is more than one can carry.
        self._idle = self._lanes[::-1]
        self._running = True

    async def append(self, append: Append) -> Outcome:
        """Store the append; what is returned is on disk.

        Raises QueueFull, LogAhead, SimulatedTimeAhead, OutcomeUnknown, WriterStopped, or Rejected
        where the database would not take the data, which is a defect. A caller that is cancelled
        leaves its append in the queue: it may be stored.
        """
        if not self._running:
            raise WriterStopped("the writer is not running") from self._fault
        if len(self._queue) >= self._most_waiting:
            raise QueueFull(_RETRY_AFTER_SECONDS)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(append, answer))
        self._send_soon()
        return await answer

    async def close(self) -> None:
        """Finish what waits, then disconnect."""
        self._running = False
        while self._queue or self._under_way:
            self._send()
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        for lane in self._lanes:
            await lane.close()

    def _send_soon(self) -> None:
        """Send once those have come who are about to: all that were answered by one call."""
        if self._idle and not self._to_be_sent:
            self._to_be_sent = True
            asyncio.get_running_loop().call_soon(self._send)

    def _send(self) -> None:
        self._to_be_sent = False
        while self._queue and self._idle:
            under_way = sum(map(len, self._under_way.values()))
            most = min(self._pace.share(len(self._queue), under_way), MOST_APPENDS)
            batch = take_batch(self._queue, most=most, held=self._streams_under_way())
            if not batch:
                return
            lane = self._idle.pop()
            task = asyncio.create_task(self._carry(lane, batch))
            self._under_way[task] = batch
            task.add_done_callback(partial(self._carried, lane))

    def _streams_under_way(self) -> set[UUID]:
        return {
            stream.stream_id
            for batch in self._under_way.values()
            for waiting in batch
            for stream in waiting.append.streams
        }

    async def _carry(self, lane: Lane, batch: Sequence[_Waiting]) -> None:
        loop = asyncio.get_running_loop()
        sent_at = loop.time()
        try:
            answers = await lane.send([waiting.append for waiting in batch])
        except (LogAhead, OutcomeUnknown) as fault:
            for waiting in batch:
                _fail(waiting, fault)
        except Rejected as defect:
            if len(batch) == 1:
                _fail(batch[0], defect)
            else:
                # One of them is at fault; its neighbours must not pay for it.
                for waiting in batch:
                    await self._carry(lane, [waiting])
        else:
            self._pace.told(
                appends=len(batch),
                sent_at=sent_at,
                done_at=loop.time(),
                worked_seconds=lane.worked_seconds,
                processor_seconds=time.process_time(),
            )
            self._settle(batch, answers)

    def _settle(self, batch: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
        last = 0
        for waiting, answer in zip(batch, answers, strict=True):
            if isinstance(answer, SimulatedTimeAhead):
                _fail(waiting, answer)
                continue
            if isinstance(answer, Appended):
                last = answer.positions[-1]
            if not waiting.answer.done():
                waiting.answer.set_result(answer)
        if last:
            self._news.appended(last)

    def _carried(self, lane: Lane, task: asyncio.Task[None]) -> None:
        batch = self._under_way.pop(task)
        self._idle.append(lane)
        fault = None if task.cancelled() else task.exception()
        if fault is not None or task.cancelled():
            self._stop(batch, fault)
        elif self._queue:
            self._send_soon()

    def _stop(self, batch: Sequence[_Waiting], fault: BaseException | None) -> None:
        """Leave nobody waiting, should a call end by a defect."""
        self._running = False
        self._fault = fault
        for waiting in (*batch, *self._queue):
            unknown = OutcomeUnknown("the writer stopped")
            unknown.__cause__ = fault
            _fail(waiting, unknown)
        self._queue.clear()


def _fail(waiting: _Waiting, fault: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(fault)
