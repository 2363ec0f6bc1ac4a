"""Bars as shapes: what is drawn, in percent across and in pixels down. The markup draws them.

Across in percent and down in pixels, a chart fills whatever width there is and its letters keep
their size, on a telephone as on a wall.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ROW_HEIGHT: Final = 72
LABEL_AT: Final = 18
BAR_AT: Final = 28
VALUE_AT: Final = 62
WHOLE: Final = 100.0


class Tone(StrEnum):
    """What a part of a bar stands for; the style sheet gives it its look: late is an outline."""

    SHARE = "share"
    IN_TIME = "in-time"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a bar, from `start` on for `width`, in percent of the chart's width."""

    start: float
    width: float
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: its label, its parts from the left, and what they come to in words."""

    label: str
    value: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBar:
    """A bar with its place: pixels from the top of the chart."""

    bar: Bar
    label_y: int
    bar_y: int
    value_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars under a title; `told` says in a sentence what they show, for those who do not see it."""

    name: str
    title: str
    told: str
    bars: tuple[Bar, ...]
    legend: tuple[Tone, ...] = ()

    @property
    def height(self) -> int:
        return ROW_HEIGHT * len(self.bars)

    @property
    def placed(self) -> tuple[PlacedBar, ...]:
        return tuple(
            PlacedBar(
                bar=bar,
                label_y=top + LABEL_AT,
                bar_y=top + BAR_AT,
                value_y=top + VALUE_AT,
            )
            for top, bar in zip(range(0, self.height, ROW_HEIGHT), self.bars, strict=True)
        )


def share_bar(label: str, percent: float | None, value: str) -> Bar:
    """A share of a whole; without a number there is no bar, only the words."""
    if percent is None:
        return Bar(label=label, value=value)
    width = round(min(max(percent, 0.0), WHOLE), 2)
    return Bar(label=label, value=value, parts=(Part(start=0.0, width=width, tone=Tone.SHARE),))


def in_time_and_late(label: str, in_time: int, late: int) -> Bar:
    """Two counts as parts of their sum; no bar where both are nought."""
    value = f"{in_time} in time, {late} late"
    if in_time + late == 0:
        return Bar(label=label, value=value)
    width = round(WHOLE * in_time / (in_time + late), 2)
    parts = (
        Part(start=0.0, width=width, tone=Tone.IN_TIME),
        Part(start=width, width=round(WHOLE - width, 2), tone=Tone.LATE),
    )
    return Bar(label=label, value=value, parts=tuple(part for part in parts if part.width > 0))


def count_bars(counts: Sequence[tuple[str, int]], tone: Tone) -> tuple[Bar, ...]:
    """Counts beside each other, the largest as long as the chart is wide."""
    largest = max((count for _, count in counts), default=0)
    return tuple(
        Bar(
            label=label,
            value=str(count),
            parts=(Part(start=0.0, width=round(WHOLE * count / largest, 2), tone=tone),)
            if count
            else (),
        )
        for label, count in counts
    )
