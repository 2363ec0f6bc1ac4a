"""A report as people read it: plain text, one table an indicator, with the year before."""

from collections.abc import Iterator
from typing import Final

from services.projections.api.views import CellView, FreshnessView, ReportView, RowView
from services.projections.application.questions import CellStatus
from services.projections.indicators import CATALOGUE
from services.projections.indicators.declaration import ValueUnit

WIDTH: Final = 78
LABEL: Final = 38
COLUMN: Final = 20


def report_text(report: ReportView, previous_year: str) -> str:
    lines = [
        f"Complaints and compliments, {report.year}",
        f"Authority {report.authority}" + _seen_from(report),
        "",
    ]
    for code, rows in report.figures.items():
        lines += [CATALOGUE[code].title, "-" * WIDTH]
        lines.append(f"{'':{LABEL}}{report.year:>{COLUMN}}{previous_year:>{COLUMN}}")
        lines += [_line(row) for row in rows]
        lines.append("")
    lines += [
        "Freshness",
        "-" * WIDTH,
        *freshness_lines(report.freshness),
        f"Token {report.token}",
        "",
    ]
    return "\n".join(lines)


def _seen_from(report: ReportView) -> str:
    seen = f", as at {report.as_at}" if report.as_at else ""
    return seen + (f", as known on {report.known_on}" if report.known_on else "")


def _line(row: RowView) -> str:
    label = row.label or "all"
    return f"{label:{LABEL}}{said(row):>{COLUMN}}{said(row.previous):>{COLUMN}}"


def said(cell: CellView) -> str:
    """`31 of 86 (36%)`, `18`, or why there is no number. An entered figure has an asterisk."""
    if cell.status not in {CellStatus.REPORTED, CellStatus.ENTERED}:
        return cell.status.value.replace("-", " ")
    mark = " *" if cell.status is CellStatus.ENTERED else ""
    if cell.unit in {ValueUnit.DAYS, ValueUnit.CLOCK_UNITS}:
        return f"{cell.value:g} {cell.unit.value.replace('-', ' ')}{mark}"
    if cell.denominator is not None and cell.value is not None:
        return f"{cell.numerator} of {cell.denominator} ({cell.value:.0f}%){mark}"
    return f"{cell.value:g}{mark}"


def freshness_lines(freshness: FreshnessView) -> Iterator[str]:
    for source in freshness.sources:
        state = f"halted: {source.halted}" if source.halted else f"{source.behind} behind"
        yield f"{source.source}: read to {source.position}, {state}, {source.parked} parked"
        if source.skipped:
            yield f"{source.source}: incomplete, {source.skipped} skipped for good"
    yield "* entered by an analyst"
