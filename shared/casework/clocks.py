"""The clocks of a case: as they stand after an event, and which of them falls due first."""

from collections.abc import Sequence
from datetime import date

from shared.clock import london_date
from shared.deadlines import Clock


def with_changed(clocks: Sequence[Clock], changed: Sequence[Clock]) -> tuple[Clock, ...]:
    """The clocks of a case, the `changed` ones in place of their former states."""
    by_id = {clock.clock: clock for clock in (*clocks, *changed)}
    return tuple(by_id.values())


def first_due(clocks: Sequence[Clock]) -> date | None:
    """The earliest day on which an open clock falls due, by London time; None: nothing is open."""
    return min((_due_day(clock) for clock in clocks if clock.is_open), default=None)


def _due_day(clock: Clock) -> date:
    if clock.due is not None:
        return clock.due
    if clock.due_at is not None:
        return london_date(clock.due_at)
    raise ValueError(f"clock {clock.clock} has no due date")
