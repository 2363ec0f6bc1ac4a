"""Group commit of reads: what waits goes to the database in one call, each answered after commit.

Simpler than the appends of the event store: nothing conflicts, and nothing is sent twice. A read
whose commit is in doubt is answered as not done; the caller asks again, which is another read. So
whatever was answered stands in the log exactly once.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg

from shared.access_log.reads import (
    NewRead,
    ReadNotRecorded,
    ReadRejected,
    RecordingStopped,
    TooManyReadsWaiting,
)
from shared.database.engine import CONNECTION_FAULTS, Connection, connect

MOST_WAITING: Final = 1_000
MOST_TOGETHER: Final = 128
_RETRY_AFTER_SECONDS: Final = 1
_ANSWER_SECONDS: Final = 10.0
_STATEMENT_TIMEOUT_MILLISECONDS: Final = 8_000
_TYPES: Final = (*["text"] * 10, "uuid")
_CALL: Final = "select record_reads({})".format(
    ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES, start=1))
)
# SQLSTATE classes that say nothing against the data: connection, rollback, resources, object state,
# operator, system.
_PASSING: Final = ("08", "40", "53", "55", "57", "58")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    read: NewRead
    recorded: asyncio.Future[None]


class AccessLog:
    """The one that records reads in this process; it connects when the first read comes.

    `most_waiting` reads may wait before the next is refused.
    """

    def __init__(self, dsn: str, schema: str, *, most_waiting: int = MOST_WAITING) -> None:
        self._dsn = dsn
        self._schema = schema
        self._most_waiting = most_waiting
        self._queue: deque[_Waiting] = deque()
        self._connection: Connection | None = None
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    async def record(self, read: NewRead) -> None:
        """Returns once the read is on disk.

        Raises TooManyReadsWaiting, ReadNotRecorded, RecordingStopped, or ReadRejected where the
        database would not take the data, which is a defect. The read of a caller who is cancelled
        stays in the queue, and may be recorded.
        """
        if self._closed:
            raise RecordingStopped("the access log was closed")
        if len(self._queue) >= self._most_waiting:
            raise TooManyReadsWaiting(_RETRY_AFTER_SECONDS)
        recorded: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(read=read, recorded=recorded))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_what_waits())
        await recorded

    async def close(self) -> None:
        """Finish what waits, then disconnect."""
        self._closed = True
        if self._task is not None:
            await asyncio.wait((self._task,))
        self._drop()

    async def _write_what_waits(self) -> None:
        """Until nobody waits; while a batch is being written the next one gathers."""
        while self._queue:
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_TOGETHER))]
            await self._write(batch)

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        try:
            await self._send([waiting.read for waiting in batch])
        except ReadNotRecorded as away:
            for waiting in batch:
                _fail(waiting, away)
        except ReadRejected as defect:
            if len(batch) == 1:
                _fail(batch[0], defect)
            else:
                # One of them is at fault; its neighbours must not pay for it.
                for waiting in batch:
                    await self._write([waiting])
        else:
            for waiting in batch:
                if not waiting.recorded.done():
                    waiting.recorded.set_result(None)

    async def _send(self, reads: Sequence[NewRead]) -> None:
        """Returns after the commit. Raises ReadNotRecorded or ReadRejected."""
        try:
            connection = await self._connected()
            await connection.execute(_CALL, *_columns(reads), timeout=_ANSWER_SECONDS)
        except (*CONNECTION_FAULTS, asyncpg.PostgresError, ValueError) as error:
            raise self._meaning(error) from error

    def _meaning(self, error: Exception) -> Exception:
        code = getattr(error, "sqlstate", None) or ""
        connected = self._connection is not None and not self._connection.is_closed()
        in_doubt = isinstance(error, OSError | TimeoutError | asyncpg.InternalClientError)
        if connected and not in_doubt and code[:2] not in _PASSING:
            return ReadRejected(f"{type(error).__name__} {code}".strip())
        self._drop()
        return ReadNotRecorded("the database does not answer")

    async def _connected(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(
                self._dsn,
                self._schema,
                application="candour-access-log",
                statement_timeout_milliseconds=_STATEMENT_TIMEOUT_MILLISECONDS,
            )
            # Whoever is answered has been recorded for good, whatever the server's default is.
            await self._connection.execute("set synchronous_commit to on")
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()


def _fail(waiting: _Waiting, fault: Exception) -> None:
    if not waiting.recorded.done():
        waiting.recorded.set_exception(fault)


def _columns(reads: Sequence[NewRead]) -> tuple[Sequence[object], ...]:
    """The arguments of `_CALL`."""
    return tuple(
        zip(
            *(
                (
                    read.authority,
                    read.subject,
                    read.worker,
                    read.role,
                    read.team,
                    read.agency,
                    read.act,
                    read.kind,
                    _array(read.streams),
                    read.reason,
                    read.correlation_id,
                )
                for read in reads
            ),
            strict=True,
        )
    )


def _array(streams: Sequence[UUID]) -> str:
    """A PostgreSQL array literal: an array of arrays would need lists of one length."""
    return "{" + ",".join(map(str, streams)) + "}"
