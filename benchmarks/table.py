"""The rows that the benchmarks come to, and the table that is printed of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_HEADINGS: Final = (
    *("measure", "load", "ours", "against", "", "ratio", "target", "reached"),
    *("missed", "twice", "disordered", "p99 ms", "peak MB", "growth MB", "note"),
)
_TEXTS: Final = frozenset({0, 1, 3, 6, 7, 14})
_WHOLE_FROM: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: `ours` in `unit`, against the same of another, and what was to reach.

    `at_least` is a target for the ratio, `at_most` one for `ours`, `p99_at_most_ms` one for the
    99th centile; `reached` holds all that are given.
    """

    measure: str
    load: str
    ours: float
    unit: str = "/s"
    against_name: str = ""
    against: float | None = None
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    p99_at_most_ms: float | None = None
    missed: int = 0
    duplicated: int = 0
    out_of_order: int = 0
    p99_ms: float | None = None
    peak_mb: float | None = None
    growth_mb: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether every target is met and nothing is wrong; None where no target is set."""
        kept: list[bool] = []
        if self.at_least is not None:
            kept.append(self.ratio is not None and self.ratio >= self.at_least)
        if self.at_most is not None:
            kept.append(self.ours <= self.at_most)
        if self.p99_at_most_ms is not None:
            kept.append(self.p99_ms is not None and self.p99_ms <= self.p99_at_most_ms)
        if not kept:
            return None
        return all(kept) and not (self.missed or self.duplicated or self.out_of_order)


def printed(rows: Sequence[Row]) -> str:
    """The table as plain text, one line for each row."""
    lines = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in _TEXTS else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    reached = {True: "yes", False: "no", None: ""}[row.reached]
    return (
        row.measure,
        row.load,
        f"{_number(row.ours)} {row.unit}",
        row.against_name,
        _number(row.against),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        _target(row),
        reached,
        str(row.missed),
        str(row.duplicated),
        str(row.out_of_order),
        _number(row.p99_ms),
        _number(row.peak_mb),
        _number(row.growth_mb),
        row.note,
    )


def _target(row: Row) -> str:
    parts = []
    if row.at_least is not None:
        parts.append(f">= {row.at_least:g} times")
    if row.at_most is not None:
        parts.append(f"<= {row.at_most:g} {row.unit}")
    if row.p99_at_most_ms is not None:
        parts.append(f"p99 <= {row.p99_at_most_ms:g} ms")
    return ", ".join(parts)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= _WHOLE_FROM else f"{value:.1f}"
