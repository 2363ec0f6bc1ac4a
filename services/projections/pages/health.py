"""How far each service has been read: what the figures rest on."""

from collections.abc import Sequence
from typing import Final

from services.projections.pages import tables
from services.projections.pages.links import address
from services.projections.pages.wording import in_words
from shared.runner import SourceState

MINUTE: Final = 60
HOUR: Final = 3_600
LAGGING_SECONDS: Final = 60.0
"""From this lag on a service is said to be behind: reading is level within seconds."""

COLUMNS: Final = (
    tables.Column(title="Service"),
    tables.Column(title="State"),
    tables.Column(title="Position", is_number=True),
    tables.Column(title="Behind", is_number=True),
    tables.Column(title="Lag"),
    tables.Column(title="Parked messages", is_number=True),
)


def health_table(states: Sequence[SourceState], authority: str) -> tables.Table:
    return tables.Table(
        name="health-table",
        caption="How far each service has been read",
        columns=COLUMNS,
        rows=tuple(_row(state, authority) for state in states),
    )


def state_in_words(state: SourceState) -> str:
    """The worst that is to be said of it."""
    if state.halted:
        return f"Halted: {in_words(state.halted).lower()}"
    if state.seconds_behind is None:
        return "Never read to the end"
    if state.seconds_behind >= LAGGING_SECONDS:
        return "Behind"
    if state.parked:
        return "Some messages parked"
    return "Some messages skipped" if state.skipped else "Up to date"


def lag_in_words(seconds: float | None) -> str:
    """Since it was last level: none, seconds, minutes or hours."""
    if seconds is None:
        return "Not known"
    if seconds < 1:
        return "None"
    if seconds < MINUTE:
        return f"{int(seconds)} s"
    return f"{int(seconds) // MINUTE} min" if seconds < HOUR else f"{int(seconds) // HOUR} h"


def _row(state: SourceState, authority: str) -> tables.Row:
    said = state_in_words(state)
    parked = address("/parked", authority=authority)
    return tables.Row(
        head=in_words(state.source),
        cells=(
            tables.Cell(text=said, warns=said != "Up to date"),
            tables.Cell(text=f"{state.position:,}", is_number=True),
            tables.number(state.behind),
            tables.Cell(text=lag_in_words(state.seconds_behind)),
            tables.number(state.parked, parked, warns=state.parked > 0),
        ),
    )
