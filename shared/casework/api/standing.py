"""Cases by how they stand: a standing is a stretch of due dates of the earliest duty still open."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shared.working_days import WorkingDayCalendar


class StandingCode(StrEnum):
    """How the earliest duty of the case that is still open stands today."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    LATE = "late"


class DueDates(NamedTuple):
    """From `first` on, and before `before`; None is unbounded."""

    first: date | None
    before: date | None


def due_dates_of(
    standing: StandingCode | None,
    *,
    due_before: date | None,
    today: date,
    calendar: WorkingDayCalendar,
    due_soon: int,
) -> DueDates:
    """From which day and before which day a case is due that stands so, and before `due_before`.

    `due_soon` is how many working days before a due date the list begins to warn.
    """
    first: date | None = None
    before: date | None = None
    match standing:
        case None:
            return DueDates(None, due_before)
        case StandingCode.LATE:
            before = today
        case StandingCode.DUE_SOON:
            first, before = today, _after_warning(today, calendar, due_soon)
        case StandingCode.IN_TIME:
            first = _after_warning(today, calendar, due_soon)
    if due_before is not None:
        before = due_before if before is None else min(before, due_before)
    return DueDates(first, before)


def _after_warning(today: date, calendar: WorkingDayCalendar, due_soon: int) -> date:
    """The first due date that is not due soon; with `due_soon` 0 nothing is."""
    return calendar.nth_after(today, due_soon) + timedelta(days=1) if due_soon else today
