"""The few ways in which indicators count. Data only: the SQL for each is in the store.

A row of a figure has a `label`, a code. A row that is a share has a numerator and a denominator; a
count has a numerator only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Pattern = Mapping[str, str]
"""Codes that a fact must have, all of them."""


class Of(StrEnum):
    """What a row is a share of."""

    NOTHING = "nothing"
    """A count."""
    WHOLE = "whole"
    """Everything that the row looks at."""
    GROUP = "group"
    """Everything in the row's own group: the complaints with this cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A number of a fact lies between two limits, both included; None is open."""

    number: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCode:
    """One row for each value of a code of the fact."""

    code: str


class ByHeading(StrEnum):
    """One row for each value in the heading of the case."""

    TEAM = "team"
    WORKER = "worker"
    SERVICE_AREA = "service-area"


class ByPerson(StrEnum):
    """One row for each value of the child the case is about, where given."""

    SEX = "sex"
    ETHNICITY = "ethnicity"
    DISABILITY = "disability"
    SEXUAL_ORIENTATION = "sexual-orientation"
    AGE_BAND = "age-band"


Grouping = ByCode | ByHeading | ByPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """Facts of `kinds` that happened in the period, `among` any of the patterns (none: all).

    Counted are those with any pattern of `counted` (none: all) and the number `within`. With
    `by`, a row for each group, its label after `prefix`. `recorded` is False where no service
    records such facts yet: the row is then no data, and never 0, unless somebody enters it.
    """

    label: str | None = None
    kinds: tuple[str, ...]
    among: tuple[Pattern, ...] = ()
    counted: tuple[Pattern, ...] = ()
    within: Within | None = None
    of: Of = Of.NOTHING
    by: Grouping | None = None
    prefix: str = ""
    recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Counts and shares of facts."""

    rows: tuple[FactRow, ...]


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


@dataclass(frozen=True, slots=True)
class ClockCells:
    """Every timescale of every service: answered in time or late, open in time or late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDelay:
    """Days from happening to being recorded: median, ninth decile, and share over one day.

    `arrangements` are kinds of case that are no casework: what an authority arranges for itself.
    """

    arrangements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """Events that correct another, by their type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKind:
    """Which facts open, close and reopen a case of one kind."""

    kind: str
    opened: str
    closed: tuple[str, ...]
    reopened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """Cases open on a day, by team and worker, and those that nobody owns."""

    kinds: tuple[CaseKind, ...] = field(default=())


Measure = Facts | OpenClocks | ClockCells | RecordingDelay | Corrections | Caseload
