"""What an indicator declares of itself, so that a figure can always be asked what it means."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.projections.indicators.measures import Measure


class Basis(StrEnum):
    """Which date puts a case into a period. Received and resolved are different sets of cases."""

    RECEIVED = "received"
    RESOLVED = "resolved"
    DECIDED = "decided"
    STARTED = "started"
    COMPLETED = "completed"
    HELD = "held"
    DUE = "due"
    RECORDED = "recorded"
    AS_AT = "as-at"
    COMPLETED_AND_AS_AT = "completed-and-as-at"


class CountedBy(StrEnum):
    STARTED = "started"
    COMPLETED = "completed"
    DUE = "due"
    STANDING = "standing"
    RECORDED = "recorded"


class Polarity(StrEnum):
    """Whether more is better, worse or neither."""

    HIGHER_IS_BETTER = "higher-is-better"
    LOWER_IS_BETTER = "lower-is-better"
    NEITHER = "neither"


class ValueUnit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    CLOCK_UNITS = "clock-units"
    """In whatever unit the clock counts: working days, hours."""


EVERY_SERVICE: tuple[str, ...] = ()
"""The sources of an indicator that reads whatever is projected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator. `numerator`, `denominator`, `population` say in words what `measure` counts.

    `sources` are the services whose log it counts (empty: every one). `version` goes up with every
    change of meaning; `effective_from` and `effective_to` bound the periods it may be asked for.
    `tolerance` is the difference, in the row's unit, up to which a trend is no change.
    """

    code: str
    title: str
    numerator: str
    denominator: str | None
    population: str
    basis: Basis
    counted_by: CountedBy
    polarity: Polarity
    unit: ValueUnit
    measure: Measure
    sources: tuple[str, ...]
    source: str
    version: int = 1
    effective_from: date
    effective_to: date | None = None
    tolerance: Decimal | None = None
