"""The measures computed over the bitemporal rows. Each is a set of members, counted or listed.

A member is a fact, a clock or a recording in a row of the figure; so a figure and the cases behind
it come from the same SQL.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, assert_never
from uuid import UUID

from asyncpg import Record

from services.projections.application.questions import CaseBehind, Counted, LogPoint, Question
from services.projections.indicators.case_measures import (
    Caseload,
    OpenCases,
    PractitionerLoad,
    RepeatedStays,
)
from services.projections.indicators.clock_measures import ClockCells, ClockShares, OpenClocks
from services.projections.indicators.declaration import ValueUnit
from services.projections.indicators.measures import Corrections, Facts, Measure, RecordingDelay
from services.projections.store import details
from services.projections.store.generations import asking, fetched
from services.projections.store.plans import Plan, plan_of
from services.projections.store.statements import statement
from shared.runner import Pool
from shared.working_days import WorkingDayCalendar

ONLY_ROW: Final = ""
"""The label of an indicator's only row, among members."""


class CountedFigures:
    """Figures from the read models, in the calendar's edition of working days."""

    def __init__(self, pool: Pool, calendar: WorkingDayCalendar) -> None:
        self._pool = pool
        self._calendar = calendar

    async def count(
        self, measure: Measure, question: Question, sources: Mapping[str, LogPoint]
    ) -> tuple[Counted, ...]:
        plan = plan_of(measure, question, self._calendar, listing=False)
        told = _asked(question, sources, plan.details)
        rows = await self._fetched(plan, plan.counts, *told)
        match measure:
            case RecordingDelay():
                return tuple(_delay(row) for row in rows)
            case ClockCells():
                by_timescale = sorted(rows, key=lambda row: str(row["label"]).split(":")[0])
                return tuple(_average(row, ValueUnit.CLOCK_UNITS) for row in by_timescale)
            case PractitionerLoad():
                return tuple(_average(row, ValueUnit.COUNT) for row in rows)
            case (
                Facts()
                | OpenClocks()
                | ClockShares()
                | Corrections()
                | Caseload()
                | OpenCases()
                | RepeatedStays()
            ):
                return tuple(_counted(row) for row in rows)
            case _:
                assert_never(measure)

    async def cases(
        self,
        measure: Measure,
        question: Question,
        sources: Mapping[str, LogPoint],
        *,
        label: str | None,
        numerator: bool,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[CaseBehind, ...]:
        plan = plan_of(measure, question, self._calendar, listing=True)
        rows = await self._fetched(
            plan,
            statement("cases_behind"),
            *_asked(question, sources, plan.details),
            label or ONLY_ROW,
            numerator,
            after[0] if after else None,
            after[1] if after else None,
            limit,
        )
        return tuple(_case_behind(row) for row in rows)

    async def first_recorded(
        self, authority: str, sources: Mapping[str, LogPoint], known_before: datetime | None
    ) -> Mapping[str, date]:
        rows = await fetched(
            self._pool,
            statement("first_recorded"),
            list(sources),
            [at.position for at in sources.values()],
            known_before,
            authority,
        )
        return {row["source"]: row["day"] for row in rows}

    async def _fetched(self, plan: Plan, last: str, *told: object) -> list[Record]:
        async with asking(self._pool) as connection:
            await connection.execute(plan.settings)
            return list(await connection.fetch(plan.members + last, *told))


def _asked(
    question: Question, sources: Mapping[str, LogPoint], told: details.Details
) -> tuple[object, ...]:
    return (
        list(sources),
        [at.position for at in sources.values()],
        question.known_before,
        question.authority,
        question.period.first,
        question.through,
        question.team,
        told,
    )


def _counted(row: Record) -> Counted:
    share = row["denominator"] is not None
    return Counted(
        label=row["label"] or None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        unit=ValueUnit.PERCENT if share else ValueUnit.COUNT,
    )


def _delay(row: Record) -> Counted:
    if row["amount"] is None:
        return _counted(row)
    return Counted(
        label=row["label"],
        denominator=row["denominator"],
        value=round(row["amount"], 1),
        unit=ValueUnit.DAYS,
    )


def _average(row: Record, unit: ValueUnit) -> Counted:
    """An average, in its unit, over how many it was taken; or what is counted beside it."""
    if row["amount"] is None:
        return _counted(row)
    return Counted(
        label=row["label"],
        denominator=row["denominator"],
        value=round(row["amount"], 1),
        unit=unit,
    )


def _case_behind(row: Record) -> CaseBehind:
    return CaseBehind(
        **{name: row[name] for name in row.keys() if name not in {"allow", "deny"}},  # noqa: SIM118
        allow=tuple(row["allow"]),
        deny=tuple(row["deny"]),
    )
