"""Tables as they are shown: the same figures as the chart above them, and where each leads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Text, or a link where `leads_to` is an address. Numbers stand to the right.

    A cell stays on one line, so that dates and references can be read, unless it `wraps`.
    """

    text: str
    leads_to: str | None = None
    is_number: bool = False
    warns: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`head` names the row, for the eye and for a screen reader."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`name` is unique on its page. The first column is the rows' heads."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def number(count: int, leads_to: str | None = None, *, warns: bool = False) -> Cell:
    """A count; nought leads nowhere."""
    return Cell(
        text=f"{count:,}", leads_to=leads_to if count else None, is_number=True, warns=warns
    )
