"""Reports made of indicators: this year's cells, and the same cells a year before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.projections.application.answering import Answering
from services.projections.application.questions import (
    Answer,
    Cell,
    CellStatus,
    Question,
    Standpoint,
)
from services.projections.indicators import Indicator, indicator
from services.projections.indicators.declaration import ValueUnit

COMPLAINTS_ANNUAL: Final = "complaints-annual"
NO_SUCH_ROW: Final = "no-such-row-in-that-year"
ANNUAL_INDICATORS: Final = (
    "complaints.received",
    "complaints.by-stage",
    "complaints.stage-1-timeliness",
    "complaints.stage-1-in-extended-time",
    "complaints.outcomes",
    "complaints.causes",
    "complaints.by-service",
    "complaints.who",
    "complaints.compliments",
    "complaints.open",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One label of an indicator in a report. `previous` is the same label's in the year before."""

    cell: Cell
    previous: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report's figures by indicator, and the standpoint that they all share."""

    name: str
    question: Question
    previous: Question
    figures: Mapping[str, tuple[Row, ...]]
    standpoint: Standpoint


def annual_indicators() -> tuple[Indicator, ...]:
    return tuple(indicator(code) for code in ANNUAL_INDICATORS)


async def complaints_annual(
    answering: Answering, question: Question, standpoint: Standpoint
) -> Report:
    """The annual report on complaints and compliments.

    Last year's column is what was entered for it, or was computed, or is no data.
    """
    before = replace(question, period=question.period.a_year_before(), as_at=None)
    figures: dict[str, tuple[Row, ...]] = {}
    for one in annual_indicators():
        now = await answering.answer(one, question, standpoint)
        then = await answering.answer(one, before, standpoint)
        figures[one.code] = _rows(now, then)
    return Report(
        name=COMPLAINTS_ANNUAL,
        question=question,
        previous=before,
        figures=figures,
        standpoint=standpoint,
    )


def _rows(now: Answer, then: Answer) -> tuple[Row, ...]:
    """The labels of this year in their order, then those that only the year before had."""
    before = {cell.label: cell for cell in then.cells if cell.label is not None}
    labels = {cell.label for cell in now.cells}
    rows = [
        Row(cell=cell, previous=before.get(cell.label or "", _absent(cell, then)))
        for cell in now.cells
    ]
    rows += [
        Row(cell=_absent(cell, now), previous=cell)
        for label, cell in before.items()
        if label not in labels
    ]
    return tuple(row for row in rows if row.cell.label is not None or len(rows) == 1)


def _absent(like: Cell, answer: Answer) -> Cell:
    """What a year says of a row that it does not have: no data where it has none at all; nought
    of a thing that is counted; and of a share, that there was nothing to have a share of.
    """
    blank = Cell(
        label=like.label, unit=like.unit, status=CellStatus.NOT_APPLICABLE, reason=NO_SUCH_ROW
    )
    without = [cell for cell in answer.cells if cell.status is not CellStatus.ENTERED]
    if without and all(cell.status is CellStatus.NO_DATA for cell in without):
        return replace(blank, status=CellStatus.NO_DATA, reason=without[0].reason)
    if like.unit is ValueUnit.COUNT and any(_counted(cell) for cell in answer.cells):
        return replace(blank, numerator=0, value=0, status=CellStatus.REPORTED, reason=None)
    return blank


def _counted(cell: Cell) -> bool:
    return cell.status is CellStatus.REPORTED
