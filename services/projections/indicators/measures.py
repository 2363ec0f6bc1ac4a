"""The few ways in which indicators count. Data only: the SQL for each is in the store.

A row of a figure has a `label`, a code. A row that is a share has a numerator and a denominator; a
count has a numerator only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.projections.indicators.case_measures import (
    Caseload,
    OpenCases,
    PractitionerLoad,
    RepeatedStays,
)
from services.projections.indicators.clock_measures import ClockCells, ClockShares, OpenClocks
from services.projections.indicators.windows import Window

Pattern = Mapping[str, str | tuple[str, ...]]
"""Codes that a fact must have, all of them; of a code with many values, at least these."""


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
    """One row for each value of a code of the fact; a fact with many values is in each row."""

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
    AGE = "age"
    """In whole years."""


Grouping = ByCode | ByHeading | ByPerson


class Each(StrEnum):
    """What is counted once."""

    FACT = "fact"
    CHILD = "child"
    """A child with any such fact, in whichever of their cases; in the numerator where every one of
    them is. A case of which it is not known who the child is stands for a child.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """Facts of `kinds` that happened in the `window`, `among` any of the patterns (none: all).

    Counted are those with any pattern of `counted` (none: all) and the number `within`. With
    `by`, a row for each group, its label after `prefix`; without label and groups it is its
    indicator's only row. `over` are the kinds that make the whole where it is not those facts: what
    was received, for what was decided of it. `recorded` is False where no service records such
    facts yet: the row is then no data, and never 0, unless somebody enters it.
    """

    label: str | None = None
    kinds: tuple[str, ...]
    among: tuple[Pattern, ...] = ()
    counted: tuple[Pattern, ...] = ()
    within: Within | None = None
    of: Of = Of.NOTHING
    by: Grouping | None = None
    prefix: str = ""
    window: Window = Window.PERIOD
    each: Each = Each.FACT
    over: tuple[str, ...] = ()
    recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Counts and shares of facts."""

    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDelay:
    """Days from happening to being recorded: median, ninth decile, and share over one day.

    `arrangements` are kinds of case that are no casework: what an authority arranges for itself.
    """

    arrangements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """Events that correct another, by their type."""


Measure = (
    Facts
    | OpenClocks
    | ClockCells
    | ClockShares
    | RecordingDelay
    | Corrections
    | Caseload
    | PractitionerLoad
    | OpenCases
    | RepeatedStays
)
