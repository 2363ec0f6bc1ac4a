"""What falls due first on a case, whatever unit its clocks count in."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from shared.casework.clocks import first_due, with_changed
from shared.deadlines import start, stop
from tests.shared.deadlines.timescales import CALENDAR, INFORMAL, STAGE_1

RECEIVED = date(2022, 4, 11)
DAYS = start(STAGE_1, clock=UUID(int=1), on=RECEIVED, calendar=CALENDAR)
HOURS = start(
    INFORMAL, clock=UUID(int=2), at=datetime(2022, 4, 11, 23, 30, tzinfo=UTC), calendar=CALENDAR
)


def test_hours_fall_due_on_a_london_day() -> None:
    assert HOURS.due_at is not None
    assert first_due((HOURS,)) == date(2022, 4, 13)  # half past midnight in summer time


def test_the_earliest_open_one_is_due_first() -> None:
    assert first_due((DAYS, HOURS)) == date(2022, 4, 13)
    answered = stop(HOURS, at=HOURS.due_at, calendar=CALENDAR)
    clocks = with_changed((DAYS, HOURS), (answered,))
    assert [clock.clock for clock in clocks] == [DAYS.clock, HOURS.clock]
    assert first_due(clocks) == DAYS.due == RECEIVED + timedelta(days=16)


def test_a_case_with_nothing_open_has_nothing_due() -> None:
    assert first_due(()) is None
    assert first_due((stop(DAYS, on=RECEIVED, calendar=CALENDAR),)) is None
