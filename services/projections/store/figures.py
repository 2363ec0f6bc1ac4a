"""The measures computed over the bitemporal rows. Each is a set of members, counted or listed.

A member is a fact, a clock or a recording in a row of the figure; so a figure and the cases behind
it come from the same SQL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, assert_never
from uuid import UUID

from asyncpg import Record

from services.projections.application.questions import CaseBehind, Counted, LogPoint, Question
from services.projections.indicators.declaration import ValueUnit
from services.projections.indicators.measures import (
    Caseload,
    ClockCells,
    Corrections,
    Facts,
    Measure,
    OpenClocks,
    RecordingDelay,
)
from services.projections.store import details
from services.projections.store.statements import statement
from shared.runner import Pool
from shared.working_days import WorkingDayCalendar

HASH_JOINS: Final = "set local enable_nestloop = off"
"""A window's rows are guessed to be few: joined by loops, a day's clocks cost their square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The SQL of a measure's members and of its counting, and the details it reads."""

    members: str
    counts: str
    details: details.Details


class CountedFigures:
    """Figures from the read models, in the calendar's edition of working days."""

    def __init__(self, pool: Pool, calendar: WorkingDayCalendar) -> None:
        self._pool = pool
        self._calendar = calendar

    async def count(
        self, measure: Measure, question: Question, sources: Mapping[str, LogPoint]
    ) -> tuple[Counted, ...]:
        plan = self._plan(measure, question)
        rows = await self._fetched(
            plan, plan.members + plan.counts, *_asked(question, sources, plan.details)
        )
        match measure:
            case RecordingDelay():
                return tuple(_delay(row) for row in rows)
            case ClockCells():
                by_timescale = sorted(rows, key=lambda row: str(row["label"]).split(":")[0])
                return tuple(_clock_cell(row) for row in by_timescale)
            case Facts() | OpenClocks() | Corrections() | Caseload():
                return tuple(_counted(row) for row in rows)
            case _:
                assert_never(measure)

    async def cases(
        self,
        measure: Measure,
        question: Question,
        sources: Mapping[str, LogPoint],
        *,
        label: str,
        numerator: bool,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[CaseBehind, ...]:
        plan = self._plan(measure, question)
        rows = await self._fetched(
            plan,
            plan.members + statement("cases_behind"),
            *_asked(question, sources, plan.details),
            label,
            numerator,
            after[0] if after else None,
            after[1] if after else None,
            limit,
        )
        return tuple(_case_behind(row) for row in rows)

    async def first_recorded(
        self, authority: str, sources: Mapping[str, LogPoint], known_before: datetime | None
    ) -> Mapping[str, date]:
        rows = await self._pool.fetch(
            statement("first_recorded"),
            list(sources),
            [at.position for at in sources.values()],
            known_before,
            authority,
        )
        return {row["source"]: row["day"] for row in rows}

    async def _fetched(self, plan: _Plan, query: str, *told: object) -> list[Record]:
        async with self._pool.acquire() as connection, connection.transaction(readonly=True):
            if plan.details.get("heading_day"):
                await connection.execute(HASH_JOINS)
            return list(await connection.fetch(query, *told))

    def _plan(self, measure: Measure, question: Question) -> _Plan:
        match measure:
            case Facts():
                return _plan(["fact_members"], "fact_counts", details.of_facts(measure, question))
            case OpenClocks():
                told = details.of_open_clocks(measure, question, self._calendar)
                return _plan(["standing_clocks", "open_clock_members"], "clock_counts", told)
            case ClockCells():
                told = details.of_standing(question)
                return _plan(["standing_clocks", "clock_cell_members"], "clock_counts", told)
            case RecordingDelay():
                told = details.of_recording_delay(measure)
                return _plan(["recording_members", "delay_members"], "delay_counts", told)
            case Corrections():
                return _plan(["recording_members", "correction_members"], "clock_counts", {})
            case Caseload():
                told = details.of_caseload(measure, question)
                return _plan(["caseload_members"], "clock_counts", told)
            case _:
                assert_never(measure)


def _plan(members: Sequence[str], counts: str, told: details.Details) -> _Plan:
    headings = "headings_on_day" if told.get("heading_day") else "headings_known"
    return _Plan(
        members="".join(statement(name) for name in ("asked", headings, *members)),
        counts=statement(counts),
        details=told,
    )


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
        label=row["label"],
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


def _clock_cell(row: Record) -> Counted:
    """Of the average, how many of the clock's own units the late ones were over."""
    if row["amount"] is None:
        return _counted(row)
    return Counted(
        label=row["label"],
        denominator=row["denominator"],
        value=round(row["amount"], 1),
        unit=ValueUnit.CLOCK_UNITS,
    )


def _case_behind(row: Record) -> CaseBehind:
    return CaseBehind(
        **{name: row[name] for name in row.keys() if name not in {"allow", "deny"}},  # noqa: SIM118
        allow=tuple(row["allow"]),
        deny=tuple(row["deny"]),
    )
