"""The performance report as a table for spreadsheets, and as plain text."""

from collections.abc import Iterator, Mapping
from typing import Final

from services.projections.api.performance_views import PerformanceRowView, PerformanceView
from services.projections.api.report_text import WIDTH, freshness_lines, said
from services.projections.api.tables import Field
from services.projections.api.views import CellView
from services.projections.application.questions import CellStatus
from services.projections.indicators.declaration import Polarity, ValueUnit

COLUMNS: Final = (
    "topic",
    "theme",
    "indicator",
    "polarity",
    "frequency",
    "previous_period",
    "previous_value",
    "latest_period",
    "numerator",
    "denominator",
    "latest_value",
    "trend",
    "target",
    "status",
    "status_suggested",
    "quartile",
    "neighbours",
    "id",
    "label",
    "figure",
    "reason",
    "entered_from",
    "appraised_from",
    "change",
    "is_better",
    "target_met",
)
POLARITY: Final = {
    Polarity.HIGHER_IS_BETTER: "high is good",
    Polarity.LOWER_IS_BETTER: "low is good",
    Polarity.NEITHER: "neither",
}
ANSWER: Final[Mapping[bool | None, str | None]] = {True: "true", False: "false", None: None}
NAME: Final = 22


def performance_fields(code: str, row: PerformanceRowView) -> tuple[Field, ...]:
    """One line of the table, in the order of COLUMNS."""
    return (
        row.topic,
        row.theme,
        row.title,
        row.polarity.value,
        row.frequency.value,
        row.previous.period,
        row.previous.value,
        row.period,
        row.numerator,
        row.denominator,
        row.value,
        row.trend.value if row.trend else None,
        row.target,
        row.status_recorded.value if row.status_recorded else None,
        row.status_suggested.value if row.status_suggested else None,
        row.quartile,
        row.neighbours,
        code,
        row.label,
        row.status.value,
        row.reason,
        row.entered_from,
        row.appraised_from,
        row.change,
        ANSWER[row.is_better],
        ANSWER[row.target_met],
    )


def performance_text(report: PerformanceView) -> str:
    seen = f", as at {report.as_at}" if report.as_at else ""
    seen += f", as known on {report.known_on}" if report.known_on else ""
    lines = [f"Performance, {report.period}", f"Authority {report.authority}{seen}", ""]
    for rows in report.figures.values():
        for row in rows:
            lines += [*_lines(row), ""]
    lines += ["Freshness", "-" * WIDTH, *freshness_lines(report.freshness)]
    return "\n".join([*lines, f"Token {report.token}", ""])


def _lines(row: PerformanceRowView) -> Iterator[str]:
    """A row too wide for a screen, as a block: its heading, then a line for each column."""
    yield row.title
    yield "-" * WIDTH
    yield _line("Topic, theme", f"{row.topic}, {row.theme.lower()}")
    yield _line("Polarity, frequency", f"{POLARITY[row.polarity]}, {row.frequency.value}")
    yield _line("Previous " + row.previous.period, _exact(row.previous))
    yield _line("Latest " + row.period, _exact(row))
    yield _line("Trend", _trend(row))
    yield _line("Target", _target(row))
    yield _line("Status", _status(row))
    yield _line("Quartile, neighbours", f"{row.quartile or 'n/a'}, {_percent(row, row.neighbours)}")


def _line(name: str, text: str) -> str:
    return f"  {name:{NAME}}{text}"


def _exact(cell: CellView) -> str:
    """`755 of 895 (84.36%)`, or `80.92% *`, or why there is no number."""
    if cell.unit is not ValueUnit.PERCENT or cell.value is None:
        return said(cell)
    mark = " *" if cell.status is CellStatus.ENTERED else ""
    if cell.denominator is None:
        return f"{cell.value:.2f}%{mark}"
    return f"{cell.numerator} of {cell.denominator} ({cell.value:.2f}%){mark}"


def _trend(row: PerformanceRowView) -> str:
    if row.trend is None:
        return "n/a"
    good = {True: ", better", False: ", worse", None: ""}[row.is_better]
    return f"{row.trend.value.replace('-', ' ')} ({row.change:+.2f}){good}"


def _target(row: PerformanceRowView) -> str:
    if row.target is None:
        return "n/a"
    sign = "%" if row.unit is ValueUnit.PERCENT else ""
    met = {True: ", met", False: ", not met", None: ""}[row.target_met]
    return f"{row.target}{sign}{met}"


def _status(row: PerformanceRowView) -> str:
    recorded = row.status_recorded.value if row.status_recorded else "not recorded"
    suggested = f" (suggested: {row.status_suggested.value})" if row.status_suggested else ""
    return recorded + suggested


def _percent(row: PerformanceRowView, value: float | None) -> str:
    if value is None:
        return "n/a"
    return f"{value:g}%" if row.unit is ValueUnit.PERCENT else f"{value:g}"
