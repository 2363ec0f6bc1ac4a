"""A library that says the same again and again is heard every ten seconds, with a count.

A client of a broker that is away says so with every attempt, on every connection: forty lines a
second, which would fill a disk before anybody is back to look.
"""

import logging
from typing import Final

SECONDS_BETWEEN: Final = 10.0

Place = tuple[str, str, int]


class Repetition:
    """Lines are the same where one place of the code says them, whatever values they carry.

    Times are those of the records. What a line with an exception says is never left out.
    """

    def __init__(self) -> None:
        self._said_at: dict[Place, float] = {}
        self._left_out: dict[Place, int] = {}

    def is_due(self, record: logging.LogRecord) -> bool:
        """Whether the line is to be written; one that is not is counted."""
        if record.exc_info:
            return True
        place = _place(record)
        said_at = self._said_at.get(place)
        if said_at is not None and 0.0 <= record.created - said_at < SECONDS_BETWEEN:
            self._left_out[place] = self._left_out.get(place, 0) + 1
            return False
        self._said_at[place] = record.created
        return True

    def left_out_before(self, record: logging.LogRecord) -> int:
        """How many lines like this were left out since the one before it; from now on none."""
        return self._left_out.pop(_place(record), 0)


def _place(record: logging.LogRecord) -> Place:
    return record.name, record.pathname, record.lineno
