"""A connection for appends with the patience of a writer: what is lost is sent again."""

import asyncio
from collections.abc import Sequence
from typing import Final

from shared.event_store.appending import Answer, AppendConnection, ConnectionLost
from shared.event_store.store import Append, OutcomeUnknown
from shared.telemetry.points import reached

_FIRST_PAUSE_SECONDS: Final = 0.05
_LONGEST_PAUSE_SECONDS: Final = 1.0


class Lane:
    """Sends one call at a time; opened when it is first used.

    When the database is lost, a call is tried again for `patience_seconds`.
    """

    def __init__(self, dsn: str, schema: str, *, patience_seconds: float) -> None:
        self._connection = AppendConnection(dsn, schema)
        self._patience_seconds = patience_seconds
        self._opened = False

    @property
    def worked_seconds(self) -> float:
        """How long the database worked on the last call, its commit left out."""
        return self._connection.worked_seconds

    async def open(self) -> None:
        """Connect, as patiently as a call is sent: a database may be restarting just now.

        Raises ConnectionLost.
        """
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
                self._opened = True
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def send(self, appends: Sequence[Append]) -> list[Answer]:
        """Send until there is an answer. The log knows commands, so sending twice is safe.

        Raises LogAhead, Rejected, or OutcomeUnknown when patience ends.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience_seconds
        pause = _FIRST_PAUSE_SECONDS
        again = False
        while True:
            try:
                if not self._opened:
                    await self._connection.open()
                    self._opened = True
                reached("append.before-send")
                sent_before, again = again, True
                answers = await self._connection.send(appends, again=sent_before)
            except ConnectionLost as lost:
                self._opened = False
                if loop.time() + pause > deadline:
                    raise OutcomeUnknown("the database does not answer") from lost
            else:
                reached("append.after-commit")
                return answers
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def close(self) -> None:
        await self._connection.close()
