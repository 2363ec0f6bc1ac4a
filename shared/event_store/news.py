"""Word that the log has grown: at once within a process, by NOTIFY to the others.

A hint only: it wakes readers early and may be lost, so whoever waits looks for itself as well.
NOTIFY is sent apart from the appends and seldom, because inside their transaction it would hold a
lock of the whole cluster through every commit.
"""

import asyncio
import contextlib
from typing import Final

import asyncpg

from shared.database.engine import CONNECTION_FAULTS, Connection, connect

_SECONDS_BETWEEN_HINTS: Final = 0.02
_SECONDS_BEFORE_RECONNECT: Final = 1.0
_LOST: Final = (*CONNECTION_FAULTS, asyncpg.PostgresError)


class LogNews:
    """The newest position that this process has heard of, and those who wait for a newer one."""

    def __init__(self, dsn: str, schema: str) -> None:
        self._dsn = dsn
        self._schema = schema
        self._channel = f"{schema}_events"
        self._position = 0
        self._waiting: set[asyncio.Future[None]] = set()
        self._to_tell = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    @property
    def position(self) -> int:
        """The newest position heard of; the log may be further."""
        return self._position

    def start(self) -> None:
        """Begin to tell other processes, and to listen to them."""
        self._tasks = (asyncio.create_task(self._hint()), asyncio.create_task(self._listen()))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = ()

    def appended(self, position: int) -> None:
        """Wake the readers in this process, and tell the others soon."""
        self.heard(position)
        self._to_tell.set()

    def heard(self, position: int) -> None:
        if position <= self._position:
            return
        self._position = position
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, after: int, seconds: float) -> bool:
        """Wait until a position above `after` is heard of; False when `seconds` pass first."""
        if self._position > after:
            return True
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(waiter)
        return True

    async def _hint(self) -> None:
        connection: Connection | None = None
        try:
            while True:
                await self._to_tell.wait()
                self._to_tell.clear()
                try:
                    connection = connection or await self._connected()
                    await connection.execute(
                        "select pg_notify($1, $2)", self._channel, str(self._position)
                    )
                except _LOST:
                    # The others poll; the next append brings the next hint.
                    connection = None
                await asyncio.sleep(_SECONDS_BETWEEN_HINTS)
        finally:
            _drop(connection)

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(*_LOST):
                connection = await self._connected()
                lost = asyncio.Event()
                try:
                    connection.add_termination_listener(lambda _, lost=lost: lost.set())
                    await connection.add_listener(self._channel, self._told)
                    await lost.wait()
                finally:
                    _drop(connection)
            await asyncio.sleep(_SECONDS_BEFORE_RECONNECT)

    def _told(self, _connection: object, _process: int, _channel: str, payload: object) -> None:
        text = str(payload)
        if text.isdecimal():
            self.heard(int(text))

    async def _connected(self) -> Connection:
        return await connect(self._dsn, self._schema, application="candour-news")


def _drop(connection: Connection | None) -> None:
    if connection is not None and not connection.is_closed():
        connection.terminate()
