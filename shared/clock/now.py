"""What time it is: asked once at the edge, and handed down."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever can say what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClock:
    """The machine's clock, shifted by `offset_seconds` (for fault tests; 0 in production)."""

    offset_seconds: float = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at an aware instant; ValueError for a naive one."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an instant needs its time zone")

    def now(self) -> datetime:
        return self.at.astimezone(UTC)
