"""What each change did to a clock, in a sentence: when it was recorded, what it was, and why."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, assert_never

from shared.clock import london_date
from shared.deadlines.clock import ClockChange
from shared.deadlines.steps import ChangeStep, Moment
from shared.deadlines.units import Unit
from shared.deadlines.wording import amount, code_in_words, in_words

EXPECTED_TO_MOVE: Final = frozenset({ClockChange.MOVED, ClockChange.CORRECTED, ClockChange.RESUMED})


def change_sentence(step: ChangeStep, unit: Unit) -> Iterator[str]:
    """One sentence for the change, or none: a start recorded on its own day needs no words."""
    recorded_on = london_date(step.recorded_at)
    told = _told(step, unit)
    if step.change is ClockChange.STARTED and recorded_on == _day(step.after.starts_from):
        return
    cause = "" if step.cause is None else f" (cause: {code_in_words(step.cause)})"
    reason = "" if step.reason is None else f" The reason given: {step.reason}"
    yield f"On {in_words(recorded_on)} {told}{cause}.{reason}"


def _told(step: ChangeStep, unit: Unit) -> str:
    match step.change:
        case ClockChange.STARTED:
            told = "this was first recorded"
        case ClockChange.MOVED:
            told = "a change was recorded"
        case ClockChange.CORRECTED:
            told = "a correction was recorded"
        case ClockChange.PAUSED:
            told = "a pause was recorded"
        case ClockChange.RESUMED:
            told = "the end of a pause was recorded"
        case ClockChange.STOPPED:
            told = "it was recorded as done"
        case ClockChange.REOPENED:
            told = "it was opened again"
        case ClockChange.CANCELLED:
            told = "it was cancelled"
        case _:
            assert_never(step.change)
    return told + _differences(step, unit)


def _differences(step: ChangeStep, unit: Unit) -> str:
    """What is not as it was; that the due date stayed is said where one would expect it to move."""
    before, after = step.before, step.after
    if before is None:
        return ""
    told: list[str] = []
    if before.limit != after.limit:
        told.append(f"the limit is {amount(after.limit, unit)} instead of {before.limit}")
    if before.starts_from != after.starts_from:
        told.append(
            f"the time is counted from {in_words(after.starts_from)} instead of "
            f"{in_words(before.starts_from)}"
        )
    if before.stopped and after.stopped and before.stopped != after.stopped:
        told.append(f"it was done {_at(after.stopped)} instead of {_at(before.stopped)}")
    if before.due != after.due:
        told.append(f"the due date moved from {in_words(before.due)} to {in_words(after.due)}")
    elif step.change in EXPECTED_TO_MOVE:
        told.append(f"the due date stayed {in_words(after.due)}")
    return f": {'; '.join(told)}" if told else ""


def _at(moment: Moment) -> str:
    return f"{'at' if isinstance(moment, datetime) else 'on'} {in_words(moment)}"


def _day(moment: Moment) -> date:
    return london_date(moment) if isinstance(moment, datetime) else moment
