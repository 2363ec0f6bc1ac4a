"""A standing as a stretch of due dates, at the days around Easter 2022.

Mo 11 Apr | Tu 1 We 2 Th 3 Good Friday | Easter Monday Tu 4.
"""

from datetime import date

import pytest

from shared.casework.api.standing import DueDates, StandingCode, due_dates_of
from shared.working_days import current_edition

TODAY = date(2022, 4, 11)


def _due_dates(
    standing: StandingCode | None, *, due_before: date | None = None, due_soon: int = 3
) -> DueDates:
    return due_dates_of(
        standing,
        due_before=due_before,
        today=TODAY,
        calendar=current_edition(),
        due_soon=due_soon,
    )


def test_what_is_due_today_is_not_late_yet() -> None:
    assert _due_dates(StandingCode.LATE) == (None, TODAY)


def test_the_three_standings_leave_no_day_out_and_share_none() -> None:
    late, soon, in_time = (
        _due_dates(code)
        for code in (StandingCode.LATE, StandingCode.DUE_SOON, StandingCode.IN_TIME)
    )
    assert late.before == soon.first == TODAY
    assert soon.before == in_time.first
    assert in_time.before is None


def test_the_warning_counts_working_days() -> None:
    assert _due_dates(StandingCode.DUE_SOON, due_soon=3) == (TODAY, date(2022, 4, 15))
    assert _due_dates(StandingCode.DUE_SOON, due_soon=4) == (TODAY, date(2022, 4, 20))


def test_without_a_warning_nothing_is_due_soon() -> None:
    assert _due_dates(StandingCode.DUE_SOON, due_soon=0) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("standing", "due_before", "before"),
    [
        (None, date(2022, 4, 1), date(2022, 4, 1)),
        (StandingCode.LATE, date(2022, 4, 1), date(2022, 4, 1)),
        (StandingCode.LATE, date(2022, 4, 12), TODAY),
        (StandingCode.IN_TIME, date(2022, 5, 1), date(2022, 5, 1)),
    ],
)
def test_of_two_last_days_the_earlier_holds(
    standing: StandingCode | None, due_before: date, before: date
) -> None:
    assert _due_dates(standing, due_before=due_before).before == before
