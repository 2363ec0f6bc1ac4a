"""What is late, and for whom: the longest overdue first."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from services.projections.application.standings import ListedClock
from services.projections.pages import tables
from services.projections.pages.charts import Chart, Tone, count_bars
from services.projections.pages.wording import over_in_words, time_limit_in_words
from shared.clock.london import london_date
from shared.deadlines.units import Unit
from shared.working_days import WorkingDayCalendar

Sees = Callable[[ListedClock], bool]
ROUGH: Final = frozenset({Unit.WEEKS, Unit.CALENDAR_MONTHS})
RESTRICTED: Final = "Restricted"
NOBODY: Final = "Nobody"
COLUMNS: Final = (
    tables.Column(title="Time limit"),
    tables.Column(title="Case"),
    tables.Column(title="Team"),
    tables.Column(title="Worker"),
    tables.Column(title="Due"),
    tables.Column(title="Over", is_number=True),
)


def late_table(
    clocks: Sequence[ListedClock],
    *,
    at: datetime,
    calendar: WorkingDayCalendar,
    sees: Sees,
    caption: str,
) -> tables.Table:
    """A row for each clock; of a case that one may not see, only that it is late.

    Raises OutsideCalendar.
    """
    return tables.Table(
        name="late-table",
        caption=caption,
        columns=COLUMNS,
        rows=tuple(_row(clock, at, calendar, seen=sees(clock)) for clock in clocks),
    )


def late_by_team(clocks: Sequence[ListedClock], *, sees: Sees, on: date, most: int) -> Chart | None:
    """How many are late for each team, the most first; None where nothing is late.

    Of more than `most` the longest overdue were looked at, and the title says so.
    """
    if not clocks:
        return None
    of_all = f"The {most:,} longest overdue" if len(clocks) >= most else "Late"
    teams = Counter(_whom(clock.team, seen=sees(clock)) for clock in clocks)
    return Chart(
        name="late-by-team",
        title=f"{of_all} on {on:%-d %B %Y}, by team",
        told="One bar for each team: how many time limits of its cases are open and past due.",
        bars=count_bars(sorted(teams.items(), key=lambda one: (-one[1], one[0])), Tone.LATE),
    )


def _row(
    clock: ListedClock, at: datetime, calendar: WorkingDayCalendar, *, seen: bool
) -> tables.Row:
    stands = clock.stands(at, calendar)
    over = _over(clock, stands.units_over, at) if stands else ""
    return tables.Row(
        head=time_limit_in_words(clock.timescale),
        cells=(
            tables.Cell(text=clock.reference if seen else RESTRICTED),
            tables.Cell(text=_whom(clock.team, seen=seen), wraps=True),
            tables.Cell(text=_whom(clock.worker, seen=seen), wraps=True),
            tables.Cell(text=f"{clock.due_on:%-d %b %Y}" if clock.due_on else ""),
            tables.Cell(text=over, is_number=True, warns=True),
        ),
    )


def _over(clock: ListedClock, units: int, at: datetime) -> str:
    """Weeks and months that have only begun would say too much: of them the days are counted."""
    unit = Unit(clock.unit)
    if unit in ROUGH and clock.due_on is not None:
        return over_in_words((london_date(at) - clock.due_on).days, Unit.CALENDAR_DAYS)
    return over_in_words(units, unit)


def _whom(name: str | None, *, seen: bool) -> str:
    if not seen:
        return RESTRICTED
    return name or NOBODY
