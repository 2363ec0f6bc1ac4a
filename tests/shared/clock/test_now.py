"""What time it is comes from one place, and is always aware."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.clock import Clock, FixedClock, SystemClock, fresh


def test_a_fixed_clock_stands_still_in_utc() -> None:
    clock: Clock = FixedClock(datetime.fromisoformat("2022-07-01T12:00:00+01:00"))
    assert clock.now() == datetime(2022, 7, 1, 11, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_fixed_clock_refuses_an_instant_without_its_zone() -> None:
    naive = datetime(2022, 7, 1, 12, 0)  # noqa: DTZ001 - what must be refused
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(naive)


def test_the_system_clock_is_shifted_by_its_offset() -> None:
    ahead: Clock = SystemClock(offset_seconds=3600)
    before, shifted, after = SystemClock().now(), ahead.now(), SystemClock().now()
    assert before + timedelta(hours=1) <= shifted <= after + timedelta(hours=1)


def test_fresh_identifiers_differ() -> None:
    assert len({fresh() for _ in range(100)}) == 100
