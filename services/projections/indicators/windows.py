"""The days over which a row counts, where they are not the period's own.

Year to date and rolling twelve months stand side by side for one duty: each is a row by its name.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shared.deadlines.months import MONTHS_IN_YEAR, add_months

APRIL: Final = 4


class Window(StrEnum):
    """Each ends with the period, or with the day that is asked for."""

    PERIOD = "period"
    YEAR_TO_DATE = "year-to-date"
    """From 1 April of the financial year."""
    ROLLING_YEAR = "rolling-12-months"
    """The twelve months to the end."""


def year_to_date(last: date) -> date:
    """The 1 April with which the financial year of `last` began."""
    return date(last.year if last.month >= APRIL else last.year - 1, APRIL, 1)


def rolling_year(last: date) -> date:
    """The first of the twelve months that end with `last`: of 30 June, the 1 July before."""
    return add_months(last + timedelta(days=1), -MONTHS_IN_YEAR)
