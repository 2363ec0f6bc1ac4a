"""Explaining a clock: how it comes to its date, from its history and the calendar it used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from shared.deadlines.clock import Clock
from shared.deadlines.dates import dated
from shared.deadlines.pause import ONE_DAY, ended_by, is_paused, paused_spans
from shared.deadlines.sentences import sentences
from shared.deadlines.standing import StandingKind, standing
from shared.deadlines.steps import (
    AtRevision,
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
from shared.deadlines.units import Direction, Unit
from shared.working_days import WorkingDayCalendar


class Unexplainable(ValueError):
    """The recorded dates do not follow from this history and this calendar.

    Most likely the calendar is not the edition that the clock names.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRecord:
    """A state in which a clock was recorded. `reason` is what was given in words, where it was."""

    clock: Clock
    recorded_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The steps in the order in which a reader needs them, and the same as sentences."""

    clock: UUID
    timescale: str
    steps: tuple[Step, ...]
    sentences: tuple[str, ...]


def explain(history: Sequence[ClockRecord], calendar: WorkingDayCalendar) -> Explanation:
    """How the clock comes to its date: rule, day 0, days passed over, pauses, changes, result.

    `history` holds every revision of one clock; `calendar` is the edition that the last of them
    names (`load_edition(clock.calendar)`). The days passed over make up the whole difference
    between the limit and the calendar days to the due date. Raises Unexplainable, and ValueError
    for an empty history or one of several clocks.
    """
    records = sorted(history, key=lambda record: record.clock.revision)
    if not records or len({record.clock.clock for record in records}) != 1:
        raise ValueError("a history holds the revisions of one clock")
    clock = records[-1].clock
    if dated(clock, calendar) != clock:
        raise Unexplainable(f"clock {clock.clock} does not follow from {calendar.edition}")
    steps: tuple[Step, ...] = (
        _rule(clock),
        StartStep(starts_from=_start(clock), starts=clock.starts),
        *_not_counted(clock, calendar),
        *_pauses(clock),
        *_changes(records),
        _result(clock, calendar),
    )
    return Explanation(
        clock=clock.clock, timescale=clock.timescale, steps=steps, sentences=sentences(steps)
    )


def _rule(clock: Clock) -> RuleStep:
    return RuleStep(
        title=clock.title,
        rule=clock.rule,
        unit=clock.unit,
        direction=clock.direction,
        limit=clock.limit,
        original_limit=clock.original_limit,
        local_limit=clock.local_limit,
        earliest=clock.earliest,
    )


def _not_counted(clock: Clock, calendar: WorkingDayCalendar) -> Iterator[NotCountedStep]:
    """The days passed over, in order; a paused Saturday is passed over as a Saturday."""
    if clock.starts_from is None or clock.due is None:
        return
    pauses = ended_by(clock.pauses, clock.stopped)
    before, last = clock.starts_from, clock.due
    if clock.direction is Direction.BACKWARD:
        before, last = clock.due, clock.starts_from - ONE_DAY
    resting = {}
    if clock.unit is Unit.WORKING_DAYS and before < last:
        resting = {rest.day: rest for rest in calendar.non_working_days(before, through=last)}
    spans = paused_spans(pauses)
    for day in (before + timedelta(days=n) for n in range(1, (last - before).days + 1)):
        if day in resting:
            weekend = resting[day].weekend
            because = NotCountedBecause.WEEKEND if weekend else NotCountedBecause.HOLIDAY
            yield NotCountedStep(day=day, because=because, why=resting[day].why)
        elif any(first <= day <= end for first, end in spans):
            reason = next(p.reason for p in pauses if is_paused(day, (p,)))
            yield NotCountedStep(day=day, because=NotCountedBecause.PAUSED, why=reason)


def _pauses(clock: Clock) -> Iterator[PauseStep]:
    for pause in ended_by(clock.pauses, clock.stopped):
        yield PauseStep(paused_on=pause.paused_on, resumed_on=pause.resumed_on, reason=pause.reason)


def _changes(records: Sequence[ClockRecord]) -> Iterator[ChangeStep]:
    yield _change(records[0], None)
    for earlier, later in pairwise(records):
        yield _change(later, _at_revision(earlier.clock))


def _change(record: ClockRecord, before: AtRevision | None) -> ChangeStep:
    return ChangeStep(
        revision=record.clock.revision,
        change=record.clock.change,
        cause=record.clock.cause,
        reason=record.reason,
        recorded_at=record.recorded_at,
        before=before,
        after=_at_revision(record.clock),
    )


def _at_revision(clock: Clock) -> AtRevision:
    return AtRevision(
        limit=clock.limit,
        starts_from=_start(clock),
        due=_due(clock),
        stopped=clock.stopped or clock.stopped_at,
    )


def _result(clock: Clock, calendar: WorkingDayCalendar) -> ResultStep:
    stopped: Moment | None = clock.stopped or clock.stopped_at
    stands = None if stopped is None else standing(clock, on=stopped, calendar=calendar)
    return ResultStep(
        due=_due(clock),
        original_due=_known(clock.original_due or clock.original_due_at),
        not_before=clock.not_before or clock.not_before_at,
        calendar=clock.calendar,
        state=clock.state,
        stopped=stopped,
        taken=clock.taken,
        in_time=None if stands is None else stands.kind is StandingKind.MET,
        units_over=0 if stands is None else stands.units_over,
    )


def _start(clock: Clock) -> Moment:
    return _known(clock.starts_from or clock.starts_from_at)


def _due(clock: Clock) -> Moment:
    return _known(clock.due or clock.due_at)


def _known(moment: date | None) -> Moment:
    if moment is None:
        raise Unexplainable("the clock has no date")
    return moment
