"""Answers to questions: what is counted, what was entered, and what cannot be said.

A cell holds a number, or says why not; a silent zero would be read as "nothing happened".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.projections.application import tokens
from services.projections.application.parts import Part, parts
from services.projections.application.ports import (
    Entries,
    Entry,
    Figures,
    Readings,
    standpoint_now,
)
from services.projections.application.questions import (
    Answer,
    CaseBehind,
    Cell,
    CellStatus,
    Counted,
    LogPoint,
    Question,
    Standpoint,
)
from services.projections.application.tokens import Token
from services.projections.indicators import Indicator
from services.projections.indicators.declaration import Basis, ValueUnit
from services.projections.indicators.declared_rows import DeclaredRow, declared_rows
from services.projections.indicators.measures import Measure
from shared.working_days import OutsideCalendar

NOT_IN_FORCE: Final = "definition-not-in-force"
NOT_BEGUN: Final = "period-not-begun"
BEFORE_PERIOD: Final = "as-at-before-the-period"
NOT_COVERED: Final = "records-begin-later"
NOTHING_KNOWN: Final = "nothing-recorded"
NOT_RECORDED: Final = "no-service-records-it-yet"
OUTSIDE_CALENDAR: Final = "no-calendar-for-that-day"
NOTHING_TO_COUNT: Final = "denominator-is-nought"


class Answering:
    """Answers from the read models, now or as a token fixes it."""

    def __init__(self, figures: Figures, readings: Readings, entries: Entries) -> None:
        self._figures = figures
        self._readings = readings
        self._entries = entries

    async def standpoint(
        self, token: Token | None, today: date, indicators: Sequence[Indicator]
    ) -> Standpoint:
        """Now, or the token's: TokenSuperseded, TokenOfAnotherLog."""
        now = await standpoint_now(self._readings, self._entries, today)
        if token is None:
            return now
        tokens.check(token, now, {one.code: one.version for one in indicators})
        if await self._readings.released(token.standpoint.sources) != token.standpoint.released:
            raise tokens.TokenSuperseded("parked")
        return token.standpoint

    async def answer(
        self, indicator: Indicator, question: Question, standpoint: Standpoint
    ) -> Answer:
        """The cells of one indicator, what was entered in place of what was counted."""
        entered = await self._entered(indicator, question, standpoint)
        cells = await self._computed(indicator, question, standpoint)
        return Answer(
            indicator=indicator,
            question=question,
            cells=_with_entries(indicator, cells, entered),
            standpoint=standpoint,
        )

    async def cases(
        self,
        indicator: Indicator,
        question: Question,
        standpoint: Standpoint,
        *,
        label: str | None,
        numerator: bool,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[CaseBehind, ...]:
        """The cases behind one row as counted; none where the row holds no counted number."""
        if _unaskable(indicator, question):
            return ()
        for part in parts(indicator, question):
            covered = await self._covered(indicator, part, standpoint)
            if isinstance(covered, str):
                continue
            found = await self._figures.cases(
                part.measure,
                part.question,
                covered,
                label=label,
                numerator=numerator,
                after=after,
                limit=limit,
            )
            if found:
                return found
        return ()

    async def _computed(
        self, indicator: Indicator, question: Question, standpoint: Standpoint
    ) -> tuple[Cell, ...]:
        if (reason := _unaskable(indicator, question)) is not None:
            return _without(indicator, indicator.measure, CellStatus.NOT_APPLICABLE, reason)
        cells: list[Cell] = []
        for part in parts(indicator, question):
            cells += await self._part(indicator, part, standpoint)
        return tuple(cells)

    async def _part(
        self, indicator: Indicator, part: Part, standpoint: Standpoint
    ) -> tuple[Cell, ...]:
        covered = await self._covered(indicator, part, standpoint)
        if isinstance(covered, str):
            return _without(indicator, part.measure, CellStatus.NO_DATA, covered)
        try:
            counted = await self._figures.count(part.measure, part.question, covered)
        except OutsideCalendar:
            return _without(indicator, part.measure, CellStatus.NOT_REPORTABLE, OUTSIDE_CALENDAR)
        return tuple(_cell(one, indicator) for one in _completed(part.measure, counted))

    async def _covered(
        self, indicator: Indicator, part: Part, standpoint: Standpoint
    ) -> Mapping[str, LogPoint] | str:
        """The sources whose records reach back far enough, or why there is none."""
        question = part.question
        wanted = {
            name: at
            for name, at in standpoint.sources.items()
            if not indicator.sources or name in indicator.sources
        }
        first = await self._figures.first_recorded(
            question.authority, wanted, question.known_before
        )
        if not first:
            return NOTHING_KNOWN
        declared = await self._entries.coverage(
            question.authority, standpoint.entries, question.known_before
        )
        covered = {
            name: wanted[name]
            for name, day in first.items()
            if min(day, declared.get(name, day)) <= part.since
        }
        return covered or NOT_COVERED

    async def _entered(
        self, indicator: Indicator, question: Question, standpoint: Standpoint
    ) -> Mapping[str | None, Entry]:
        """Entries are for whole periods: a question as at an earlier day has none."""
        if question.as_at is not None and question.as_at < question.period.last:
            return {}
        found = await self._entries.latest(question, [indicator.code], standpoint.entries)
        return {entry.label: entry for entry in found if not entry.withdrawn}


def _unaskable(indicator: Indicator, question: Question) -> str | None:
    if question.period.first < indicator.effective_from:
        return NOT_IN_FORCE
    if indicator.effective_to is not None and question.period.last > indicator.effective_to:
        return NOT_IN_FORCE
    if question.period.first > question.today:
        return NOT_BEGUN
    if indicator.basis is not Basis.AS_AT and question.through < question.period.first:
        return BEFORE_PERIOD
    return None


def _without(
    indicator: Indicator, measure: Measure, status: CellStatus, reason: str
) -> tuple[Cell, ...]:
    labels = [label for label, _, _ in declared_rows(measure)]
    return tuple(
        Cell(label=label, unit=indicator.unit, status=status, reason=reason)
        for label in (labels or [None])
    )


def _completed(measure: Measure, counted: Sequence[Counted]) -> tuple[Counted | DeclaredRow, ...]:
    """Declared rows first and in their order; a row nothing matched counts nought of nought.

    A row that no service records is answered by its declaration alone.
    """
    by_label = {one.label: one for one in counted}
    declared: list[Counted | DeclaredRow] = []
    for row in declared_rows(measure):
        label, share, recorded = row
        found = by_label.pop(label, None)
        nought = Counted(
            label=label,
            numerator=0,
            denominator=0 if share else None,
            unit=ValueUnit.PERCENT if share else ValueUnit.COUNT,
        )
        declared.append(found or (nought if recorded else row))
    rest = list(by_label.values())
    if not declared and not rest:
        rest = [Counted(label=None, numerator=0, denominator=None, unit=ValueUnit.COUNT)]
    return (*declared, *rest)


def _cell(counted: Counted | DeclaredRow, indicator: Indicator) -> Cell:
    if isinstance(counted, DeclaredRow):
        return Cell(
            label=counted.label, unit=indicator.unit, status=CellStatus.NO_DATA, reason=NOT_RECORDED
        )
    if counted.denominator == 0:
        return Cell(
            label=counted.label,
            numerator=counted.numerator,
            denominator=0,
            unit=counted.unit,
            status=CellStatus.NOT_APPLICABLE,
            reason=NOTHING_TO_COUNT,
        )
    return Cell(
        label=counted.label,
        numerator=counted.numerator,
        denominator=counted.denominator,
        value=counted.value if counted.value is not None else _value(counted),
        unit=counted.unit,
        status=CellStatus.REPORTED,
    )


def _value(counted: Counted) -> float | None:
    if counted.numerator is None:
        return None
    if counted.denominator is None:
        return counted.numerator
    return round(100 * counted.numerator / counted.denominator, 2)


def _with_entries(
    indicator: Indicator, cells: Sequence[Cell], entered: Mapping[str | None, Entry]
) -> tuple[Cell, ...]:
    """An entry takes the place of the computed cell of its label, or is added after them."""
    waiting = dict(entered)
    kept: list[Cell] = []
    for cell in cells:
        entry = waiting.pop(cell.label, None)
        kept.append(cell if entry is None else _entered_cell(entry, cell.unit))
    kept += [_entered_cell(entry, indicator.unit) for entry in waiting.values()]
    nothing = [cell for cell in kept if cell.label is None and cell.status is CellStatus.NO_DATA]
    if entered and len(kept) > len(nothing):
        kept = [cell for cell in kept if cell not in nothing]
    return tuple(kept)


def _entered_cell(entry: Entry, unit: ValueUnit) -> Cell:
    value = entry.value
    if value is None and entry.numerator is not None:
        value = (
            round(100 * entry.numerator / entry.denominator, 2)
            if entry.denominator
            else entry.numerator
        )
    cell = Cell(
        label=entry.label,
        numerator=entry.numerator,
        denominator=entry.denominator,
        value=float(value) if value is not None else None,
        unit=unit,
        status=CellStatus.ENTERED,
        said_where=entry.said_where,
    )
    return replace(cell, unit=ValueUnit.PERCENT) if entry.denominator else cell
