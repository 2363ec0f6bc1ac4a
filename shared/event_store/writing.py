"""Group commit: the appends of a process, folded into as few transactions as the disk allows.

One task holds one connection. It sends what waits as one call of the SQL function `append` and
hands each caller its own answer after the commit that covers it. While that commit is under way the
next batch gathers, so that many callers cost little more than one.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shared.event_store.appending import Answer, AppendConnection, ConnectionLost, Rejected
from shared.event_store.batching import take_batch
from shared.event_store.news import LogNews
from shared.event_store.store import (
    Append,
    Appended,
    LogAhead,
    Outcome,
    OutcomeUnknown,
    QueueFull,
    SimulatedTimeAhead,
)
from shared.telemetry.points import reached

MOST_WAITING: Final = 1024
_RETRY_AFTER_SECONDS: Final = 1
_PATIENCE_SECONDS: Final = 10.0
_FIRST_PAUSE_SECONDS: Final = 0.05
_LONGEST_PAUSE_SECONDS: Final = 1.0


class WriterStopped(Exception):
    """The writer was not started, or it has been closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
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
        self._connection = AppendConnection(dsn, schema)
        self._news = news
        self._most_waiting = most_waiting
        self._patience_seconds = patience_seconds
        self._queue: deque[_Waiting] = deque()
        self._in_hand: Sequence[_Waiting] = ()
        self._wake = asyncio.Event()
        self._closing = False
        self._task: asyncio.Task[None] | None = None
        self._fault: BaseException | None = None

    @property
    def waiting(self) -> int:
        """How many appends wait for their turn."""
        return len(self._queue)

    async def start(self) -> None:
        """Connect and begin. Raises ConnectionLost when the database stays out of reach."""
        await self._connected()
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._ended)

    async def append(self, append: Append) -> Outcome:
        """Store the append; what is returned is on disk.

        Raises QueueFull, LogAhead, SimulatedTimeAhead, OutcomeUnknown, WriterStopped, or Rejected
        where the database would not take the data, which is a defect. A caller that is cancelled
        leaves its append in the queue: it may be stored.
        """
        if self._task is None or self._task.done() or self._closing:
            raise WriterStopped("the writer is not running") from self._fault
        if len(self._queue) >= self._most_waiting:
            raise QueueFull(_RETRY_AFTER_SECONDS)
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(append=append, answer=answer))
        self._wake.set()
        return await answer

    async def close(self) -> None:
        """Finish what waits, then disconnect."""
        self._closing = True
        self._wake.set()
        if self._task is not None:
            await asyncio.wait((self._task,))
        await self._connection.close()

    async def _run(self) -> None:
        while True:
            while not self._queue:
                if self._closing:
                    return
                self._wake.clear()
                await self._wake.wait()
            self._in_hand = take_batch(self._queue)
            await self._write(self._in_hand)
            self._in_hand = ()

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        try:
            answers = await self._sent([waiting.append for waiting in batch])
        except (LogAhead, OutcomeUnknown) as fault:
            for waiting in batch:
                _fail(waiting, fault)
        except Rejected as defect:
            if len(batch) == 1:
                _fail(batch[0], defect)
            else:
                # One of them is at fault; its neighbours must not pay for it.
                for waiting in batch:
                    await self._write([waiting])
        else:
            for waiting, answer in zip(batch, answers, strict=True):
                self._settle(waiting, answer)

    async def _connected(self) -> None:
        """Connect, as patiently as a batch is sent: a database may be restarting just now."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience_seconds
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._connection.open()
            except ConnectionLost:
                if loop.time() + pause > deadline:
                    raise
            else:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _sent(self, appends: Sequence[Append]) -> tuple[Answer, ...]:
        """Send until there is an answer. The log knows commands, so sending twice is safe."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience_seconds
        pause = _FIRST_PAUSE_SECONDS
        again = False
        while True:
            try:
                if again:
                    await self._connection.open()
                reached("append.before-send")
                answers = await self._connection.send(appends, again=again)
            except ConnectionLost as lost:
                again = True
                if loop.time() + pause > deadline:
                    raise OutcomeUnknown("the database does not answer") from lost
            else:
                reached("append.after-commit")
                return answers
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    def _settle(self, waiting: _Waiting, answer: Answer) -> None:
        if isinstance(answer, Appended):
            self._news.appended(answer.positions[-1])
        if isinstance(answer, SimulatedTimeAhead):
            _fail(waiting, answer)
        elif not waiting.answer.done():
            waiting.answer.set_result(answer)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Leave nobody waiting, should the task end by a defect."""
        self._fault = fault = None if task.cancelled() else task.exception()
        for waiting in (*self._in_hand, *self._queue):
            unknown = OutcomeUnknown("the writer stopped")
            unknown.__cause__ = fault
            _fail(waiting, unknown)
        self._queue.clear()


def _fail(waiting: _Waiting, fault: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(fault)
