"""Periods as people write them: a financial year, its quarter, a month, or from one day to another.

A financial year runs from 1 April to 31 March and is written `2022/23`; quarters are its own.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

YEAR: Final = re.compile(r"(?P<first>[0-9]{4})/(?P<second>[0-9]{2})(?:-Q(?P<quarter>[1-4]))?")
MONTH: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
MARCH: Final = 3
EARLIEST_YEAR: Final = 1950
LATEST_YEAR: Final = 2200


class PeriodInvalid(ValueError):
    """The text is no period, or the period ends before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both included. `code` is how it was written."""

    code: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodInvalid("a period ends on its first day or later")
        if not EARLIEST_YEAR <= self.first.year <= self.last.year <= LATEST_YEAR:
            raise PeriodInvalid("the period is out of all bounds")

    @classmethod
    def parse(cls, code: str) -> Self:
        """`2022/23`, `2022/23-Q1` or `2022-05`; PeriodInvalid for anything else."""
        if found := YEAR.fullmatch(code):
            return cls._of_year(code, found)
        if found := MONTH.fullmatch(code):
            year, month = int(found["year"]), int(found["month"])
            if not EARLIEST_YEAR <= year < LATEST_YEAR:
                raise PeriodInvalid("the period is out of all bounds")
            return cls(code=code, first=date(year, month, 1), last=_day_before(year, month + 1))
        raise PeriodInvalid("a period is written 2022/23, 2022/23-Q1 or 2022-05")

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """PeriodInvalid where `last` is earlier."""
        return cls(code=f"{first}..{last}", first=first, last=last)

    @classmethod
    def _of_year(cls, code: str, found: re.Match[str]) -> Self:
        year = int(found["first"])
        if (year + 1) % 100 != int(found["second"]):
            raise PeriodInvalid("a financial year names two years that follow each other")
        if not EARLIEST_YEAR <= year < LATEST_YEAR:
            raise PeriodInvalid("the period is out of all bounds")
        if found["quarter"] is None:
            return cls(code=code, first=date(year, 4, 1), last=date(year + 1, 3, 31))
        month = 3 * int(found["quarter"]) + 1
        first = date(year + (month > 12), (month - 1) % 12 + 1, 1)  # noqa: PLR2004 - months
        return cls(code=code, first=first, last=_day_before(year, month + 3))

    def before(self) -> Self:
        """The period of the same length that ends the day before; PeriodInvalid out of bounds."""
        last = self.first - timedelta(days=1)
        if (found := YEAR.fullmatch(self.code)) and found["quarter"]:
            year = last.year if last.month > MARCH else last.year - 1
            quarter = (last.month - 1) // 3 or 4
            return self.parse(f"{year:04d}/{(year + 1) % 100:02d}-Q{quarter}")
        if found:
            return self.a_year_before()
        if MONTH.fullmatch(self.code):
            return self.parse(f"{last.year:04d}-{last.month:02d}")
        return self.between(last - (self.last - self.first), last)

    def a_year_before(self) -> Self:
        """The same period a year earlier; PeriodInvalid where there is none in bounds."""
        if found := YEAR.fullmatch(self.code):
            year = int(found["first"])
            quarter = f"-Q{found['quarter']}" if found["quarter"] else ""
            return self.parse(f"{year - 1:04d}/{year % 100:02d}{quarter}")
        if found := MONTH.fullmatch(self.code):
            return self.parse(f"{int(found['year']) - 1:04d}-{found['month']}")
        return self.between(_same_day(self.first), _same_day(self.last))


def _day_before(year: int, month: int) -> date:
    """The day before the first of a month; months are counted on past December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def _same_day(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
