"""The only place where the time is read, and where an instant becomes a London date."""

from shared.clock.identifiers import fresh
from shared.clock.london import LONDON, london_date, london_end_of_day
from shared.clock.now import Clock, FixedClock, SystemClock

__all__ = [
    "LONDON",
    "Clock",
    "FixedClock",
    "SystemClock",
    "fresh",
    "london_date",
    "london_end_of_day",
]
