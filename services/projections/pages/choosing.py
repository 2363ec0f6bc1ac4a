"""The form at the head of the page: which period, as at which day, as known on which day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from services.projections.application.periods import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Period,
    PeriodInvalid,
)

YEARS_OFFERED: Final = 5
MONTH_THE_YEAR_BEGINS: Final = 4
FIRST_DAY: Final = date(EARLIEST_YEAR, MONTH_THE_YEAR_BEGINS, 1)
LAST_DAY: Final = date(LATEST_YEAR, 1, 1)
PERIOD_FAULT: Final = "Choose a period such as 2022/23, 2022/23-Q1 or 2022-05"
DAY_FAULT: Final = "Enter a day such as 2023-03-31"
TO_COME_FAULT: Final = "The day must be today or before: what a later day is like is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one field of the form, in words for the person who filled it in."""

    field: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, as written and as read. Where there are faults, nothing is answered."""

    period_written: str
    as_at_written: str = ""
    known_on_written: str = ""
    period: Period | None
    as_at: date | None = None
    known_on: date | None = None
    faults: tuple[Fault, ...] = ()
    offered: tuple[str, ...]

    def fault_of(self, field: str) -> str | None:
        return next((fault.said for fault in self.faults if fault.field == field), None)


def choose(period: str | None, as_at: str | None, known_on: str | None, *, today: date) -> Choice:
    """What the form says; an empty field is one that was left alone.

    Without a period it is the financial year of the day that is looked at.
    """
    faults: list[Fault] = []
    looked_at = _day("as_at", as_at, today, faults)
    known = _day("known_on", known_on, today, faults)
    written = (period or "").strip() or financial_year(looked_at or today)
    chosen: Period | None = None
    try:
        chosen = Period.parse(written)
    except PeriodInvalid:
        faults.insert(0, Fault(field="period", said=PERIOD_FAULT))
    offered = periods_offered(today)
    return Choice(
        period_written=written,
        as_at_written=(as_at or "").strip(),
        known_on_written=(known_on or "").strip(),
        period=chosen,
        as_at=looked_at,
        known_on=known,
        faults=tuple(faults),
        offered=offered if written in offered or chosen is None else (written, *offered),
    )


def financial_year(day: date) -> str:
    """The financial year of a day: 1 April 2022 is in `2022/23`."""
    return _year_code(day.year if day.month >= MONTH_THE_YEAR_BEGINS else day.year - 1)


def periods_offered(today: date) -> tuple[str, ...]:
    """Five financial years, latest first; of the latest two also the quarters that have begun."""
    latest = today.year if today.month >= MONTH_THE_YEAR_BEGINS else today.year - 1
    found: list[str] = []
    for year in range(latest, latest - YEARS_OFFERED, -1):
        found.append(_year_code(year))
        if year > latest - 2:
            quarters = (f"{_year_code(year)}-Q{quarter}" for quarter in (4, 3, 2, 1))
            found += [code for code in quarters if Period.parse(code).first <= today]
    return tuple(found)


def _year_code(year: int) -> str:
    return f"{year:04d}/{(year + 1) % 100:02d}"


def _day(field: str, written: str | None, today: date, faults: list[Fault]) -> date | None:
    said = (written or "").strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        faults.append(Fault(field=field, said=DAY_FAULT))
        return None
    if day.isoformat() != said or not FIRST_DAY <= day < LAST_DAY:
        faults.append(Fault(field=field, said=DAY_FAULT))
        return None
    if day > today:
        faults.append(Fault(field=field, said=TO_COME_FAULT))
        return None
    return day
