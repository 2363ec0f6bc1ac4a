"""What must be so before a clock can be changed."""

from datetime import date, datetime

from shared.deadlines.cannot_change import ClockNotOpen, StopBeforeStart, WrongKindOfTime
from shared.deadlines.clock import Clock
from shared.deadlines.units import Direction, Unit


def check_open(clock: Clock) -> None:
    """Raises ClockNotOpen."""
    if not clock.is_open:
        raise ClockNotOpen(f"the clock is {clock.state}")


def check_kind(unit: Unit, on: date | None, at: datetime | None) -> None:
    """Exactly the kind of time that the unit runs in; raises WrongKindOfTime."""
    given, other = (at, on) if unit.is_elapsed else (on, at)
    if given is None or other is not None or isinstance(on, datetime):
        raise WrongKindOfTime(f"a clock of {unit} takes {_kind(unit)}, and only that")


def check_not_other_kind(
    unit: Unit, on: tuple[date | None, ...], at: tuple[datetime | None, ...]
) -> None:
    """None of the other kind of time; raises WrongKindOfTime."""
    others = on if unit.is_elapsed else at
    if any(others) or any(isinstance(day, datetime) for day in on):
        raise WrongKindOfTime(f"a clock of {unit} takes {_kind(unit)}, and only that")


def check_stop_after_start(clock: Clock) -> None:
    """An act on the start day itself is in order. Raises StopBeforeStart; backward clocks pass."""
    if clock.direction is Direction.BACKWARD:
        return
    if clock.stopped and clock.starts_from and clock.stopped < clock.starts_from:
        raise StopBeforeStart(f"stopped on {clock.stopped}, starts from {clock.starts_from}")
    if clock.stopped_at and clock.starts_from_at and clock.stopped_at < clock.starts_from_at:
        raise StopBeforeStart(f"stopped at {clock.stopped_at}, starts from {clock.starts_from_at}")


def _kind(unit: Unit) -> str:
    return "an instant" if unit.is_elapsed else "a London date"
