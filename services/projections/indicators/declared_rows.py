"""The rows that a measure names beforehand, and which of any row's are shares."""

from typing import Final, NamedTuple, assert_never

from services.projections.indicators.case_measures import (
    Caseload,
    LatestNumber,
    OpenCases,
    PractitionerLoad,
    RepeatedStays,
)
from services.projections.indicators.clock_measures import ClockCells, ClockShares, OpenClocks
from services.projections.indicators.declaration import Indicator, ValueUnit
from services.projections.indicators.measures import (
    Corrections,
    FactRow,
    Facts,
    Measure,
    Of,
    RecordingDelay,
)

OVER_ONE_DAY: Final = "over-1-day"
"""The one row of delays that is a share; the others are days."""


class DeclaredRow(NamedTuple):
    """A row that is answered whether or not anything is in it. `recorded`: by some service.

    The label is None where it is its indicator's only row.
    """

    label: str | None
    share: bool
    recorded: bool = True


def declared_rows(measure: Measure) -> tuple[DeclaredRow, ...]:
    """In their order; rows of groups that were found come after them."""
    match measure:
        case Facts(rows=rows):
            return tuple(
                DeclaredRow(row.label, row.of is not Of.NOTHING, row.recorded)
                for row in rows
                if is_declared(row)
            )
        case OpenClocks():
            shares = (
                DeclaredRow(label=label, share=True) for label in ("in-time", "due-soon", "late")
            )
            ages = (DeclaredRow(label=f"age:{label}", share=False) for label in measure.band_labels)
            return (*shares, DeclaredRow(label=measure.stage, share=False), *ages)
        case ClockCells(labels=labels):
            return tuple(DeclaredRow(label, share=True) for label in labels)
        case ClockShares(rows=clock_rows):
            return tuple(DeclaredRow(row.label, share=True) for row in clock_rows)
        case OpenCases() | RepeatedStays() | PractitionerLoad() | Caseload():
            return _rows_of_cases(measure)
        case RecordingDelay() | Corrections():
            return ()
        case _:
            assert_never(measure)


def _rows_of_cases(
    measure: OpenCases | RepeatedStays | PractitionerLoad | Caseload,
) -> tuple[DeclaredRow, ...]:
    match measure:
        case OpenCases(label=label, rows=states):
            sums = (state.label for state in states if isinstance(state, LatestNumber))
            return tuple(DeclaredRow(one, share=False) for one in (label, *sums))
        case RepeatedStays(windows=windows):
            return tuple(DeclaredRow(window.value, share=True) for window in windows)
        case PractitionerLoad():
            return (DeclaredRow("open", share=False), DeclaredRow("over-ceiling", share=True))
        case Caseload():
            return ()
        case _:
            assert_never(measure)


def is_declared(row: FactRow) -> bool:
    """Whether the row is one, and not as many as there are groups."""
    return row.label is not None or row.by is None


def may_have_row(measure: Measure, label: str | None) -> bool:
    """Whether a figure of the measure can have such a row: declared, or of a group."""
    rows = declared_rows(measure)
    if label in {row.label for row in rows}:
        return True
    match measure:
        case Facts(rows=told):
            return label is not None and any(not is_declared(row) for row in told)
        case ClockShares() | RepeatedStays():
            return False
        case _:
            return label is not None


def is_share(indicator: Indicator, label: str | None) -> bool:
    """Whether a row, declared or of a group, is a percentage."""
    declared = {row.label: row.share for row in declared_rows(indicator.measure)}
    if label in declared:
        return declared[label]
    if isinstance(indicator.measure, RecordingDelay):
        return label is not None and label.endswith(OVER_ONE_DAY)
    return indicator.unit is ValueUnit.PERCENT
