"""What truly happened in the invented year, before anybody recorded it: block A as far as Stage 1.

The printed figures fix the counts; everything else (days, teams, causes) is drawn from a seed and
is illustrative. Source: 2023-09 scrutiny paper, lines 754 to 1041.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from shared.working_days import WorkingDayCalendar

YEAR_FIRST: Final = date(2022, 4, 1)
YEAR_LAST: Final = date(2023, 3, 31)
STAGE_1_WORKING_DAYS: Final = 10
WORKING_DAYS_IN_TIME: Final = 20

CORPORATE: Final = 57
COMPLIMENTS: Final = 18

IN_TIME_BEFORE: Final = (9, 12, 14, 16, 18, 20)
LATE_BEFORE: Final = (24, 29, 33, 38, 46, 57, 71, 88)
IN_TIME_IN_YEAR: Final = (
    *(4, 6, 7, 7, 8, 8, 9, 9, 9, 10, 10, 10, 10, 10),
    *(11, 13, 14, 15, 17, 18, 19, 19, 20, 20, 20),
)
LATE_IN_YEAR: Final = (
    *(21, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38, 39, 40),
    *(41, 42, 44, 45, 46, 48, 49, 51, 52, 54, 55, 57, 58, 60, 62, 64, 65),
    *(66, 69, 72, 76, 80, 85, 91, 97, 104, 112),
)
ANSWERED_AFTER_YEAR: Final = (10, 17, 19, 26, 33, 48, 52, 61, 74)
NEVER_ANSWERED: Final = 5

FAULT_BEFORE: Final = 6
FAULT_IN_YEAR: Final = 33
FAULT_AFTER: Final = 5
YOUNG_BEFORE: Final = 2
YOUNG_IN_YEAR: Final = 9
YOUNG_OPEN: Final = 1
OVERRAN_WITHOUT_EXCUSE: Final = 3
WEEKEND_CHANCE: Final = 0.1
EXTENDED_CHANCE: Final = 0.75


@dataclass(slots=True, kw_only=True)
class Complaint:
    """One statutory complaint. `working_days` from receipt to response; None while unanswered."""

    key: str
    received_on: date
    working_days: int | None
    answered_on: date | None
    fault: bool = False
    young: bool = False
    excuse: str | None = None
    extended_to: int | None = None

    @property
    def is_late(self) -> bool:
        return self.working_days is None or self.working_days > WORKING_DAYS_IN_TIME

    @property
    def was_received_in_year(self) -> bool:
        return YEAR_FIRST <= self.received_on <= YEAR_LAST

    @property
    def was_resolved_in_year(self) -> bool:
        return self.answered_on is not None and YEAR_FIRST <= self.answered_on <= YEAR_LAST


@dataclass(slots=True, kw_only=True)
class Year:
    """Draws the complaints of the year. The same chance and calendar give the same year."""

    chance: Random
    calendar: WorkingDayCalendar
    complaints: list[Complaint] = field(default_factory=list)

    def draw(self) -> tuple[Complaint, ...]:
        """All complaints, oldest first, with keys in that order."""
        before = [*self._answered_in_year_from_before()]
        in_year = [*self._received_and_answered_in_year()]
        after = [*self._open_at_the_end()]
        self._mark(before, fault=FAULT_BEFORE, young=YOUNG_BEFORE)
        self._mark(in_year, fault=FAULT_IN_YEAR, young=YOUNG_IN_YEAR)
        self._mark(after, fault=FAULT_AFTER, young=YOUNG_OPEN)
        self._excuse([*before, *in_year], [*after])
        everything = sorted([*before, *in_year, *after], key=lambda each: each.received_on)
        for number, complaint in enumerate(everything, start=1):
            complaint.key = f"s{number:03}"
            self._extend(complaint)
        return tuple(everything)

    def day_in(self, first: date, last: date) -> date:
        """A day in the range: mostly a working day, now and then a web form on a Sunday."""
        while True:
            day = first + timedelta(days=self.chance.randint(0, (last - first).days))
            if self.calendar.is_working_day(day) or self.chance.random() < WEEKEND_CHANCE:
                return day

    def _answered_in_year_from_before(self) -> Iterator[Complaint]:
        for taken in IN_TIME_BEFORE:
            yield self._answered(taken, date(2022, 3, 21), date(2022, 3, 31))
        for taken in LATE_BEFORE:
            yield self._answered(taken, date(2022, 2, 28), date(2022, 3, 30))

    def _received_and_answered_in_year(self) -> Iterator[Complaint]:
        for taken in (*IN_TIME_IN_YEAR, *LATE_IN_YEAR):
            last = self.calendar.nth_before(date(2023, 3, 28), taken)
            yield self._answered(taken, date(2022, 4, 4), last)

    def _open_at_the_end(self) -> Iterator[Complaint]:
        for taken in ANSWERED_AFTER_YEAR:
            first = self.calendar.nth_before(date(2023, 4, 4), taken)
            last = min(first + timedelta(days=14), date(2023, 3, 29))
            yield self._answered(taken, first, last)
        for _ in range(NEVER_ANSWERED):
            received_on = self.day_in(date(2023, 1, 9), date(2023, 3, 27))
            yield Complaint(key="", received_on=received_on, working_days=None, answered_on=None)

    def _answered(self, taken: int, first: date, last: date) -> Complaint:
        received_on = self.day_in(first, last)
        answered_on = self.calendar.nth_after(received_on, taken)
        return Complaint(
            key="", received_on=received_on, working_days=taken, answered_on=answered_on
        )

    def _mark(self, complaints: list[Complaint], *, fault: int, young: int) -> None:
        answered = [each for each in complaints if each.answered_on is not None]
        for complaint in self.chance.sample(answered, fault):
            complaint.fault = True
        for complaint in self.chance.sample(complaints, young):
            complaint.young = True

    def _excuse(self, resolved: list[Complaint], after: list[Complaint]) -> None:
        """All that overran had an agreed date or a good reason, but three (paper, line 985)."""
        late = [each for each in resolved if each.is_late]
        bare = self.chance.sample(
            [each for each in late if each.was_received_in_year], OVERRAN_WITHOUT_EXCUSE
        )
        for complaint in [*late, *(each for each in after if each.is_late)]:
            if not any(complaint is each for each in bare):
                complaint.excuse = self.chance.choice(("agreed-date", "agreed-date", "good-reason"))

    def _extend(self, complaint: Complaint) -> None:
        """Most that took more than ten days were extended, within the twenty that are allowed."""
        taken = complaint.working_days or WORKING_DAYS_IN_TIME + 1
        if taken > STAGE_1_WORKING_DAYS and self.chance.random() < EXTENDED_CHANCE:
            complaint.extended_to = self.chance.choice((15, 20, 20, 20))
