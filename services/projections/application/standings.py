"""The work list: every clock with how it stands, counted in its own unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol
from uuid import UUID

from services.projections.application.questions import LogPoint
from shared.clock import london_date
from shared.deadlines import (
    Clock,
    ClockChange,
    ClockState,
    Pause,
    Standing,
    StandingKind,
    standing,
)
from shared.deadlines.months import add_months
from shared.deadlines.units import Unit
from shared.working_days import WorkingDayCalendar

DUE_SOON: Final[Mapping[Unit, int]] = MappingProxyType(
    {
        Unit.WORKING_DAYS: 3,
        Unit.CALENDAR_DAYS: 3,
        Unit.WEEKS: 1,
        Unit.CALENDAR_MONTHS: 1,
        Unit.ELAPSED_HOURS: 4,
    }
)
"""A warning begins so many units before the due date. Local: no regulation says when to warn."""


OPEN_KINDS: Final = frozenset({StandingKind.IN_TIME, StandingKind.DUE_SOON, StandingKind.LATE})


class Wanted(StrEnum):
    """Which clocks a list shows."""

    OPEN = "open"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFilter:
    """Every filter that is given must hold. `teams` or `workers`: any of them."""

    authority: str
    at: datetime
    timescale: str | None = None
    wanted: Wanted | None = None
    teams: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    due_before: date | None = None

    @property
    def on(self) -> date:
        return london_date(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoonBefore:
    """For each unit, the day or instant before which what is due is due soon."""

    working_days: date
    calendar_days: date
    weeks: date
    calendar_months: date
    elapsed_hours: datetime

    @classmethod
    def on(cls, day: date, at: datetime, calendar: WorkingDayCalendar) -> "SoonBefore":
        """Raises OutsideCalendar."""
        return cls(
            working_days=calendar.nth_after(day, DUE_SOON[Unit.WORKING_DAYS] + 1),
            calendar_days=day + timedelta(days=DUE_SOON[Unit.CALENDAR_DAYS] + 1),
            weeks=day + timedelta(weeks=DUE_SOON[Unit.WEEKS] + 1),
            calendar_months=add_months(day, DUE_SOON[Unit.CALENDAR_MONTHS] + 1),
            elapsed_hours=at + timedelta(hours=DUE_SOON[Unit.ELAPSED_HOURS] + 1),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClock:
    """A clock with its case, as they are known now. Dates are London's."""

    source: str
    stream_id: UUID
    clock: UUID
    timescale: str
    title: str
    unit: str
    units: int
    rule: str
    starts_on: date
    due_on: date | None
    original_due_on: date | None
    stopped_on: date | None
    starts_at: datetime | None
    due_at: datetime | None
    original_due_at: datetime | None
    stopped_at: datetime | None
    calendar: str
    state: str
    taken: int | None
    pauses: tuple[Pause, ...] = field(default=())
    revision: int
    change: str
    cause: str | None
    case_kind: str
    reference: str
    team: str | None
    worker: str | None
    restricted: bool
    allow: tuple[str, ...]
    deny: tuple[str, ...]

    def stands(self, at: datetime, calendar: WorkingDayCalendar) -> Standing | None:
        """None for a clock that has no due date. Raises OutsideCalendar."""
        if self.state == ClockState.CANCELLED:
            return Standing(kind=StandingKind.CANCELLED)
        if self.due_on is None:
            return None
        unit = Unit(self.unit)
        in_hours = unit.is_elapsed
        clock = Clock(
            clock=self.clock,
            timescale=self.timescale,
            title=self.title,
            unit=unit,
            limit=self.units,
            original_limit=self.units,
            rule=self.rule,
            starts="",
            starts_from=None if in_hours else self.starts_on,
            due=None if in_hours else self.due_on,
            original_due=None if in_hours else self.original_due_on,
            stopped=None if in_hours else self.stopped_on,
            starts_from_at=self.starts_at,
            due_at=self.due_at,
            original_due_at=self.original_due_at,
            stopped_at=self.stopped_at,
            calendar=self.calendar,
            state=ClockState(self.state),
            taken=self.taken,
            pauses=self.pauses,
            revision=self.revision,
            change=ClockChange(self.change),
            cause=self.cause,
        )
        return standing(clock, on=at, calendar=calendar, due_soon=DUE_SOON[unit])

    def is_wanted(self, wanted: Wanted | None, at: datetime, calendar: WorkingDayCalendar) -> bool:
        """Whether it stands as wanted; None wants all. Raises OutsideCalendar."""
        if wanted is None:
            return True
        stands = self.stands(at, calendar)
        if wanted is Wanted.OPEN:
            open_still = self.state in {ClockState.RUNNING, ClockState.PAUSED}
            return open_still if stands is None else stands.kind in OPEN_KINDS
        return stands is not None and stands.kind.value == wanted.value


class ClockLists(Protocol):
    """Clocks as they are known at a place in each log."""

    async def page(
        self,
        wanted: ClockFilter,
        soon: SoonBefore,
        sources: Mapping[str, LogPoint],
        *,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[ListedClock, ...]:
        """In the order of due date and clock; those without a due date last.

        Clocks with pauses are among them however they stand.
        """


async def listed(
    lists: ClockLists,
    wanted: ClockFilter,
    sources: Mapping[str, LogPoint],
    calendar: WorkingDayCalendar,
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> tuple[ListedClock, ...]:
    """A page of exactly those clocks that stand as wanted. Raises OutsideCalendar.

    The store narrows the search; the rule of standings decides, the same as on the case itself.
    """
    soon = SoonBefore.on(wanted.on, wanted.at, calendar)
    kept: list[ListedClock] = []
    while True:
        found = await lists.page(wanted, soon, sources, after=after, limit=limit)
        kept += [one for one in found if one.is_wanted(wanted.wanted, wanted.at, calendar)]
        if len(kept) >= limit or len(found) < limit:
            return tuple(kept[:limit])
        after = (found[-1].due_on or date.max, found[-1].clock)
