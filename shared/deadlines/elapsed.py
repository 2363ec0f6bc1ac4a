"""Elapsed hours run between UTC instants: a night the clocks change is as long as it is."""

from datetime import UTC, datetime, timedelta
from typing import Final

HOUR: Final = timedelta(hours=1)


def as_utc(instant: datetime) -> datetime:
    """The instant in UTC; ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(UTC)


def hours_begun(start: datetime, end: datetime) -> int:
    """The number of the hour after `start` that `end` falls in; 0 at the start or before."""
    return max(0, -((start - end) // HOUR))


def whole_hours(start: datetime, end: datetime) -> int:
    """Whole hours from `start` to `end`; 0 if `end` is earlier."""
    return max(0, (end - start) // HOUR)
