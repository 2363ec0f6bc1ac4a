"""When watermarks are written: soon while the log grows, ever more seldom while it rests.

Topics keep everything for ever, so one each ten seconds on every partition would be a hundred
thousand records a topic and day in a county in which nothing happens.
"""

from typing import Final

SECONDS_WHILE_MOVING: Final = 0.1
FIRST_REST_SECONDS: Final = 10.0
LONGEST_REST_SECONDS: Final = 600.0
"""A tail that the broker lost while the log rests is missed within so long."""


class Rhythm:
    """From `position` of the log on; times are seconds of any clock that only goes on."""

    def __init__(self, position: int) -> None:
        self._position = position
        self._told_at: float | None = None
        self._rest = FIRST_REST_SECONDS

    def seconds_to_next(self, position: int, now: float) -> float:
        """Until watermarks at `position` are due: at most 0 where they are; the first are."""
        if self._told_at is None:
            return 0.0
        between = self._rest if position == self._position else SECONDS_WHILE_MOVING
        return self._told_at + between - now

    def told(self, position: int, now: float) -> None:
        """They were written. Each time that nothing was new, the next wait is twice as long."""
        rests = self._told_at is not None and position == self._position
        self._rest = min(self._rest * 2, LONGEST_REST_SECONDS) if rests else FIRST_REST_SECONDS
        self._position, self._told_at = position, now
