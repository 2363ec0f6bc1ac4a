"""The ledger of pauses: the days it takes out of a count, whatever order they were told in.

The day on which a clock is paused is not counted; the day on which it is resumed is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A pause from `paused_on` (inclusive) until `resumed_on` (exclusive; None while it lasts).

    `reason` is a code, never free text. ValueError where it ends before it begins.
    """

    paused_on: date
    resumed_on: date | None = None
    reason: str

    def __post_init__(self) -> None:
        if self.resumed_on is not None and self.resumed_on < self.paused_on:
            raise ValueError("a pause cannot end before it begins")


def paused_spans(pauses: Iterable[Pause]) -> tuple[tuple[date, date], ...]:
    """The ended pauses as (first, last) paused days, both inclusive, ordered and not touching.

    Days that two pauses share are paused once. A pause that still lasts takes out no day yet:
    until it ends, how many it will take is not known.
    """
    days = sorted(
        (pause.paused_on, pause.resumed_on - ONE_DAY)
        for pause in pauses
        if pause.resumed_on is not None and pause.resumed_on > pause.paused_on
    )
    spans: list[tuple[date, date]] = []
    for first, last in days:
        if spans and first <= spans[-1][1] + ONE_DAY:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return tuple(spans)


def is_paused(day: date, pauses: Iterable[Pause]) -> bool:
    """Whether an ended pause took out `day`."""
    return any(first <= day <= last for first, last in paused_spans(pauses))


def lasting(pauses: Iterable[Pause]) -> Pause | None:
    """The pause that has not ended, if there is one."""
    return next((pause for pause in pauses if pause.resumed_on is None), None)


def in_order(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The ledger by first day, then last, then reason. ValueError where two pauses last at once."""
    ledger = sorted(pauses, key=_place)
    if sum(pause.resumed_on is None for pause in ledger) > 1:
        raise ValueError("only one pause can last at a time")
    return tuple(ledger)


def ended_by(pauses: Iterable[Pause], stopped: date | None) -> tuple[Pause, ...]:
    """The ledger as it counts once the clock has stopped: a pause that lasted ended with it."""
    if stopped is None:
        return tuple(pauses)
    return tuple(
        replace(pause, resumed_on=max(pause.paused_on, stopped))
        if pause.resumed_on is None
        else pause
        for pause in pauses
    )


def _place(pause: Pause) -> tuple[date, date, str]:
    return (pause.paused_on, pause.resumed_on or date.max, pause.reason)
