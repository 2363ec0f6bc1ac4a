"""A question to the figures, the standpoint from which it is answered, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.projections.application.periods import Period
from services.projections.indicators import Indicator
from services.projections.indicators.declaration import Basis, ValueUnit
from shared.clock import london_end_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of an indicator.

    `as_at` takes the world as it was on that day, today at the latest; `known_on` takes what had
    been recorded by the London end of that day; without them, the period's whole world as it is
    known now. `today` is the day of asking.
    """

    authority: str
    period: Period
    team: str | None = None
    as_at: date | None = None
    known_on: date | None = None
    today: date

    @property
    def through(self) -> date:
        """The last day of the period that counts."""
        return min(self.period.last, self.as_at) if self.as_at else self.period.last

    @property
    def standing_on(self) -> date:
        """The day on which something stands: never one that is still to come."""
        if self.as_at is not None:
            return self.as_at
        return min(self.period.last, self.today, self.known_on or self.today)

    @property
    def looked_up_on(self) -> date:
        """The day on which it is looked up how something ended that the period counts."""
        return self.as_at or min(self.today, self.known_on or self.today)

    @property
    def known_before(self) -> datetime | None:
        return london_end_of_day(self.known_on) if self.known_on else None

    def first_day_of(self, basis: Basis) -> date:
        """From which day on the records must be there for the question to have an answer.

        What stands on a day that was asked for, or today, needs the records of that day. At the
        end of a past period it needs the whole period: what was open from before the records
        began would be missing from it.
        """
        if basis is Basis.AS_AT and (self.as_at is not None or self.period.last >= self.today):
            return self.standing_on
        return self.period.first


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPoint:
    """How far a source has been read."""

    log_id: UUID
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Everything an answer depends on but the question; the token holds it.

    `parked` are the cases that stood aside, and `released` counts the messages up to here that
    had once been parked and were applied later.
    """

    sources: Mapping[str, LogPoint]
    parked: frozenset[UUID] = frozenset()
    released: int = 0
    entries: int = 0
    today: date


class CellStatus(StrEnum):
    """Why a cell holds a number, or why it holds none."""

    REPORTED = "reported"
    ENTERED = "entered"
    NOT_APPLICABLE = "not-applicable"
    NO_DATA = "no-data"
    NOT_REPORTABLE = "not-reportable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A row as counted. A share has both numbers; a count has a numerator only; a measured value
    (a median) has `value`, and in `denominator` how many it was taken over.
    """

    label: str | None
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    unit: ValueUnit = ValueUnit.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A row as answered. `said_where` is an analyst's source for what was entered."""

    label: str | None
    numerator: Decimal | int | None = None
    denominator: Decimal | int | None = None
    value: float | None = None
    unit: ValueUnit
    status: CellStatus
    reason: str | None = None
    said_where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The cells of one indicator, and the standpoint they were computed from."""

    indicator: Indicator
    question: Question
    cells: tuple[Cell, ...]
    standpoint: Standpoint = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBehind:
    """A case behind a figure. `counted` is whether it is in the numerator."""

    source: str
    stream_id: UUID
    thing: UUID
    reference: str
    occurred_on: date
    counted: bool
    team: str | None
    worker: str | None
    restricted: bool
    allow: tuple[str, ...]
    deny: tuple[str, ...]
