"""Codes and numbers as words on a page."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from services.projections.application.appraisals import Rating, Target
from services.projections.application.questions import Cell, CellStatus
from services.projections.indicators.declaration import ValueUnit
from shared.deadlines.units import Unit

WITHIN: Final = re.compile(r"within-([0-9]+)")
BETWEEN: Final = re.compile(r"([0-9]+)-([0-9]+)")
OVER: Final = re.compile(r"over-([0-9]+)")
WHOLE: Final = "All"
TIME_LIMITS: Final[Mapping[str, str]] = {
    "assessment.from-referral": "Assessment: from the referral",
    "assessment.from-start": "Assessment: from its start",
    "care.iro-appointed": "Care: reviewing officer appointed",
    "care.iro-notified": "Care: reviewing service told",
    "care.review-first": "Care: first review",
    "care.review-later": "Care: later review",
    "care.review-second": "Care: second review",
    "complaint.stage-1-maximum": "Complaint: stage 1, at the latest",
    "placement.outside-terms": "Placement: outside terms of approval",
    "placement.visit": "Placement: later visit",
    "placement.visit-first": "Placement: first visit",
}
"""Those whose codes do not read as words."""


def in_words(code: str) -> str:
    """`open-in-time` is "Open in time"; `complaint.stage-1` is "Complaint: stage 1"."""
    said = code.replace("-", " ").replace(".", ": ", 1).replace(":", ": ").replace("  ", " ")
    return said[:1].upper() + said[1:]


def time_limit_in_words(timescale: str) -> str:
    """`care.review-first` is "Care: first review"; one of a service not known here, its code."""
    return TIME_LIMITS.get(timescale) or in_words(timescale)


def row_in_words(label: str | None, counted_in: str) -> str:
    """A row of a figure; bands are said in their unit: `11-20` is "11 to 20 working days"."""
    if label is None:
        return WHOLE
    unit = f" {counted_in}" if counted_in else ""
    before, colon, last = label.rpartition(":")
    said = in_words(last)
    if found := WITHIN.fullmatch(last):
        said = f"Within {found[1]}{unit}"
    elif found := BETWEEN.fullmatch(last):
        said = f"{found[1]} to {found[2]}{unit}"
    elif found := OVER.fullmatch(last):
        said = f"Over {found[1]}{unit}"
    return f"{in_words(before)}: {said[:1].lower()}{said[1:]}" if colon else said


def number_in_words(number: float) -> str:
    """At most two decimals, and none that say nothing: 84.36, 50."""
    said = f"{number:,.2f}"
    return said.rstrip("0").rstrip(".")


def cell_in_words(cell: Cell) -> str:
    """The number as the API gives it, or why there is none."""
    match cell.status:
        case CellStatus.REPORTED | CellStatus.ENTERED:
            return _value(cell)
        case CellStatus.NO_DATA | CellStatus.NOT_APPLICABLE | CellStatus.NOT_REPORTABLE:
            why = f" ({in_words(cell.reason).lower()})" if cell.reason else ""
            return f"{in_words(cell.status.value)}{why}"


def part_in_words(cell: Cell) -> str:
    """`755 of 895`; empty where the cell has no whole."""
    if cell.numerator is None or not cell.denominator:
        return ""
    return f"{number_in_words(float(cell.numerator))} of {number_in_words(float(cell.denominator))}"


def appraised_in_words(cell: Cell, target: Target | None, rating: Rating | None) -> str | None:
    """`Target >90.3%, not met. Status amber`, as an analyst recorded it; None where nothing was."""
    said: list[str] = []
    if target is not None:
        sign = "%" if cell.unit is ValueUnit.PERCENT else ""
        met = ""
        if cell.value is not None:
            met = ", met" if target.is_met(Decimal(str(cell.value))) else ", not met"
        said.append(f"Target {target.text}{sign}{met}")
    if rating is not None:
        said.append(f"Status {rating.value}")
    return ". ".join(said) or None


def over_in_words(units: int, unit: Unit) -> str:
    """`3 working days`, `1 working day`."""
    said = unit.value.replace("-", " ")
    return f"{units} {said.removesuffix('s') if units == 1 else said}"


def _value(cell: Cell) -> str:
    if cell.value is None:
        return "No data"
    said = number_in_words(cell.value)
    return f"{said}%" if cell.unit is ValueUnit.PERCENT else said
