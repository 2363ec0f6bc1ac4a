"""Dates are London's: an instant belongs to the day on which it happened there."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")


def london_date(instant: datetime) -> date:
    """The London date of an aware instant; ValueError for a naive one."""
    return _aware(instant).astimezone(LONDON).date()


def london_end_of_day(day: date) -> datetime:
    """The UTC instant of the London midnight that ends `day`: exclusive.

    An instant belongs to `day`, or an earlier one, exactly when it is before this.
    """
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)
    return midnight.astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant
