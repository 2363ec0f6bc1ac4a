"""What truly happened in the invented year, before anybody recorded it: block A as far as Stage 1.

The printed figures fix the counts; everything else (days, teams, causes) is drawn from a seed and
is illustrative. Source: 2023-09 scrutiny paper, lines 754 to 1041.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.command_line.county.complaint import (
    IN_TIME_WORKING_DAYS,
    STAGE_1_WORKING_DAYS,
    Complaint,
)
from services.command_line.county.telling import Office

YEAR_FIRST: Final = date(2022, 4, 1)
YEAR_LAST: Final = date(2023, 3, 31)


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
EXTENDED_CHANCE: Final = 0.75


def received_in_year(complaint: Complaint) -> bool:
    return YEAR_FIRST <= complaint.received_on <= YEAR_LAST


def resolved_in_year(complaint: Complaint) -> bool:
    answered_on = complaint.answered_on
    return answered_on is not None and YEAR_FIRST <= answered_on <= YEAR_LAST


@dataclass(slots=True, kw_only=True)
class Year:
    """Draws the complaints of the year. The same office gives the same year."""

    office: Office

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

    def _answered_in_year_from_before(self) -> Iterator[Complaint]:
        for taken in IN_TIME_BEFORE:
            yield self._answered(taken, date(2022, 3, 21), date(2022, 3, 31))
        for taken in LATE_BEFORE:
            yield self._answered(taken, date(2022, 2, 28), date(2022, 3, 30))

    def _received_and_answered_in_year(self) -> Iterator[Complaint]:
        for taken in (*IN_TIME_IN_YEAR, *LATE_IN_YEAR):
            last = self.office.calendar.nth_before(date(2023, 3, 28), taken)
            yield self._answered(taken, date(2022, 4, 4), last)

    def _open_at_the_end(self) -> Iterator[Complaint]:
        for taken in ANSWERED_AFTER_YEAR:
            first = self.office.calendar.nth_before(date(2023, 4, 4), taken)
            last = min(first + timedelta(days=14), date(2023, 3, 29))
            yield self._answered(taken, first, last)
        for _ in range(NEVER_ANSWERED):
            received_on = self.office.day_in(date(2023, 1, 9), date(2023, 3, 27))
            yield Complaint(key="", received_on=received_on, working_days=None, answered_on=None)

    def _answered(self, taken: int, first: date, last: date) -> Complaint:
        received_on = self.office.day_in(first, last)
        answered_on = self.office.calendar.nth_after(received_on, taken)
        return Complaint(
            key="", received_on=received_on, working_days=taken, answered_on=answered_on
        )

    def _mark(self, complaints: list[Complaint], *, fault: int, young: int) -> None:
        answered = [each for each in complaints if each.answered_on is not None]
        for complaint in self.office.chance.sample(answered, fault):
            complaint.fault = True
        for complaint in self.office.chance.sample(complaints, young):
            complaint.young = True

    def _excuse(self, resolved: list[Complaint], after: list[Complaint]) -> None:
        """All that overran had an agreed date or a good reason, but three (paper, line 985)."""
        late = [each for each in resolved if each.is_late]
        bare = self.office.chance.sample(
            [each for each in late if received_in_year(each)], OVERRAN_WITHOUT_EXCUSE
        )
        for complaint in [*late, *(each for each in after if each.is_late)]:
            if not any(complaint is each for each in bare):
                complaint.excuse = self.office.chance.choice(
                    ("agreed-date", "agreed-date", "good-reason")
                )

    def _extend(self, complaint: Complaint) -> None:
        """Most that took more than ten days were extended, within the twenty that are allowed."""
        taken = complaint.working_days or IN_TIME_WORKING_DAYS + 1
        if taken > STAGE_1_WORKING_DAYS and self.office.chance.random() < EXTENDED_CHANCE:
            complaint.extended_to = self.office.chance.choice((15, 20, 20, 20))
