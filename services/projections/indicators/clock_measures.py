"""The ways of counting clocks: how those of a timescale stood on a day, or ended."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClocks:
    """Clocks of one timescale that are open on a day: in time, due soon, late; by team and age.

    The timescale is one of working days; `due_soon` are the working days before the due date from
    which a warning begins; `bands` the working days open, each up to and including.
    """

    timescale: str
    stage: str
    due_soon: int = 3
    bands: tuple[int, ...] = (10, 20, 40, 65)

    @property
    def band_labels(self) -> tuple[str, ...]:
        """One for each band and one for what is older than all: within-10, 11-20, …, over-65."""
        first, *later = self.bands
        between = (
            f"{before + 1}-{limit}" for before, limit in zip(self.bands, later, strict=False)
        )
        return (f"within-{first}", *between, f"over-{self.bands[-1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCells:
    """Timescales of every service (or those named): answered in time or late, open in time or
    late; and by how much the late ones were over.
    """

    timescales: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The shares of the timescales that are named, whether or not there is such a clock."""
        cells = ("answered-in-time", "answered-late", "open-in-time", "open-late")
        return tuple(f"{timescale}:{cell}" for timescale in self.timescales for cell in cells)


class CountedOn(StrEnum):
    """Which day of a clock puts it into the period."""

    STARTED = "started"
    DUE = "due"
    STOPPED = "stopped"


class ClockCell(StrEnum):
    """How a clock ended, or stands on the day that is asked for (today, without one)."""

    IN_TIME = "in-time"
    LATE = "late"
    """Stopped after its due date, or open past it."""
    NOT_YET_DUE = "not-yet-due"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """The share of the clocks of `timescales` in the period that are in this cell."""

    label: str
    timescales: tuple[str, ...]
    cell: ClockCell = ClockCell.IN_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShares:
    """Clocks that started, fell due or stopped in the period, and how they ended.

    How a clock ended is looked up on the day that is asked for, and not on the period's last day:
    one that started on that last day is not yet due for ever, otherwise. One falls due when its due
    date has come by then. A cancelled one is left out.
    """

    counted_on: CountedOn
    rows: tuple[ClockRow, ...]
