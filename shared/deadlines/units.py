"""What a time limit is counted in, and from which side of its anchor."""

from enum import StrEnum


class Unit(StrEnum):
    """The unit a limit is counted in. Day 0 is the day (or the instant) the clock starts from."""

    ELAPSED_HOURS = "elapsed-hours"
    CALENDAR_DAYS = "calendar-days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    CALENDAR_MONTHS = "calendar-months"

    @property
    def is_elapsed(self) -> bool:
        """Whether clocks of this unit run between instants instead of London dates."""
        return self is Unit.ELAPSED_HOURS


class Direction(StrEnum):
    """Forward from an anchor, backward before one, or a window after one."""

    FORWARD = "forward"
    BACKWARD = "backward"
    WINDOW = "window"
