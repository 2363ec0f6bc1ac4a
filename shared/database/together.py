"""Questions of many callers, put to the database as one.

A question costs its own work and, several times as much, the way there and back. While one is on
its way the next ones gather, and go together: like the group commit of the log, but for reading.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

from shared.database.engine import CONNECTION_FAULTS

AskedT = TypeVar("AskedT")
AnswerT = TypeVar("AnswerT")

MOST_TOGETHER: Final = 64


class Together(Generic[AskedT, AnswerT]):
    """Asks with `ask`, which answers each of several questions in their order.

    What is wrong with one question is said to its caller alone: then each is asked by itself.
    """

    __slots__ = ("_ask", "_task", "_waiting")

    def __init__(self, ask: Callable[[Sequence[AskedT]], Awaitable[Sequence[AnswerT]]]) -> None:
        self._ask = ask
        self._waiting: list[tuple[AskedT, asyncio.Future[AnswerT]]] = []
        self._task: asyncio.Task[None] | None = None

    async def ask(self, asked: AskedT) -> AnswerT:
        """The answer to one question. Raises whatever asking raises."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[AnswerT] = loop.create_future()
        self._waiting.append((asked, answer))
        if self._task is None:
            self._task = loop.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        batch: list[tuple[AskedT, asyncio.Future[AnswerT]]] = []
        try:
            while self._waiting:
                batch = self._waiting[:MOST_TOGETHER]
                del self._waiting[:MOST_TOGETHER]
                await self._answer(batch)
        finally:
            # Only when the loop is closing is anybody left here.
            for _, answer in (*batch, *self._waiting):
                answer.cancel()
            self._waiting.clear()
            self._task = None

    async def _answer(self, batch: Sequence[tuple[AskedT, asyncio.Future[AnswerT]]]) -> None:
        try:
            answers = await self._ask([asked for asked, _ in batch])
        except CONNECTION_FAULTS as lost:
            _fail(batch, lost)
        except Exception as fault:  # noqa: BLE001 - its caller is told
            if len(batch) == 1:
                _fail(batch, fault)
                return
            for one in batch:
                await self._answer([one])
        else:
            for (_, waiting), answer in zip(batch, answers, strict=True):
                if not waiting.done():
                    waiting.set_result(answer)


def _fail(batch: Sequence[tuple[AskedT, asyncio.Future[AnswerT]]], fault: Exception) -> None:
    for _, waiting in batch:
        if not waiting.done():
            waiting.set_exception(fault)
