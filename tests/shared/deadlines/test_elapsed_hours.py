"""Elapsed hours are counted as they pass, also in the two nights in which the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clock import LONDON
from shared.deadlines import (
    Direction,
    StandingKind,
    Unit,
    WrongKindOfTime,
    correct,
    extend,
    standing,
    start,
    stop,
)
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, INFORMAL, timescale, unhurried

INSTANTS = st.datetimes(
    datetime(2011, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2028, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def test_24_hours_over_the_night_in_which_the_clocks_go_forward() -> None:
    # Sa 26 Mar 2022 9:30 GMT; 24 hours later it is 10:30 on the Sunday, in summer time.
    clock = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 3, 26, 9, 30, tzinfo=LONDON), calendar=CALENDAR
    )
    assert clock.due_at == datetime(2022, 3, 27, 9, 30, tzinfo=UTC)
    assert clock.due_at == datetime(2022, 3, 27, 10, 30, tzinfo=LONDON)
    assert clock.due is None


def test_24_hours_over_the_night_in_which_the_clocks_go_back() -> None:
    # Sa 29 Oct 2022 9:30 in summer time; 24 hours later it is 8:30 on the Sunday, GMT.
    clock = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 10, 29, 9, 30, tzinfo=LONDON), calendar=CALENDAR
    )
    assert clock.due_at == datetime(2022, 10, 30, 8, 30, tzinfo=UTC)


def test_72_hours_over_a_weekend_in_which_the_clocks_go_back() -> None:
    # Back home Fr 28 Oct 2022 20:00 in summer time; 72 hours later it is Mo 19:00 GMT.
    interview = timescale(Unit.ELAPSED_HOURS, 72)
    clock = start(
        interview, clock=CLOCK, at=datetime(2022, 10, 28, 20, 0, tzinfo=LONDON), calendar=CALENDAR
    )
    assert clock.due_at == datetime(2022, 10, 31, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "kind", "taken"),
    [
        (timedelta(0), StandingKind.MET, 0),
        (timedelta(seconds=1), StandingKind.MET, 1),
        (timedelta(hours=24) - timedelta(microseconds=1), StandingKind.MET, 24),
        (timedelta(hours=24), StandingKind.MET, 24),
        (timedelta(hours=24, microseconds=1), StandingKind.MISSED, 25),
        (timedelta(hours=26), StandingKind.MISSED, 26),
    ],
)
def test_the_moment_before_the_moment_and_the_moment_after(
    after: timedelta, kind: StandingKind, taken: int
) -> None:
    began = datetime(2022, 3, 26, 9, 30, tzinfo=UTC)
    clock = start(INFORMAL, clock=CLOCK, at=began, calendar=CALENDAR)
    stopped = stop(clock, at=began + after, calendar=CALENDAR)
    assert stopped.taken == taken
    assert standing(stopped, on=began + after, calendar=CALENDAR).kind is kind


def test_standing_in_hours_left_and_over() -> None:
    began = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
    clock = start(INFORMAL, clock=CLOCK, at=began, calendar=CALENDAR)
    early = standing(clock, on=began + timedelta(minutes=90), calendar=CALENDAR)
    assert (early.kind, early.units_left, early.units_over) == (StandingKind.IN_TIME, 22, 0)
    soon = standing(clock, on=began + timedelta(hours=22), calendar=CALENDAR, due_soon=2)
    assert (soon.kind, soon.units_left) == (StandingKind.DUE_SOON, 2)
    late = standing(clock, on=began + timedelta(hours=25, minutes=1), calendar=CALENDAR)
    assert (late.kind, late.units_over) == (StandingKind.LATE, 2)


def test_standing_on_a_day_is_that_at_its_london_end() -> None:
    # Due Th 2 Jun 2022 23:30 UTC, which in London is Fr 3 Jun 0:30.
    clock = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 6, 1, 23, 30, tzinfo=UTC), calendar=CALENDAR
    )
    assert standing(clock, on=date(2022, 6, 2), calendar=CALENDAR).kind is StandingKind.IN_TIME
    assert standing(clock, on=date(2022, 6, 3), calendar=CALENDAR).kind is StandingKind.LATE


def test_hours_before_an_anchor() -> None:
    before = timescale(Unit.ELAPSED_HOURS, 24, direction=Direction.BACKWARD)
    anchor = datetime(2022, 3, 27, 10, 30, tzinfo=LONDON)
    clock = start(before, clock=CLOCK, at=anchor, calendar=CALENDAR)
    assert clock.due_at == datetime(2022, 3, 26, 9, 30, tzinfo=UTC)
    told = stop(clock, at=datetime(2022, 3, 26, 9, 0, tzinfo=UTC), calendar=CALENDAR)
    assert told.taken == 24


def test_an_extension_and_a_correction_move_instants() -> None:
    began = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
    clock = extend(
        start(INFORMAL, clock=CLOCK, at=began, calendar=CALENDAR), limit=48, calendar=CALENDAR
    )
    earlier = began - timedelta(hours=3)
    corrected = correct(
        clock, INFORMAL, calendar=CALENDAR, cause="received-at-corrected", starts_from_at=earlier
    )
    assert corrected.due_at == earlier + timedelta(hours=48)
    assert corrected.original_due_at == earlier + timedelta(hours=24)


def test_hours_take_no_dates_and_days_no_instants() -> None:
    with pytest.raises(WrongKindOfTime):
        start(INFORMAL, clock=CLOCK, on=date(2022, 6, 1), calendar=CALENDAR)
    ten_days = timescale(Unit.WORKING_DAYS, 10)
    with pytest.raises(WrongKindOfTime):
        start(ten_days, clock=CLOCK, at=datetime(2022, 6, 1, 9, 30, tzinfo=UTC), calendar=CALENDAR)
    with pytest.raises(WrongKindOfTime):
        start(ten_days, clock=CLOCK, on=datetime(2022, 6, 1, 9, 30, tzinfo=UTC), calendar=CALENDAR)
    with pytest.raises(WrongKindOfTime):
        start(ten_days, clock=CLOCK, calendar=CALENDAR)


def test_an_instant_without_its_zone_is_refused() -> None:
    naive = datetime(2022, 6, 1, 9, 30)  # noqa: DTZ001 - what must be refused
    with pytest.raises(ValueError, match="time zone"):
        start(INFORMAL, clock=CLOCK, at=naive, calendar=CALENDAR)


@unhurried
@given(INSTANTS, st.integers(0, 100), st.timedeltas(timedelta(0), timedelta(hours=120)))
def test_what_it_took_is_within_the_limit_exactly_when_it_was_in_time(
    began: datetime, limit: int, after: timedelta
) -> None:
    clock = start(timescale(Unit.ELAPSED_HOURS, limit), clock=CLOCK, at=began, calendar=CALENDAR)
    stopped = stop(clock, at=began + after, calendar=CALENDAR)
    met = standing(stopped, on=began + after, calendar=CALENDAR).kind is StandingKind.MET
    assert met == (after <= timedelta(hours=limit)) == ((stopped.taken or 0) <= limit)
