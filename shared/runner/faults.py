"""Which faults pass by themselves, and how long to wait before trying again."""

from dataclasses import dataclass
from typing import Final

from asyncpg import DataError as UnfitValue
from asyncpg import exceptions as postgres

from shared.runner.projection import Poison
from shared.runner.source import SourceUnavailable

_AWAY: Final = (
    SourceUnavailable,
    OSError,
    TimeoutError,
    postgres.PostgresConnectionError,
    postgres.InterfaceError,
    postgres.InternalClientError,  # the driver's word for a connection lost within a statement
    postgres.OperatorInterventionError,
    postgres.InsufficientResourcesError,
    postgres.PostgresSystemError,
    postgres.TransactionRollbackError,
    postgres.LockNotAvailableError,
    postgres.ReadOnlySQLTransactionError,
)
"""The database or the owner of the log is away, full or restarting; no message is at fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Waits between tries, in seconds: doubled each time, up to a ceiling."""

    first: float = 0.1
    ceiling: float = 30.0

    def seconds(self, tries: int) -> float:
        """The wait after so many failed tries in a row, from 1."""
        return min(self.first * 2.0 ** min(tries - 1, 20), self.ceiling)


def passing(fault: Exception) -> bool:
    """Whether trying again may help. The driver's complaint about a value is no such fault."""
    return isinstance(fault, _AWAY) and not isinstance(fault, UnfitValue | postgres.DataError)


def reason_of(fault: Exception) -> str:
    """A short code for why a message is parked: never the fault's text, which may quote it."""
    return fault.code if isinstance(fault, Poison) else type(fault).__name__
