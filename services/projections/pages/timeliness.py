"""Sections of indicators: the share done in time, as bars and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.projections.application.appraisals import Appraisal
from services.projections.application.questions import Answer, Cell, CellStatus
from services.projections.indicators import CATALOGUE, Indicator
from services.projections.indicators.declaration import ValueUnit
from services.projections.pages import links, tables
from services.projections.pages.charts import Chart, share_bar
from services.projections.pages.sections import Headline, Section
from services.projections.pages.wording import (
    appraised_in_words,
    cell_in_words,
    part_in_words,
    row_in_words,
)

WITH_A_NUMBER: Final = frozenset({CellStatus.REPORTED, CellStatus.ENTERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An indicator on the page. `headline` is the label of its one figure; `rows` is the prefix of
    the labels that are shown, where it counts the same thing in more than one way.

    Where the headline sums up the other rows (within 20 is within 10 and 11 to 20), it is no bar
    beside them. `only_row` says in words what the only row of an indicator without labels is.
    """

    code: str
    heading: str
    headline: str | None
    sums_up: bool = False
    rows: str = ""
    counted_in: str = ""
    only_row: str = ""


SHOWN: Final = (
    Shown(
        code="complaints.stage-1-timeliness",
        heading="Complaints answered at Stage 1",
        headline="within-20",
        sums_up=True,
        counted_in="working days",
    ),
    Shown(
        code="referrals.decision-1-day",
        heading="Referrals decided and acknowledged",
        headline="decision",
    ),
    Shown(
        code="referrals.assessments-45-days",
        heading="Assessments, counted from their start",
        headline="from-start:within-45",
        sums_up=True,
        rows="from-start:",
        counted_in="working days",
    ),
    Shown(
        code="referrals.assessments-45-days",
        heading="First assessments, counted from the referral",
        headline="from-referral:within-45",
        sums_up=True,
        rows="from-referral:",
        counted_in="working days",
    ),
    Shown(
        code="referrals.re-referrals",
        heading="Re-referrals of children",
        headline=None,
        only_row="Within 12 months of an earlier one",
    ),
    Shown(code="care.reviews-on-time", heading="Reviews of children in care", headline="in-time"),
    Shown(code="care.visits", heading="Visits to children in care", headline="in-time"),
    Shown(code="care.placement-plans", heading="Placement plans", headline="in-time"),
    Shown(code="care.iro-notified", heading="Reviewing officers told", headline="in-time"),
    Shown(code="care.iro-appointed", heading="Reviewing officers appointed", headline="in-time"),
    Shown(
        code="care.three-placements",
        heading="Children with three or more placements",
        headline="year-to-date",
    ),
)
"""In the order of the page; those that no service of this installation counts are left out."""


def shown_here() -> tuple[tuple[Shown, Indicator], ...]:
    """What is shown, with its definition."""
    return tuple((one, CATALOGUE[one.code]) for one in SHOWN if one.code in CATALOGUE)


def section_of(shown: Shown, answer: Answer, appraisal: Appraisal | None = None) -> Section:
    """The answer of one indicator as bars and a table; rows that are no share are in the table.

    `appraisal` is what an analyst said of the headline's row.
    """
    cells = [cell for cell in answer.cells if (cell.label or "").startswith(shown.rows)]
    if not any(cell.status in WITH_A_NUMBER for cell in cells):
        return _without_figures(shown, answer, cells)
    drawn = [cell for cell in cells if _is_drawn(cell, shown)]
    told = f"One bar for each row of the table below, {answer.question.period.code}."
    chart = Chart(
        name=f"{_name(shown)}-chart",
        title=f"{shown.heading}, {answer.question.period.code}",
        told=told,
        bars=tuple(
            share_bar(_label(cell, shown), cell.value, f"{cell_in_words(cell)} {_part(cell)}")
            for cell in drawn
        ),
    )
    return Section(
        name=_name(shown),
        heading=shown.heading,
        source=answer.indicator.source,
        population=answer.indicator.population,
        headline=_headline(shown, cells),
        appraised=_appraised(shown, cells, appraisal),
        charts=(chart,) if drawn else (),
        table=_table(shown, answer, cells),
        as_json=links.figures(shown.code, answer.question),
        as_csv=links.figures(shown.code, answer.question, form="csv"),
    )


def _without_figures(shown: Shown, answer: Answer, cells: Sequence[Cell]) -> Section:
    """All rows say why there is no number; nearly always for the same reason."""
    why = dict.fromkeys(cell_in_words(cell) for cell in cells)
    return Section(
        name=_name(shown),
        heading=shown.heading,
        source=answer.indicator.source,
        population=answer.indicator.population,
        without="; ".join(why) or "No data",
        as_json=links.figures(shown.code, answer.question),
        as_csv=links.figures(shown.code, answer.question, form="csv"),
    )


def _is_drawn(cell: Cell, shown: Shown) -> bool:
    return (
        cell.status in WITH_A_NUMBER
        and cell.unit is ValueUnit.PERCENT
        and not (shown.sums_up and cell.label == shown.headline)
    )


def _headline(shown: Shown, cells: Sequence[Cell]) -> Headline | None:
    for cell in cells:
        if cell.label == shown.headline:
            return Headline(
                value=cell_in_words(cell), label=_label(cell, shown), part=part_in_words(cell)
            )
    return None


def _appraised(shown: Shown, cells: Sequence[Cell], appraisal: Appraisal | None) -> str | None:
    for cell in cells:
        if cell.label == shown.headline and appraisal is not None:
            return appraised_in_words(cell, appraisal.target, appraisal.rating)
    return None


def _table(shown: Shown, answer: Answer, cells: Sequence[Cell]) -> tables.Table:
    return tables.Table(
        name=f"{_name(shown)}-table",
        caption=f"{answer.indicator.title}, {answer.question.period.code}",
        columns=(
            tables.Column(title="Row"),
            tables.Column(title="Counted", is_number=True),
            tables.Column(title="Of", is_number=True),
            tables.Column(title="Figure", is_number=True),
        ),
        rows=tuple(
            tables.Row(
                head=_label(cell, shown),
                cells=(
                    _counted(cell, cell.numerator, shown, answer, "numerator"),
                    _counted(cell, cell.denominator, shown, answer, "denominator"),
                    tables.Cell(text=cell_in_words(cell), is_number=True),
                ),
            )
            for cell in cells
        ),
    )


def _counted(cell: Cell, count: object, shown: Shown, answer: Answer, side: str) -> tables.Cell:
    if not isinstance(count, int):
        return tables.Cell(text="" if count is None else str(count), is_number=True)
    behind = None
    if cell.status is CellStatus.REPORTED:
        behind = links.cases_behind(shown.code, answer.question, cell.label, side=side)
    return tables.number(count, behind)


def _label(cell: Cell, shown: Shown) -> str:
    label = cell.label
    if label is None and shown.only_row:
        return shown.only_row
    if label is not None:
        label = label.removeprefix(shown.rows)
    return row_in_words(label, shown.counted_in)


def _part(cell: Cell) -> str:
    part = part_in_words(cell)
    return f"({part})" if part else ""


def _name(shown: Shown) -> str:
    return f"{shown.code}-{shown.rows}".replace(".", "-").strip("-:")
