"""Watermarks are soon while the log grows, and few while it rests."""

from itertools import pairwise

from shared.transport.relay_rhythm import (
    FIRST_REST_SECONDS,
    LONGEST_REST_SECONDS,
    SECONDS_WHILE_MOVING,
    Rhythm,
)

A_DAY = 86_400.0


def _written(rhythm: Rhythm, position: int, start: float, end: float) -> list[float]:
    """When watermarks are written between two times, while the log stays where it is."""
    times = []
    now = start
    while (now := now + max(0.0, rhythm.seconds_to_next(position, now))) < end:
        rhythm.told(position, now)
        times.append(now)
    return times


def test_the_first_are_due_at_once() -> None:
    assert Rhythm(0).seconds_to_next(0, 50.0) <= 0.0
    assert Rhythm(7).seconds_to_next(8, 50.0) <= 0.0


def test_while_the_log_grows_they_are_told_every_tenth_of_a_second() -> None:
    rhythm = Rhythm(7)
    rhythm.told(8, 0.0)
    assert rhythm.seconds_to_next(9, 0.0) == SECONDS_WHILE_MOVING
    assert rhythm.seconds_to_next(9, 0.2) < 0.0


def test_a_log_that_rests_a_day_costs_few_of_them() -> None:
    times = _written(Rhythm(7), 7, 0.0, A_DAY)
    waits = [after - before for before, after in pairwise(times)]
    assert waits[:3] == [FIRST_REST_SECONDS, 2 * FIRST_REST_SECONDS, 4 * FIRST_REST_SECONDS]
    assert max(waits) == LONGEST_REST_SECONDS
    assert len(times) < 160


def test_after_a_rest_it_is_soon_again() -> None:
    rhythm = Rhythm(7)
    _written(rhythm, 7, 0.0, A_DAY)
    assert rhythm.seconds_to_next(8, A_DAY) <= 0.0
    rhythm.told(8, A_DAY)
    assert rhythm.seconds_to_next(8, A_DAY) == FIRST_REST_SECONDS
    assert rhythm.seconds_to_next(9, A_DAY + 1.0) < 0.0
