"""A connection kept for one kind of question, asked one after the other.

A pool hands a connection out and takes it back around each question, which costs this process as
much as the question itself. Whoever gathers questions (`shared.database.together`) asks one at a
time anyway.
"""

import asyncio
from typing import Final

import asyncpg

from shared.database.engine import STATEMENT_TIMEOUT_MILLISECONDS, Connection, connect

_CLOSE_SECONDS: Final = 5.0
# Longer than a statement may take: a server that says nothing until then cannot be reached.
_ANSWER_SECONDS: Final = STATEMENT_TIMEOUT_MILLISECONDS / 1_000 + 10


class Line:
    """Opened at the first question, and again after it was lost; what it asks is found by index."""

    __slots__ = ("_answer_seconds", "_connection", "_dsn", "_free", "_schema")

    def __init__(self, dsn: str, schema: str, *, answer_seconds: float = _ANSWER_SECONDS) -> None:
        self._dsn = dsn
        self._schema = schema
        self._answer_seconds = answer_seconds
        self._connection: Connection | None = None
        self._free = asyncio.Lock()

    async def fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        """The rows. Raises what asyncpg raises; a lost connection is not asked again here.

        TimeoutError after `answer_seconds` without an answer, as from a network that was cut: the
        others who wait for the line would else wait with us.
        """
        async with self._free:
            connection = self._connection
            if connection is None or connection.is_closed():
                connection = await connect(self._dsn, self._schema, by_index=True)
                self._connection = connection
            try:
                return await connection.fetch(query, *arguments, timeout=self._answer_seconds)
            except TimeoutError:
                connection.terminate()
                raise

    async def close(self) -> None:
        """Let go of the connection, if there is one."""
        if self._connection is not None and not self._connection.is_closed():
            await self._connection.close(timeout=_CLOSE_SECONDS)
