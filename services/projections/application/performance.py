"""The quarterly performance report: each row with the one before, its trend and its appraisal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from services.projections.application.answering import Answering
from services.projections.application.appraisals import (
    Appraisal,
    Appraisals,
    Rating,
    appraised_on,
    suggested,
)
from services.projections.application.periods import Period
from services.projections.application.questions import (
    Cell,
    CellStatus,
    Question,
    Standpoint,
)
from services.projections.indicators import Indicator
from services.projections.indicators.dashboard import PERFORMANCE, DashboardRow
from services.projections.indicators.declaration import Polarity

PERFORMANCE_REPORT: Final = "performance"
NO_SUCH_ROW: Final = "no-such-row"
LOOKED_BACK: Final = 3
"""So many periods before the one asked for may stand in for a figure that comes late."""


class Trend(StrEnum):
    """The direction of the number, whether that is good or not."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_CHANGE = "no-change"


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceRow:
    """One row: its latest cell and period, and the period before, entered or computed.

    `change` is in the row's unit. `is_better` is None where nothing changed, or more is neither
    better nor worse.
    """

    declared: DashboardRow
    period: Period
    cell: Cell
    previous_period: str
    previous: Cell
    change: Decimal | None
    trend: Trend | None
    is_better: bool | None
    appraisal: Appraisal | None
    target_met: bool | None
    suggested: Rating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """The report's rows in their order, and the standpoint that they share."""

    question: Question
    rows: tuple[PerformanceRow, ...]
    standpoint: Standpoint


def performance_indicators() -> tuple[Indicator, ...]:
    return tuple({row.code: row.indicator for row in PERFORMANCE}.values())


async def performance(
    answering: Answering, appraisals: Appraisals, question: Question, standpoint: Standpoint
) -> Performance:
    """Raises PeriodInvalid where there are no periods before."""
    made = [await _row(answering, appraisals, row, question, standpoint) for row in PERFORMANCE]
    return Performance(question=question, rows=tuple(made), standpoint=standpoint)


async def _row(
    answering: Answering,
    appraisals: Appraisals,
    declared: DashboardRow,
    question: Question,
    standpoint: Standpoint,
) -> PerformanceRow:
    asked, cell = await _latest(answering, declared, question, standpoint)
    appraised = await appraised_on(appraisals, asked, standpoint, [declared.code])
    appraisal = appraised.get((declared.code, declared.label))
    before = replace(asked, period=asked.period.before(), as_at=None)
    if appraisal is not None and appraisal.previous is not None:
        previous_period = appraisal.previous.period
        previous = _published(cell, appraisal, appraisal.previous.value)
    else:
        previous_period = before.period.code
        previous = await _cell(answering, declared, before, standpoint)
    change = _change(cell, previous)
    trend = _trend(change, declared.indicator)
    value = _decimal(cell.value)
    target = appraisal.target if appraisal else None
    return PerformanceRow(
        declared=declared,
        period=asked.period,
        cell=cell,
        previous_period=previous_period,
        previous=previous,
        change=change,
        trend=trend,
        is_better=_is_better(trend, declared.indicator.polarity),
        appraisal=appraisal,
        target_met=target.is_met(value) if target is not None and value is not None else None,
        suggested=suggested(value, appraisal),
    )


async def _latest(
    answering: Answering, declared: DashboardRow, question: Question, standpoint: Standpoint
) -> tuple[Question, Cell]:
    """The question whose period has the latest figure, and that figure; or the one asked."""
    cell = await _cell(answering, declared, question, standpoint)
    asked = question
    for _ in range(LOOKED_BACK if declared.may_lag and cell.value is None else 0):
        asked = replace(asked, period=asked.period.before(), as_at=None)
        earlier = await _cell(answering, declared, asked, standpoint)
        if earlier.value is not None:
            return asked, earlier
    return question, cell


async def _cell(
    answering: Answering, declared: DashboardRow, question: Question, standpoint: Standpoint
) -> Cell:
    answer = await answering.answer(declared.indicator, question, standpoint)
    cells: Sequence[Cell] = [one for one in answer.cells if one.label == declared.label]
    if cells:
        return cells[0]
    return Cell(
        label=declared.label,
        unit=declared.indicator.unit,
        status=CellStatus.NO_DATA,
        reason=NO_SUCH_ROW,
    )


def _published(cell: Cell, appraisal: Appraisal, value: Decimal) -> Cell:
    return Cell(
        label=cell.label,
        value=float(value),
        unit=cell.unit,
        status=CellStatus.ENTERED,
        said_where=appraisal.said_where,
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _change(cell: Cell, previous: Cell) -> Decimal | None:
    now, before = _decimal(cell.value), _decimal(previous.value)
    if now is None or before is None or cell.unit != previous.unit:
        return None
    return now - before


def _trend(change: Decimal | None, indicator: Indicator) -> Trend | None:
    if change is None:
        return None
    if abs(change) <= (indicator.tolerance or Decimal(0)):
        return Trend.NO_CHANGE
    return Trend.INCREASE if change > 0 else Trend.DECREASE


def _is_better(trend: Trend | None, polarity: Polarity) -> bool | None:
    if trend in {None, Trend.NO_CHANGE} or polarity is Polarity.NEITHER:
        return None
    return (trend is Trend.INCREASE) == (polarity is Polarity.HIGHER_IS_BETTER)
