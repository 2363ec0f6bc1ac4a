"""What every route of a service stands on: its time, its permissions, its fingerprint key."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, cast

from starlette.requests import HTTPConnection

from shared.clock import Clock
from shared.identity import Caller, NotSignedIn, Permissions
from shared.web.refusals import SimulatedTimeInvalid, SimulatedTimeOff

EARLIEST_SIMULATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Set once by `create_service`, found by the dependencies in `app.state.edge`.

    `fingerprint_key` keys the HMAC that tells whether a repeated command is the same one;
    `simulated_time` lets requests carry `Candour-Time`.
    """

    clock: Clock
    permissions: Permissions
    fingerprint_key: bytes
    simulated_time: bool = False

    def simulated_instant(self, said: str | None) -> datetime | None:
        """`Candour-Time` in UTC; None where the header is absent.

        Raises SimulatedTimeOff, or SimulatedTimeInvalid (no zone, not RFC 3339, later than now).
        """
        if said is None:
            return None
        if not self.simulated_time:
            raise SimulatedTimeOff
        try:
            instant = datetime.fromisoformat(said).astimezone(UTC)
        except (ValueError, OverflowError) as unreadable:
            raise SimulatedTimeInvalid from unreadable
        if not _rfc_3339(said) or not EARLIEST_SIMULATED <= instant <= self.clock.now():
            raise SimulatedTimeInvalid
        return instant


def edge_of(connection: HTTPConnection) -> Edge:
    """The edge of the application that answers this request."""
    return cast("Edge", connection.app.state.edge)


def caller_of(connection: HTTPConnection) -> Caller:
    """Who signed in for this request. Raises NotSignedIn on a public page."""
    caller: Caller | None = connection.scope.get("candour.caller")
    if caller is None:
        raise NotSignedIn(reason="no-token")
    return caller


def _rfc_3339(said: str) -> bool:
    """Date, "T", time to the second at least, and a zone: stricter than Python reads."""
    return (
        len(said) >= len("2022-04-11T09:00:00Z")
        and said[10] in "Tt"
        and said[13] == said[16] == ":"
        and (said[-1] in "Zz" or said[-6] in "+-")
    )
