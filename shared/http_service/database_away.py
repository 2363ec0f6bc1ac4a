"""Whether an error says that the database is away, and not that we asked it for something wrong.

What is away comes back: a backend that is killed has PostgreSQL restart in a second or so. To a
client that is a matter of sending the request again, and no defect.
"""

import re
from types import TracebackType
from typing import Final

import asyncpg

_AWAY: Final = (
    asyncpg.PostgresConnectionError,  # class 08; the driver's for one lost within a statement
    asyncpg.CannotConnectNowError,  # starting, stopping or recovering after a crash
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.IdleSessionTimeoutError,
    asyncpg.InsufficientResourcesError,  # class 53: connections, memory, or a disk that is full
    asyncpg.PostgresSystemError,  # class 58: what the database's own disk answers
    asyncpg.InternalClientError,  # an answer that stops in the middle
)
# An InterfaceError is also what a wrong number of arguments raises; only its text tells them apart.
_NO_CONNECTION: Final = re.compile(r"clos(?:ed|ing)|released back|not connected")


def is_away(error: BaseException) -> bool:
    """True where the connection was lost or could not be made, or the database lacks room."""
    match error:
        case asyncpg.InterfaceError():
            return _NO_CONNECTION.search(str(error)) is not None
        case OSError():
            # A port that nobody listens on, or a time limit; but a file may be missing, too.
            return _of_the_driver(error.__traceback__)
        case _:
            return isinstance(error, _AWAY)


def _of_the_driver(traceback: TracebackType | None) -> bool:
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "asyncpg":
            return True
        traceback = traceback.tb_next
    return False
