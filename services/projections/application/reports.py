"""Reports made of indicators: this year's cells, and the same cells a year before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.projections.application.answering import Answering
from services.projections.application.questions import Answer, Cell, Question, Standpoint
from services.projections.indicators import Indicator, indicator

COMPLAINTS_ANNUAL: Final = "complaints-annual"
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
    """One label of an indicator in a report. `previous` is None where the year before lacks it."""

    cell: Cell
    previous: Cell | None


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
    """Labels of this year in their order; where last year has no rows at all, its reason."""
    previous = {cell.label: cell for cell in then.cells}
    nothing = previous.get(None)
    return tuple(Row(cell=cell, previous=previous.get(cell.label, nothing)) for cell in now.cells)
