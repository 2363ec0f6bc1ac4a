"""Who had been referred before: 317 of the quarter's referrals, and some who nearly had.

Twelve months to the day count, a day more does not; a contact that became no referral does not, and
one of the same day is not earlier. Source: 2023-09 scrutiny paper, line 612.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Final

from deploy.replay_generators.quarter.case import (
    NO_FURTHER_ACTION,
    QUARTER_FIRST,
    Case,
    a_year_before,
    in_quarter,
)
from services.command_line.county.telling import Office

RE_REFERRALS: Final = 317
WITHIN_QUARTER: Final = 12
AFTER_ASSESSMENT: Final = 130
ON_THE_BOUNDARY: Final = 8
FORMER: Final = 26
FORMER_ON_THE_BOUNDARY: Final = 4
A_DAY_TOO_LONG: Final = 8
FORMER_A_DAY_TOO_LONG: Final = 4
NO_REFERRAL_BEFORE: Final = 15
SAME_DAY: Final = 3

EARLIER_FIRST: Final = date(2022, 7, 4)
EARLIER_LAST: Final = date(2023, 3, 24)
ENDED_BY: Final = date(2023, 5, 26)
MIDDLE_FIRST: Final = date(2023, 4, 17)
MIDDLE_LAST: Final = date(2023, 6, 16)
A_DAY: Final = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Earlier:
    """Gives contacts of the quarter an earlier one of the same child, each at most once."""

    office: Office
    cases: list[Case]
    taken: set[int] = field(default_factory=set)

    def draw(self) -> list[Case]:
        """The earlier contacts that are not among `cases`."""
        self._within_quarter_or_after_assessment()
        self._on_the_same_day()
        self._known_to_a_former_system()
        return [
            *self._on_the_boundary(),
            *self._a_day_too_long(),
            *self._plainly(),
            *self._never_a_referral(),
        ]

    def _within_quarter_or_after_assessment(self) -> None:
        """Assessed, and referred again when that had ended."""
        for many, inside in ((WITHIN_QUARTER, True), (AFTER_ASSESSMENT, False)):
            for before in self._pick(many, partial(_is_over, inside=inside)):
                (case,) = self._pick(1, partial(_follows, before=before))
                case.earlier = before

    def _on_the_boundary(self) -> Iterator[Case]:
        for case in self._pick(ON_THE_BOUNDARY, _is_plain):
            case.earlier = self._referral(a_year_before(case.received_on))
            yield case.earlier

    def _known_to_a_former_system(self) -> None:
        for case in self._pick(FORMER, _is_plain):
            case.former_on = self._day()
        for case in self._pick(FORMER_ON_THE_BOUNDARY, _is_plain):
            case.former_on = a_year_before(case.received_on)
        for case in self._pick(FORMER_A_DAY_TOO_LONG, _is_plain):
            case.former_on = a_year_before(case.received_on) - A_DAY

    def _plainly(self) -> Iterator[Case]:
        """The rest, with a contact some months before."""
        done = WITHIN_QUARTER + AFTER_ASSESSMENT + ON_THE_BOUNDARY + FORMER
        for case in self._pick(RE_REFERRALS - done - FORMER_ON_THE_BOUNDARY, _is_in_quarter):
            case.earlier = self._referral(self._day())
            yield case.earlier

    def _a_day_too_long(self) -> Iterator[Case]:
        for case in self._pick(A_DAY_TOO_LONG, _is_plain):
            case.earlier = self._referral(a_year_before(case.received_on) - A_DAY)
            yield case.earlier

    def _never_a_referral(self) -> Iterator[Case]:
        for case in self._pick(NO_REFERRAL_BEFORE, _is_in_quarter):
            case.earlier = self._referral(self._day())
            case.earlier.response = self.office.chance.choice(
                ("information", "early-help", NO_FURTHER_ACTION)
            )
            yield case.earlier

    def _on_the_same_day(self) -> None:
        """Two agencies told of the same child on the same day."""
        for case in self._pick(SAME_DAY, _is_plain):
            (same,) = self._pick(1, partial(_same_day, other=case))
            case.earlier = same
            case.decided_on = max(case.decided_on, same.decided_on)

    def _pick(self, many: int, fits: Callable[[Case], bool]) -> list[Case]:
        free = [case for case in self.cases if id(case) not in self.taken and fits(case)]
        picked = self.office.chance.sample(free, many)
        self.taken |= {id(case) for case in picked}
        return picked

    def _day(self) -> date:
        return self.office.day_in(EARLIER_FIRST, EARLIER_LAST)

    def _referral(self, received_on: date) -> Case:
        decided_on = self.office.calendar.nth_after(received_on, 1)
        return Case(received_on=received_on, decided_on=decided_on)


def _is_in_quarter(case: Case) -> bool:
    return case.is_referral and in_quarter(case.received_on)


def _is_plain(case: Case) -> bool:
    """A referral without an assessment, in the middle of the quarter."""
    amid = MIDDLE_FIRST <= case.received_on <= MIDDLE_LAST
    return _is_in_quarter(case) and amid and not case.assessments and not case.is_exploitation


def _is_over(case: Case, *, inside: bool) -> bool:
    """Received in the quarter, or before it; its assessment had ended by late May."""
    done_on = case.authorised_on
    over = done_on is not None and done_on <= ENDED_BY
    return over and inside == (case.received_on >= QUARTER_FIRST)


def _follows(case: Case, *, before: Case) -> bool:
    ended_on = before.authorised_on
    return _is_in_quarter(case) and ended_on is not None and case.received_on > ended_on


def _same_day(one: Case, *, other: Case) -> bool:
    return _is_plain(one) and one is not other and one.received_on == other.received_on
