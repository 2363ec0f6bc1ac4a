"""The measures computed over the bitemporal rows. Each is a set of members, counted or listed.

A member is a fact, a clock or a recording in a row of the figure; so a figure and the cases behind
it come from the same SQL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
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
from services.projections.store import case_details, details
from services.projections.store.generations import asking, fetched
from services.projections.store.statements import statement
from shared.runner import Pool
from shared.working_days import WorkingDayCalendar

ONLY_ROW: Final = ""
"""The label of an indicator's only row, among members."""
STATES: Final = ("open_cases", "told_facts", "latest_states")
SETS: Final = MappingProxyType(
    {
        "open": "select * from unended",
        "stopped": "select * from stopped",
        "started": "select * from started",
        "due": "select * from due",
    }
)
CANDIDATES: Final = "candidates as ({rows}),\n"
OF_CANDIDATES: Final = "and c.stream_id = any (array(select stream_id from candidates))"
OF_TIMESCALES: Final = "and k.timescale = any (array(select unnest(timescales) from told))"
"""Arrays, because an index can be searched for them where joins by loops are off."""
HASH_JOINS: Final = "set local enable_nestloop = off; set local work_mem = '64MB'"
"""A CTE's rows are guessed to be few: joined by loops, a day's clocks cost their square."""


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
            plan.members + plan.counts, *_asked(question, sources, plan.details)
        )
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
        plan = self._plan(measure, question)
        rows = await self._fetched(
            plan.members + statement("cases_behind"),
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

    async def _fetched(self, query: str, *told: object) -> list[Record]:
        async with asking(self._pool) as connection:
            await connection.execute(HASH_JOINS)
            return list(await connection.fetch(query, *told))

    def _plan(self, measure: Measure, question: Question) -> _Plan:
        match measure:
            case Facts():
                told = details.of_facts(measure, question)
                return _plan(["fact_members"], "fact_counts", told, among=["candidates_facts"])
            case OpenClocks() | ClockCells() | ClockShares():
                return _clock_plan(measure, question, self._calendar)
            case RecordingDelay():
                told = details.of_recording_delay(measure)
                return _plan(["recording_members", "delay_members"], "delay_counts", told)
            case Corrections():
                return _plan(["recording_members", "correction_members"], "clock_counts", {})
            case Caseload() | PractitionerLoad() | OpenCases() | RepeatedStays():
                return _case_plan(measure, question)
            case _:
                assert_never(measure)


def _clock_plan(
    measure: OpenClocks | ClockCells | ClockShares, question: Question, calendar: WorkingDayCalendar
) -> _Plan:
    """Raises OutsideCalendar."""
    match measure:
        case OpenClocks():
            told = details.of_open_clocks(measure, question, calendar)
            return _clocks(["open_clock_members"], told, ["open"])
        case ClockCells():
            told = details.of_clock_cells(measure, question)
            return _clocks(["clock_cell_members"], told, ["open", "stopped"])
        case ClockShares():
            told = details.of_clock_shares(measure, question)
            return _clocks(["clock_share_members"], told, [measure.counted_on.value])
        case _:
            assert_never(measure)


def _case_plan(
    measure: Caseload | PractitionerLoad | OpenCases | RepeatedStays, question: Question
) -> _Plan:
    match measure:
        case Caseload():
            told = case_details.of_caseload(measure, question)
            return _plan(["open_cases", "caseload_members"], "clock_counts", told)
        case PractitionerLoad():
            told = case_details.of_practitioner_load(measure, question)
            return _plan(["open_cases", "told_facts", "load_members"], "clock_counts", told)
        case OpenCases():
            told = case_details.of_open_cases(measure, question)
            return _plan([*STATES, "state_members"], "state_counts", told)
        case RepeatedStays():
            told = case_details.of_repeated_stays(measure, question)
            return _plan([*STATES, "stay_members"], "clock_counts", told)
        case _:
            assert_never(measure)


def _clocks(members: Sequence[str], told: details.Details, among: Sequence[str]) -> _Plan:
    """Clocks are looked for by an index, for what may put them into the figure; then judged."""
    return _plan(
        ["standing_clocks", *members],
        "clock_counts",
        told,
        among=["clocks_told", *(f"candidates_{one}" for one in among)],
        gathered=CANDIDATES.format(rows=" union all ".join(SETS[one] for one in among)),
    )


def _plan(
    members: Sequence[str],
    counts: str,
    told: details.Details,
    *,
    among: Sequence[str] = (),
    gathered: str = "",
) -> _Plan:
    headings = "headings_on_day" if told.get("heading_day") else "headings_known"
    sql = "".join(
        (
            statement("asked"),
            *(statement(name) for name in among),
            gathered,
            statement(headings),
            *(statement(name) for name in members),
        )
    )
    return _Plan(
        members=sql.replace("{of_candidates}", OF_CANDIDATES if among else "").replace(
            "{of_timescales}", OF_TIMESCALES if told.get("timescales") else ""
        ),
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
