"""Calendar months with the end-of-month rule.

A month later is the same day of the next month, or that month's last day where it has no such
day: 31 January and one month is 28 (or 29) February. Months are counted from the start each
time, so 31 January and two months is 31 March.
"""

from calendar import monthrange
from datetime import date
from itertools import count
from typing import Final

MONTHS_IN_YEAR: Final = 12


def add_months(day: date, months: int) -> date:
    """The day `months` later, or earlier where negative."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_begun(start: date, end: date) -> int:
    """The fewest months after `start` that reach `end`; 0 if `end` is not later."""
    return next(months for months in count() if add_months(start, months) >= end)


def whole_months(start: date, end: date) -> int:
    """The most months after `start` that do not pass `end`, which is not before `start`."""
    return next(months for months in count() if add_months(start, months + 1) > end)


def whole_months_before(anchor: date, done: date) -> int:
    """The most months before `anchor` that do not pass `done`, which is not after `anchor`."""
    return next(months for months in count() if add_months(anchor, -months - 1) < done)
