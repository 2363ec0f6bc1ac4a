"""One connection that calls the SQL function `append_batch`, and is replaced when it is lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import asyncpg
import asyncpg.prepared_stmt

from shared.database.engine import CONNECTION_FAULTS, Connection, connect
from shared.event_store.answering import Answer, answers_in, any_refused, repeated_in
from shared.event_store.commands import stored_commands
from shared.event_store.laying_out import CALL, laid_out
from shared.event_store.store import Append, LogAhead

__all__ = ["Answer", "AppendConnection", "ConnectionLost", "Rejected"]

# A batch takes milliseconds; half a minute means that the lock or the disk is stuck.
_STATEMENT_TIMEOUT_MILLISECONDS: Final = 30_000
_ANSWER_SECONDS: Final = 40.0
_OLD_BACKEND_MILLISECONDS: Final = 10_000
_LAST_EVENT_IN_THE_FUTURE: Final = "CN001"
# SQLSTATE classes that say nothing against the data: connection, rollback, resources, object state,
# operator, system. What failed with one of them may be tried again.
_PASSING: Final = ("08", "40", "53", "55", "57", "58")


class ConnectionLost(Exception):
    """Whether the call was stored is not known, or it failed for a reason that passes."""


class Rejected(Exception):
    """The database would not store this data; nothing of the call was written."""


class AppendConnection:
    """Sends appends, one call at a time.

    `worked_seconds` is how long the function ran in the last call, without what it waited for the
    log's lock and without its commit.
    """

    def __init__(self, dsn: str, schema: str) -> None:
        self._dsn = dsn
        self._schema = schema
        self._connection: Connection | None = None
        self._statement: asyncpg.prepared_stmt.PreparedStatement[asyncpg.Record] | None = None
        self._backend: tuple[int, datetime] | None = None
        self._rivals_expected = False
        self.worked_seconds = 0.0

    async def open(self) -> None:
        """Connect, and make sure that the connection before has ended with all it was doing.

        Raises ConnectionLost when the database cannot be reached.
        """
        await self.close()
        try:
            await self._open()
        except (*CONNECTION_FAULTS, asyncpg.PostgresError) as error:
            raise ConnectionLost("the database cannot be reached") from error

    async def close(self) -> None:
        """Drop the connection, whatever state it is in."""
        connection, self._connection, self._statement = self._connection, None, None
        if connection is not None and not connection.is_closed():
            connection.terminate()

    async def send(self, appends: Sequence[Append], *, again: bool) -> list[Answer]:
        """Store the appends and answer for each, after their commit.

        With `again` they were sent before and the answer was lost, so one that turns out to be
        stored is reported as appended. Raises LogAhead, ConnectionLost or Rejected.
        """
        if self._statement is None or self._connection is None:
            raise ConnectionLost("no connection")
        try:
            row = await self._statement.fetchrow(
                *laid_out(appends), self._rivals_expected, timeout=_ANSWER_SECONDS
            )
            assert row is not None
            self._rivals_expected = any_refused(row)
            self.worked_seconds = row["worked_seconds"]
            repeated = repeated_in(appends, row)
            known = await stored_commands(self._connection, repeated) if repeated else {}
        except (OSError, TimeoutError, asyncpg.InternalClientError) as error:
            raise ConnectionLost("no answer") from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
            raise self._meaning(error) from error
        return answers_in(row, appends, known, again=again)

    def _meaning(self, error: Exception) -> Exception:
        code = getattr(error, "sqlstate", None) or ""
        if code == _LAST_EVENT_IN_THE_FUTURE:
            return LogAhead("the last event lies in the future")
        if self._connection is None or self._connection.is_closed() or code[:2] in _PASSING:
            return ConnectionLost("the connection was lost")
        return Rejected(f"{type(error).__name__} {code}".strip())

    async def _open(self) -> None:
        connection = await connect(
            self._dsn,
            self._schema,
            application="candour-append",
            statement_timeout_milliseconds=_STATEMENT_TIMEOUT_MILLISECONDS,
        )
        try:
            # Whoever is answered has been answered for good, whatever the server's default is.
            await connection.execute("set synchronous_commit to on")
            if self._backend is not None:
                await _end_backend(connection, *self._backend)
            started = await connection.fetchval(
                "select backend_start from pg_stat_activity where pid = pg_backend_pid()"
            )
            statement = await connection.prepare(CALL)
        except BaseException:
            connection.terminate()
            raise
        self._backend = (connection.get_server_pid(), started)
        self._connection, self._statement = connection, statement


async def _end_backend(connection: Connection, process_id: int, started: datetime) -> None:
    """End the server's side of a lost connection: half open, it could hold the lock for long.

    Its start tells it from a later backend that was given the same number. Raises TimeoutError.
    """
    ended = await connection.fetchval(
        "select bool_and(pg_terminate_backend(pid, $3)) from pg_stat_activity"
        " where pid = $1 and backend_start = $2",
        process_id,
        started,
        _OLD_BACKEND_MILLISECONDS,
    )
    if ended is False:
        raise TimeoutError("the server's side of the lost connection does not end")
