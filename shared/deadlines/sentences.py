"""An explanation in sentences that a complainant can read, from its steps alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import assert_never

from shared.clock import LONDON
from shared.deadlines.change_sentences import change_sentence
from shared.deadlines.clock import ClockState
from shared.deadlines.steps import (
    ChangeStep,
    Moment,
    NotCountedBecause,
    NotCountedStep,
    PauseStep,
    ResultStep,
    RuleStep,
    StartStep,
    Step,
)
from shared.deadlines.units import Direction
from shared.deadlines.wording import SINGULAR, amount, code_in_words, in_words, listed


def sentences(steps: Sequence[Step]) -> tuple[str, ...]:
    """The steps as sentences, in their order. Weekend days are told together, by their number."""
    rule = next(step for step in steps if isinstance(step, RuleStep))
    result = next(step for step in steps if isinstance(step, ResultStep))
    told: list[str] = []
    for step in steps:
        match step:
            case RuleStep():
                told.extend(_rule(step))
            case StartStep():
                told.extend(_start(step, rule))
                told.extend(_clocks_changed(step.starts_from, result.due))
                told.extend(_not_counted(steps))
            case NotCountedStep():
                continue
            case PauseStep():
                told.append(_pause(step))
            case ChangeStep():
                told.extend(change_sentence(step, rule.unit))
            case ResultStep():
                told.extend(_result(step, rule))
            case _:
                assert_never(step)
    return tuple(told)


def _rule(step: RuleStep) -> Iterator[str]:
    limit = amount(step.limit, step.unit)
    match step.direction:
        case Direction.FORWARD:
            allowed = f"{limit} are allowed" if step.limit != 1 else f"{limit} is allowed"
        case Direction.BACKWARD:
            allowed = f"this is due {limit} beforehand"
        case Direction.WINDOW:
            earliest = amount(step.earliest or 0, step.unit)
            allowed = f"this is due between {earliest} and {limit} afterwards"
        case _:
            assert_never(step.direction)
    yield f"{step.title}: {allowed} ({step.rule})."
    if step.local_limit:
        yield "The authority has set this limit itself."
    if step.limit != step.original_limit:
        original = amount(step.original_limit, step.unit)
        yield f"Without the extension the limit would be {original}."


def _start(step: StartStep, rule: RuleStep) -> Iterator[str]:
    way = "backwards from" if rule.direction is Direction.BACKWARD else "from"
    if rule.unit.is_elapsed:
        yield f"The time is counted {way} when {step.starts}: {in_words(step.starts_from)}."
        return
    yield (
        f"The time is counted {way} the day when {step.starts}: {in_words(step.starts_from)}. "
        "That day itself is day 0 and is not counted."
    )


def _clocks_changed(start: Moment, due: Moment) -> Iterator[str]:
    if not isinstance(start, datetime) or not isinstance(due, datetime):
        return
    if start.astimezone(LONDON).utcoffset() != due.astimezone(LONDON).utcoffset():
        yield (
            "The clocks change between the two, so the time of day is an hour different: "
            "hours are counted as they pass."
        )


def _not_counted(steps: Sequence[Step]) -> Iterator[str]:
    passed = [step for step in steps if isinstance(step, NotCountedStep)]
    weekend = sum(step.because is NotCountedBecause.WEEKEND for step in passed)
    paused = sum(step.because is NotCountedBecause.PAUSED for step in passed)
    told = [
        f"{step.why} ({in_words(step.day)})"
        for step in passed
        if step.because is NotCountedBecause.HOLIDAY
    ]
    if weekend:
        told.append(f"{weekend} weekend day{'' if weekend == 1 else 's'}")
    if paused:
        told.append(f"{paused} day{'' if paused == 1 else 's'} on which the time was paused")
    if told:
        yield f"Not counted on the way: {listed(told)}."


def _pause(step: PauseStep) -> str:
    reason = code_in_words(step.reason)
    if step.resumed_on is None:
        return f"The time has been paused since {in_words(step.paused_on)} ({reason})."
    return (
        f"The time was paused from {in_words(step.paused_on)} and ran again from "
        f"{in_words(step.resumed_on)} ({reason})."
    )


def _result(step: ResultStep, rule: RuleStep) -> Iterator[str]:
    if step.state is ClockState.CANCELLED:
        yield "This no longer has to be done, so no date applies."
        return
    yield _due(step, rule)
    if step.state is ClockState.PAUSED:
        yield "The date will be later by the time for which it stays paused."
    if step.stopped is not None and step.taken is not None:
        yield _stopped(step, step.stopped, step.taken, rule)


def _due(step: ResultStep, rule: RuleStep) -> str:
    by = "" if rule.unit.is_elapsed else "the end of "
    if step.not_before is not None:
        return f"So it is due from {in_words(step.not_before)} to {by}{in_words(step.due)}."
    return f"So it is due by {by}{in_words(step.due)}."


def _stopped(step: ResultStep, stopped: Moment, taken: int, rule: RuleStep) -> str:
    done = f"It was done {'at' if rule.unit.is_elapsed else 'on'} {in_words(stopped)}"
    if step.in_time:
        judged = "in time"
    elif step.units_over:
        judged = f"{amount(step.units_over, rule.unit)} late"
    else:
        judged = "too early"
    return f"{done}, {_took(taken, rule)}: {judged}."


def _took(taken: int, rule: RuleStep) -> str:
    if rule.direction is Direction.BACKWARD:
        return f"{amount(taken, rule.unit)} beforehand"
    if taken == 0:
        return "on the day it started" if not rule.unit.is_elapsed else "at once"
    return f"in {SINGULAR[rule.unit]} {taken} ({rule.limit} allowed)"
