"""The rows that a measure names beforehand, and which of any row's are shares."""

from typing import Final, NamedTuple, assert_never

from services.projections.indicators.declaration import Indicator, ValueUnit
from services.projections.indicators.measures import (
    Caseload,
    ClockCells,
    Corrections,
    Facts,
    Measure,
    Of,
    OpenClocks,
    RecordingDelay,
)

OVER_ONE_DAY: Final = "over-1-day"
"""The one row of delays that is a share; the others are days."""


class DeclaredRow(NamedTuple):
    """A row that is answered whether or not anything is in it. `recorded`: by some service."""

    label: str
    share: bool
    recorded: bool = True


def declared_rows(measure: Measure) -> tuple[DeclaredRow, ...]:
    """In their order; rows of groups that were found come after them."""
    match measure:
        case Facts(rows=rows):
            return tuple(
                DeclaredRow(row.label, row.of is not Of.NOTHING, row.recorded)
                for row in rows
                if row.label is not None
            )
        case OpenClocks():
            shares = (
                DeclaredRow(label=label, share=True) for label in ("in-time", "due-soon", "late")
            )
            ages = (DeclaredRow(label=f"age:{label}", share=False) for label in measure.band_labels)
            return (*shares, DeclaredRow(label=measure.stage, share=False), *ages)
        case ClockCells() | RecordingDelay() | Corrections() | Caseload():
            return ()
        case _:
            assert_never(measure)


def is_share(indicator: Indicator, label: str | None) -> bool:
    """Whether a row, declared or of a group, is a percentage."""
    declared = {row.label: row.share for row in declared_rows(indicator.measure)}
    if label in declared:
        return declared[label]
    if isinstance(indicator.measure, RecordingDelay):
        return label is not None and label.endswith(OVER_ONE_DAY)
    return indicator.unit is ValueUnit.PERCENT
