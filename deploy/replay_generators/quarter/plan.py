"""The contacts, referrals and assessments of the invented quarter: block C of the printed figures.

The printed figures fix the counts; everything else is drawn from a seed and is illustrative.
Source: 2023-09 scrutiny paper, lines 612 and 613.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from deploy.replay_generators.quarter.case import (
    NO_FURTHER_ACTION,
    QUARTER_FIRST,
    QUARTER_LAST,
    WITHIN_WORKING_DAYS,
    Assessed,
    Case,
    in_quarter,
)
from services.command_line.county.telling import Office

REFERRALS: Final = 1367
Band = tuple[int, int, int]
"""How many assessments, and the fewest and the most working days that they took."""

BANDS: Final[tuple[Band, ...]] = (
    (5, 0, 0),
    (50, 1, 10),
    (110, 11, 20),
    (180, 21, 30),
    (230, 31, 40),
    (100, 41, WITHIN_WORKING_DAYS - 1),
    (70, WITHIN_WORKING_DAYS, WITHIN_WORKING_DAYS),
    (25, WITHIN_WORKING_DAYS + 1, WITHIN_WORKING_DAYS + 1),
    (45, WITHIN_WORKING_DAYS + 2, 50),
    (50, 51, 60),
    (20, 61, 72),
)
"""First assessments authorised in the quarter: 745 in time, 140 late."""
SECOND: Final = 10
"""Reassessments authorised in the quarter, all in time: 755 and 140 with the first ones."""

BEFORE: Final[Band] = (20, 20, 50)
AFTER: Final[Band] = (36, 20, 70)
OPEN_LATE: Final = 24
OPEN: Final = 20
ELSEWHERE: Final = (("information", 30), ("early-help", 30), (NO_FURTHER_ACTION, 36), (None, 6))
IN_JULY: Final = 20
EXPLOITATION: Final = 24

FIRST_START: Final = date(2023, 1, 3)
FIRST_DAY: Final = date(2023, 4, 3)
"""The first working day of the quarter; its last day is one."""
GAPS: Final = (0, 0, 1, 1, 2, 3, 4, 6)
DECIDED_AFTER: Final = (0, 0, 0, 1, 1, 1, 1, 1, 2, 3)


@dataclass(slots=True, kw_only=True)
class Quarter:
    """Draws the contacts that became or did not become referrals. The same office, the same."""

    office: Office

    def draw(self) -> list[Case]:
        """All but the earlier contacts of re-referred children."""
        assessed = [*self._authorised_in_quarter(), *self._other_assessments()]
        self._assess_again(assessed)
        missing = REFERRALS - sum(in_quarter(case.received_on) for case in assessed)
        plain = [self._contact(QUARTER_FIRST, QUARTER_LAST) for _ in range(missing)]
        for case in self.office.chance.sample(plain, EXPLOITATION):
            case.is_exploitation = True
        return [*assessed, *plain, *self._others()]

    def _authorised_in_quarter(self) -> Iterator[Case]:
        for many, fewest, most in BANDS:
            for _ in range(many):
                yield self._assessed(fewest, most, FIRST_DAY, QUARTER_LAST)

    def _other_assessments(self) -> Iterator[Case]:
        """Authorised in March, in July, or not to this day."""
        for (many, fewest, most), first, last in (
            (BEFORE, date(2023, 3, 13), date(2023, 3, 31)),
            (AFTER, date(2023, 7, 3), date(2023, 7, 28)),
        ):
            for _ in range(many):
                yield self._assessed(fewest, most, first, last)
        for many, first, last in (
            (OPEN_LATE, date(2023, 3, 20), date(2023, 4, 24)),
            (OPEN, date(2023, 5, 2), date(2023, 6, 23)),
        ):
            for _ in range(many):
                case = self._contact(first, last)
                start = self.office.calendar.nth_after(case.decided_on, 1)
                case.assessments.append(Assessed(started_on=start))
                yield case

    def _assessed(self, fewest: int, most: int, first: date, last: date) -> Case:
        """A referral whose only assessment took so many working days, and was authorised then."""
        chance, calendar = self.office.chance, self.office.calendar
        while True:
            days = chance.randint(fewest, most)
            authorised_on = calendar.nth_before(last, chance.randint(0, 59))
            if first <= authorised_on and calendar.nth_before(authorised_on, days) >= FIRST_START:
                break
        started_on = calendar.nth_before(authorised_on, days)
        gap = chance.choice(GAPS)
        received_on = calendar.nth_before(started_on, gap)
        decided_on = calendar.nth_after(received_on, min(gap, chance.choice(DECIDED_AFTER)))
        return Case(
            received_on=received_on,
            decided_on=decided_on,
            assessments=[Assessed(started_on=started_on, authorised_on=authorised_on)],
        )

    def _assess_again(self, assessed: list[Case]) -> None:
        """Some were assessed a second time, after new information."""
        early = [case for case in assessed if _ended(case, FIRST_DAY, date(2023, 4, 28))]
        for case in self.office.chance.sample(early, SECOND):
            start = self.office.day_in(date(2023, 5, 9), date(2023, 5, 19))
            start = self.office.calendar.nth_before(start, 1)
            done = self.office.calendar.nth_after(start, self.office.chance.randint(8, 28))
            case.assessments.append(Assessed(started_on=start, authorised_on=done))

    def _others(self) -> Iterator[Case]:
        """Contacts that became no referral, and what came in after the quarter."""
        for response, many in ELSEWHERE:
            for _ in range(many):
                case = self._contact(QUARTER_FIRST, QUARTER_LAST)
                case.response = response
                yield case
        for _ in range(IN_JULY):
            yield self._contact(date(2023, 7, 1), date(2023, 7, 10))

    def _contact(self, first: date, last: date) -> Case:
        received_on = self.office.day_in(first, last)
        after = self.office.chance.choice(DECIDED_AFTER)
        decided_on = self.office.calendar.nth_after(received_on, after) if after else received_on
        return Case(received_on=received_on, decided_on=decided_on)


def _ended(case: Case, first: date, last: date) -> bool:
    return case.authorised_on is not None and first <= case.authorised_on <= last
