"""Figures as CSV: for spreadsheets, and safe in them."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from fastapi.responses import Response

from services.projections.api.views import CellView

FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_COLUMNS: Final = (
    "label",
    "numerator",
    "denominator",
    "value",
    "unit",
    "status",
    "reason",
    "entered_from",
)

Field = str | int | float | None


def harmless(field: Field) -> Field:
    """Text that a spreadsheet would run as a formula is made text by an apostrophe."""
    if isinstance(field, str) and field.startswith(FORMULA_BEGINS):
        return "'" + field
    return field


def cell_fields(cell: CellView) -> tuple[Field, ...]:
    return (
        cell.label,
        cell.numerator,
        cell.denominator,
        cell.value,
        cell.unit.value,
        cell.status.value,
        cell.reason,
        cell.entered_from,
    )


def csv_response(columns: Sequence[str], rows: Iterable[Sequence[Field]], *, name: str) -> Response:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([harmless(field) for field in row] for row in rows)
    return Response(
        written.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
