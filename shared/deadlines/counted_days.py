"""The days that count: every day or every working day, less those on which a clock was paused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.deadlines.pause import ONE_DAY, Pause, is_paused, paused_spans
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDays:
    """Days counted from day 0: with a calendar its working days, without one every day."""

    calendar: WorkingDayCalendar | None
    pauses: Sequence[Pause] = ()

    def counts(self, day: date) -> bool:
        """Whether `day` is counted; OutsideCalendar where the calendar does not know it."""
        working = self.calendar is None or self.calendar.is_working_day(day)
        return working and not is_paused(day, self.pauses)

    def nth_after(self, start: date, days: int) -> date:
        """The `days`-th counted day after `start`; `start` for 0."""
        due = self._nth(start, days)
        while True:
            # Each round adds what the pauses so far take out, so it only ever moves later, and
            # stands still on the first day that has enough counted days behind it.
            moved = self._nth(start, days + self._paused(start, due))
            if moved == due:
                return due
            due = moved

    def count_after(self, start: date, *, through: date) -> int:
        """Counted days after `start`, up to and including `through`; 0 if that is earlier."""
        if through <= start:
            return 0
        return self._count(start, through) - self._paused(start, through)

    def _paused(self, start: date, through: date) -> int:
        spans = (
            (max(first - ONE_DAY, start), min(last, through))
            for first, last in paused_spans(self.pauses)
        )
        return sum(self._count(before, last) for before, last in spans if before < last)

    def _nth(self, start: date, days: int) -> date:
        if self.calendar is None:
            return start + timedelta(days=days)
        return self.calendar.nth_after(start, days)

    def _count(self, start: date, through: date) -> int:
        if self.calendar is None:
            return (through - start).days
        return self.calendar.count_after(start, through=through)
