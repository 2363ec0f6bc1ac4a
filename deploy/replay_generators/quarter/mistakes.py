"""What was recorded wrongly and put right later: dates over the quarter's edge, over day 45, over
the twelve months, and responses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Final

from deploy.replay_generators.quarter.case import (
    NO_FURTHER_ACTION,
    QUARTER_FIRST,
    QUARTER_LAST,
    SOCIAL_WORK,
    WITHIN_WORKING_DAYS,
    Case,
    Mistake,
    a_year_before,
    days_of,
    in_quarter,
)
from shared.working_days import WorkingDayCalendar

Fits = Callable[[Case], bool]

IN_MAY: Final = date(2023, 5, 15)
IN_JULY: Final = date(2023, 7, 18)
IN_AUGUST: Final = date(2023, 8, 15)
AFTER_QUARTER: Final = (date(2023, 7, 3), date(2023, 7, 4))
FIRST_DAYS: Final = (date(2023, 4, 3), date(2023, 4, 4))
LAST_DAYS: Final = (date(2023, 6, 29), date(2023, 6, 30))
MIDDLE: Final = (date(2023, 4, 17), date(2023, 6, 16))
LAST_OF_MARCH: Final = (date(2023, 3, 30), date(2023, 3, 31))


@dataclass(slots=True, kw_only=True)
class Mistakes:
    """Draws mistakes, one at most for each case; none for one that tells of a later case."""

    chance: Random
    calendar: WorkingDayCalendar
    cases: Sequence[Case]
    made: dict[str, Mistake] = field(default_factory=dict)

    def draw(self) -> dict[str, Mistake]:
        """The mistakes by the key of their case."""
        self._received_in_the_wrong_quarter()
        self._received_a_day_too_early_or_too_late()
        self._started_on_the_wrong_day()
        self._authorised_in_the_wrong_quarter()
        self._authorised_too_late()
        self._answered_wrongly()
        return self.made

    def _received_in_the_wrong_quarter(self) -> None:
        for many, true, told, put_right_on in (
            (8, (date(2023, 3, 23), date(2023, 3, 31)), FIRST_DAYS, IN_MAY),
            (6, FIRST_DAYS, LAST_OF_MARCH, IN_MAY),
            (5, (date(2023, 6, 28), date(2023, 6, 30)), AFTER_QUARTER, IN_JULY),
            (4, (date(2023, 7, 1), date(2023, 7, 7)), LAST_DAYS, IN_JULY),
        ):
            for case in self._pick(many, partial(_may_be, true=true, told=told[1])):
                received_on = self.chance.choice(told)
                case.decided_on = max(case.decided_on, received_on)
                self.made[case.key] = Mistake(put_right_on=put_right_on, received_on=received_on)

    def _received_a_day_too_early_or_too_late(self) -> None:
        """Twelve months to the day, told as a day more; and the other way about."""
        a_day = timedelta(days=1)
        for told_later in (a_day, -a_day):
            beyond = timedelta() if told_later > timedelta() else a_day
            for case in self._pick(2, partial(_has_gap, beyond=beyond)):
                received_on = case.received_on + told_later
                case.decided_on = max(case.decided_on, received_on)
                self.made[case.key] = Mistake(put_right_on=IN_AUGUST, received_on=received_on)

    def _started_on_the_wrong_day(self) -> None:
        """Some seemed over day 45 and were not; some were, and had seemed not to be."""
        for many, fewest, most, shift in ((10, 41, 45, 6), (8, 46, 49, -5)):
            for case in self._pick(many, partial(self._took, fewest=fewest, most=most)):
                start = case.assessments[0].started_on
                told = (
                    self.calendar.nth_before(start, shift)
                    if shift > 0
                    else self.calendar.nth_after(start, -shift)
                )
                if told < start:
                    self._begin_before(case, told)
                self.made[case.key] = Mistake(put_right_on=IN_AUGUST, started_on=told)

    def _begin_before(self, case: Case, told: date) -> None:
        """The start that was told is not before the decision: that was early enough."""
        if case.decided_on > told:
            case.received_on = self.calendar.nth_before(told, 1)
            case.decided_on = told

    def _authorised_in_the_wrong_quarter(self) -> None:
        for many, true, told, put_right_on in (
            (6, (date(2023, 6, 28), QUARTER_LAST), AFTER_QUARTER, IN_JULY),
            (4, (date(2023, 7, 3), date(2023, 7, 11)), LAST_DAYS, IN_AUGUST),
            (3, (date(2023, 3, 22), date(2023, 3, 31)), FIRST_DAYS, IN_MAY),
        ):
            for case in self._pick(many, partial(_ended, between=true)):
                authorised_on = self.chance.choice(told)
                self.made[case.key] = Mistake(
                    put_right_on=put_right_on, authorised_on=authorised_on
                )

    def _authorised_too_late(self) -> None:
        """In the middle of the quarter, and over day 45 only as it was told."""
        for case in self._pick(5, partial(self._took, fewest=43, most=WITHIN_WORKING_DAYS)):
            done = case.assessments[0].authorised_on
            assert done is not None
            told = self.calendar.nth_after(done, 3)
            self.made[case.key] = Mistake(put_right_on=IN_AUGUST, authorised_on=told)

    def _answered_wrongly(self) -> None:
        """Contacts that were taken for referrals, and referrals that were taken for none."""
        for case in self._pick(6, partial(_is_plain, response=NO_FURTHER_ACTION)):
            self.made[case.key] = Mistake(put_right_on=IN_JULY, response=SOCIAL_WORK)
        for case in self._pick(4, partial(_is_plain, response=SOCIAL_WORK)):
            self.made[case.key] = Mistake(put_right_on=IN_JULY, response=NO_FURTHER_ACTION)

    def _took(self, case: Case, *, fewest: int, most: int) -> bool:
        """One assessment, authorised in the middle of the quarter, that took so long."""
        if len(case.assessments) != 1 or not _ended(case, MIDDLE):
            return False
        days = days_of(case.assessments[0], self.calendar)
        return days is not None and fewest <= days <= most and case.received_on < QUARTER_FIRST

    def _pick(self, many: int, fits: Fits) -> list[Case]:
        before = {case.earlier.key for case in self.cases if case.earlier is not None}
        free = [
            case
            for case in self.cases
            if case.key not in self.made and case.key not in before and fits(case)
        ]
        return self.chance.sample(free, many)


def _may_be(case: Case, *, true: tuple[date, date], told: date) -> bool:
    """A referral of those days, nobody's second, whose later steps leave room for what is told."""
    starts = case.assessments[0].started_on if case.assessments else date.max
    first, last = true
    return (
        case.is_referral
        and case.earlier is None
        and case.former_on is None
        and not case.is_exploitation
        and first <= case.received_on <= last
        and max(case.received_on, told) <= starts
    )


def _has_gap(case: Case, *, beyond: timedelta) -> bool:
    """Whether the earlier referral was so much more than twelve months before."""
    if case.earlier is None or not in_quarter(case.received_on) or case.assessments:
        return False
    return a_year_before(case.received_on) - beyond == case.earlier.received_on


def _ended(case: Case, between: tuple[date, date]) -> bool:
    only, (first, last) = len(case.assessments) == 1, between
    return only and case.authorised_on is not None and first <= case.authorised_on <= last


def _is_plain(case: Case, *, response: str) -> bool:
    return (
        case.response == response
        and in_quarter(case.received_on)
        and not case.assessments
        and not case.is_exploitation
        and case.earlier is None
        and case.former_on is None
    )
