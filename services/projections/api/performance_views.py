"""The performance report as clients see it, in the columns in which it is published."""

from datetime import date

from pydantic import BaseModel, Field

from services.projections.api.views import CellView, FreshnessView, cell_view
from services.projections.application.appraisals import Rating
from services.projections.application.performance import (
    PERFORMANCE_REPORT,
    Performance,
    PerformanceRow,
    Trend,
    performance_indicators,
)
from services.projections.application.tokens import Token
from services.projections.indicators.dashboard import Frequency
from services.projections.indicators.declaration import Polarity


class PreviousView(CellView):
    """The same row of an earlier period."""

    period: str = Field(examples=["2022/23-Q4"])


class PerformanceRowView(CellView):
    """A row of the report. `status` says whether there is a number; the red, amber or green one is
    `status_recorded`, with what a rule would suggest beside it.
    """

    topic: str
    theme: str
    title: str
    polarity: Polarity
    frequency: Frequency
    period: str = Field(
        description="That of the figure: earlier than the report's where it comes late."
    )
    previous: PreviousView
    change: float | None = Field(description="In the row's unit.")
    trend: Trend | None = Field(description="The direction of the number, within the tolerance.")
    is_better: bool | None = Field(description="Null where nothing changed.")
    target: str | None = Field(examples=[">90.3"])
    target_met: bool | None
    status_recorded: Rating | None
    status_suggested: Rating | None
    quartile: int | None
    neighbours: float | None
    appraised_from: str | None = Field(
        description="Where an analyst found target, status, quartile, neighbours and earlier value."
    )


class PerformanceView(BaseModel):
    """The report's rows by indicator, in the order in which they are published."""

    report: str = Field(examples=[PERFORMANCE_REPORT])
    authority: str
    period: str = Field(examples=["2023/24-Q1"])
    as_at: date | None
    known_on: date | None
    figures: dict[str, list[PerformanceRowView]]
    definitions: dict[str, int]
    freshness: FreshnessView
    token: str


def performance_view(report: Performance, freshness: FreshnessView) -> PerformanceView:
    definitions = {one.code: one.version for one in performance_indicators()}
    figures: dict[str, list[PerformanceRowView]] = {}
    for row in report.rows:
        figures.setdefault(row.declared.code, []).append(_row(row))
    question = report.question
    return PerformanceView(
        report=PERFORMANCE_REPORT,
        authority=question.authority,
        period=question.period.code,
        as_at=question.as_at,
        known_on=question.known_on,
        figures=figures,
        definitions=definitions,
        freshness=freshness,
        token=Token(
            standpoint=report.standpoint, definitions=definitions, known_on=question.known_on
        ).text(),
    )


def _row(row: PerformanceRow) -> PerformanceRowView:
    declared, said = row.declared, row.appraisal
    neighbours = said.neighbours if said else None
    return PerformanceRowView(
        **cell_view(row.cell).model_dump(),
        topic=declared.topic,
        theme=declared.theme,
        title=declared.title,
        polarity=declared.indicator.polarity,
        frequency=declared.frequency,
        period=row.period.code,
        previous=PreviousView(**cell_view(row.previous).model_dump(), period=row.previous_period),
        change=None if row.change is None else float(row.change),
        trend=row.trend,
        is_better=row.is_better,
        target=said.target.text if said and said.target else None,
        target_met=row.target_met,
        status_recorded=said.rating if said else None,
        status_suggested=row.suggested,
        quartile=said.quartile if said else None,
        neighbours=None if neighbours is None else float(neighbours),
        appraised_from=said.said_where if said else None,
    )
