"""What is true of every clock, whatever was done to it and in whatever order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from shared.clock import london_end_of_day
from shared.deadlines import (
    CannotChangeClock,
    Clock,
    ClockRecord,
    ClockState,
    Direction,
    NotCountedStep,
    Pause,
    StandingKind,
    Timescale,
    Unit,
    cancel,
    correct,
    explain,
    extend,
    pause,
    recount,
    reopen,
    resume,
    standing,
    start,
    stop,
)
from tests.shared.deadlines.timescales import (
    CALENDAR,
    CLOCK,
    DAY_UNITS,
    DAYS,
    LIMITS,
    ended_pauses,
    timescale,
    unhurried,
)

STORED = TypeAdapter(Clock)
ONE_DAY = timedelta(days=1)
OFFSETS = st.integers(0, 90)


def started(rule: Timescale, on: date) -> Clock:
    return start(rule, clock=CLOCK, on=on, calendar=CALENDAR)


def with_pauses(clock: Clock, rule: Timescale, pauses: tuple[Pause, ...]) -> Clock:
    return correct(clock, rule, calendar=CALENDAR, cause="ledger", pauses=pauses)


def due(clock: Clock) -> date:
    assert clock.due is not None
    return clock.due


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS)
def test_a_later_start_is_never_due_earlier(unit: Unit, limit: int, on: date, later: int) -> None:
    rule = timescale(unit, limit)
    assert due(started(rule, on)) <= due(started(rule, on + timedelta(days=later)))


@unhurried
@given(DAY_UNITS, LIMITS, DAYS)
def test_a_longer_limit_is_never_due_earlier(unit: Unit, limit: int, on: date) -> None:
    assert due(started(timescale(unit, limit), on)) < due(started(timescale(unit, limit + 1), on))


@unhurried
@given(st.integers(1, 70), DAYS)
def test_a_backward_clock_undoes_a_forward_one(limit: int, anchor: date) -> None:
    assume(CALENDAR.is_working_day(anchor))
    before = timescale(Unit.WORKING_DAYS, limit, direction=Direction.BACKWARD)
    earliest = due(started(before, anchor))
    assert due(started(timescale(Unit.WORKING_DAYS, limit), earliest)) == anchor


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS, st.data())
def test_what_it_took_is_within_the_limit_exactly_when_it_was_met(
    unit: Unit, limit: int, on: date, after: int, data: st.DataObject
) -> None:
    rule = timescale(unit, limit, may_pause=True)
    paused = with_pauses(started(rule, on), rule, data.draw(ended_pauses(on)))
    near_due = data.draw(st.sampled_from([on + timedelta(days=after), *around(due(paused))]))
    assume(near_due >= on)
    done = stop(paused, on=near_due, calendar=CALENDAR)
    met = standing(done, on=near_due, calendar=CALENDAR).kind is StandingKind.MET
    assert met == ((done.taken or 0) <= limit) == (near_due <= due(done))


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS)
def test_notice_given_reaches_the_limit_exactly_when_it_was_met(
    unit: Unit, limit: int, anchor: date, before: int
) -> None:
    clock = started(timescale(unit, limit, direction=Direction.BACKWARD), anchor)
    for done_on in (anchor - timedelta(days=before), *around(due(clock))):
        done = stop(clock, on=min(done_on, anchor), calendar=CALENDAR)
        met = standing(done, on=anchor, calendar=CALENDAR).kind is StandingKind.MET
        assert met == ((done.taken or 0) >= limit)


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS)
def test_a_clock_is_late_exactly_after_its_due_date_and_then_by_at_least_one(
    unit: Unit, limit: int, on: date, after: int
) -> None:
    clock = started(timescale(unit, limit), on)
    for day in (on + timedelta(days=after), *around(due(clock))):
        stands = standing(clock, on=day, calendar=CALENDAR)
        assert (stands.kind is StandingKind.LATE) == (day > due(clock)) == (stands.units_over > 0)
        assert stands.units_left == 0 or stands.units_over == 0


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS, st.sampled_from([None, 100]))
def test_a_correction_there_and_back_leaves_every_date(
    unit: Unit, limit: int, on: date, days: int, stopped_after: int | None
) -> None:
    rule = timescale(unit, limit)
    clock = started(rule, on)
    if stopped_after is not None:
        clock = stop(clock, on=on + timedelta(days=stopped_after), calendar=CALENDAR)
    there = correct(
        clock, rule, calendar=CALENDAR, cause="there", starts_from=on + timedelta(days=days)
    )
    back = correct(there, rule, calendar=CALENDAR, cause="back", starts_from=on)
    assert back == replace(clock, revision=clock.revision + 2, change=back.change, cause="back")


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, OFFSETS)
def test_a_pause_that_ends_on_its_first_day_changes_no_date(
    unit: Unit, limit: int, on: date, after: int
) -> None:
    rule = timescale(unit, limit, may_pause=True)
    clock = started(rule, on)
    day = on + timedelta(days=after)
    shut = pause(clock, rule, on=day, reason="other", calendar=CALENDAR)
    again = resume(shut, on=day, calendar=CALENDAR)
    assert (again.due, again.original_due) == (clock.due, clock.original_due)


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, st.data())
def test_any_order_of_the_ledger_gives_the_same_date(
    unit: Unit, limit: int, on: date, data: st.DataObject
) -> None:
    rule = timescale(unit, limit, may_pause=True)
    ledger = data.draw(ended_pauses(on))
    shuffled = data.draw(st.permutations(ledger))
    told = started(rule, on)
    for entry in shuffled:
        assert entry.resumed_on is not None
        shut = pause(told, rule, on=entry.paused_on, reason=entry.reason, calendar=CALENDAR)
        told = resume(shut, on=entry.resumed_on, calendar=CALENDAR)
    at_once = with_pauses(started(rule, on), rule, ledger)
    assert (told.due, told.pauses) == (at_once.due, at_once.pauses)


@unhurried
@given(st.integers(0, 30), DAYS, st.data())
def test_the_due_date_is_what_walking_day_by_day_finds(
    limit: int, on: date, data: st.DataObject
) -> None:
    ledger = data.draw(ended_pauses(on))
    rule = timescale(Unit.WORKING_DAYS, limit, may_pause=True)
    day, left = on, limit
    while left:
        day += ONE_DAY
        paused = any(p.paused_on <= day < (p.resumed_on or date.max) for p in ledger)
        left -= CALENDAR.is_working_day(day) and not paused
    assert due(with_pauses(started(rule, on), rule, ledger)) == day


@unhurried
@given(DAY_UNITS, LIMITS, DAYS, st.sampled_from(list(Direction)), st.data())
def test_the_days_passed_over_account_for_the_whole_difference(
    unit: Unit, limit: int, on: date, direction: Direction, data: st.DataObject
) -> None:
    forward = direction is Direction.FORWARD
    earliest = limit // 2 if direction is Direction.WINDOW else None
    rule = timescale(unit, limit, direction=direction, earliest=earliest, may_pause=forward)
    plain = started(rule, on)
    clock = with_pauses(plain, rule, data.draw(ended_pauses(on))) if forward else plain
    explained = explain((ClockRecord(clock=clock, recorded_at=london_end_of_day(on)),), CALENDAR)
    passed = [step.day for step in explained.steps if isinstance(step, NotCountedStep)]
    counted = limit if unit is Unit.WORKING_DAYS else abs((due(plain) - on).days)

    assert getattr(explained.steps[-1], "due", None) == clock.due
    assert abs((due(clock) - on).days) == counted + len(passed)
    assert all(earlier < later for earlier, later in pairwise(passed))
    assert on not in passed
    assert clock.due not in passed


CHANGES = st.sampled_from(
    ["extend", "correct", "correct stop", "pause", "resume", "stop", "reopen", "cancel", "recount"]
)


@unhurried
@given(DAY_UNITS, st.integers(1, 20), DAYS, st.lists(st.tuples(CHANGES, OFFSETS), max_size=12))
def test_after_any_history_a_clock_is_whole(
    unit: Unit, limit: int, on: date, changes: list[tuple[str, int]]
) -> None:
    rule = timescale(unit, limit, may_pause=True)
    history = [started(rule, on)]
    for change, days in changes:
        try:
            changed = attempt(change, history[-1], rule, on + timedelta(days=days))
        except CannotChangeClock:
            continue
        if changed is not history[-1]:
            history.append(changed)

    for earlier, later in pairwise(history):
        assert later.revision == earlier.revision + 1
    for clock in history:
        assert STORED.validate_json(STORED.dump_json(clock)) == clock
        assert (clock.stopped is not None) == (clock.state is ClockState.STOPPED)
        assert (clock.taken is not None) == (clock.state is ClockState.STOPPED)
        assert due(clock) >= (clock.original_due or date.max)
    records = [
        ClockRecord(clock=clock, recorded_at=london_end_of_day(on + timedelta(days=day)))
        for day, clock in enumerate(history)
    ]
    for length in range(1, len(records) + 1):
        assert explain(records[:length], CALENDAR).sentences


def attempt(change: str, clock: Clock, rule: Timescale, day: date) -> Clock:
    """The change on that day; CannotChangeClock where the clock's state does not allow it."""
    doing: dict[str, Callable[[], Clock]] = {
        "extend": lambda: extend(clock, limit=rule.limit + day.day, calendar=CALENDAR),
        "correct": lambda: correct(clock, rule, calendar=CALENDAR, cause="start", starts_from=day),
        "correct stop": lambda: correct(clock, rule, calendar=CALENDAR, cause="stop", stopped=day),
        "pause": lambda: pause(clock, rule, on=day, reason="other", calendar=CALENDAR),
        "resume": lambda: resume(
            clock,
            on=max([day, *(p.paused_on for p in clock.pauses)]),
            calendar=CALENDAR,
        ),
        "stop": lambda: stop(clock, on=day, calendar=CALENDAR),
        "reopen": lambda: reopen(clock, calendar=CALENDAR, cause="again"),
        "cancel": lambda: cancel(clock, cause="withdrawn"),
        "recount": lambda: recount(clock, calendar=CALENDAR, cause="calendar-edition"),
    }
    return doing[change]()


def around(day: date) -> tuple[date, date, date]:
    """The day before, the day, the day after."""
    return (day - ONE_DAY, day, day + ONE_DAY)
