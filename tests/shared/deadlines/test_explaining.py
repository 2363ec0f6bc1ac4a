"""A clock explains itself: as data that accounts for every day, and in sentences for a letter."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pydantic import TypeAdapter

from shared.deadlines import (
    ChangeStep,
    Clock,
    ClockRecord,
    Direction,
    Explanation,
    NotCountedStep,
    ResultStep,
    Unexplainable,
    Unit,
    cancel,
    correct,
    explain,
    extend,
    pause,
    resume,
    start,
    stop,
)
from shared.working_days import WorkingDayCalendar
from tests.shared.deadlines.timescales import (
    CALENDAR,
    CLOCK,
    INFORMAL,
    PAUSABLE,
    STAGE_1,
    timescale,
)

RECEIVED = date(2022, 4, 11)


def recorded(*clocks: Clock, reasons: tuple[str | None, ...] = ()) -> tuple[ClockRecord, ...]:
    """Each revision as recorded at noon of a day of its own, from 12 April 2022 on."""
    given = (*reasons, *(None for _ in clocks))
    return tuple(
        ClockRecord(
            clock=clock,
            recorded_at=datetime(2022, 4, 12 + day, 12, 0, tzinfo=UTC),
            reason=given[day],
        )
        for day, clock in enumerate(clocks)
    )


def started() -> Clock:
    return start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR)


def test_a_stage_1_clock_over_easter_in_words() -> None:
    clock = started()
    history = (ClockRecord(clock=clock, recorded_at=datetime(2022, 4, 11, 15, 0, tzinfo=UTC)),)
    assert explain(history, CALENDAR).sentences == (
        "Stage 1 response: 10 working days are allowed (SI 2006/1738 reg 14).",
        (
            "The time is counted from the day when the complaint was received: Monday 11 "
            "April 2022. "
            "That day itself is day 0 and is not counted."
        ),
        (
            "Not counted on the way: Good Friday (Friday 15 April 2022), "
            "Easter Monday (Monday 18 April 2022) and 4 weekend days."
        ),
        "So it is due by the end of Wednesday 27 April 2022.",
    )


def test_a_corrected_and_extended_clock_in_words() -> None:
    first = started()
    longer = extend(first, limit=18, calendar=CALENDAR)
    corrected = correct(
        longer,
        STAGE_1,
        calendar=CALENDAR,
        cause="received-date-corrected",
        starts_from=date(2022, 4, 4),
    )
    done = stop(corrected, on=date(2022, 5, 4), calendar=CALENDAR)
    history = recorded(first, longer, corrected, done, reasons=(None, "A complex complaint.", None))
    assert explain(history, CALENDAR).sentences == (
        "Stage 1 response: 18 working days are allowed (SI 2006/1738 reg 14).",
        "Without the extension the limit would be 10 working days.",
        (
            "The time is counted from the day when the complaint was received: Monday 4 "
            "April 2022. "
            "That day itself is day 0 and is not counted."
        ),
        (
            "Not counted on the way: Good Friday (Friday 15 April 2022), Easter Monday (Monday 18 "
            "April 2022), Early May bank holiday (Monday 2 May 2022) and 8 weekend days."
        ),
        "On Tuesday 12 April 2022 this was first recorded.",
        (
            "On Wednesday 13 April 2022 a change was recorded: the limit is 18 working "
            "days instead "
            "of 10; the due date moved from Wednesday 27 April 2022 to Tuesday 10 May 2022 (cause: "
            "extension). The reason given: A complex complaint."
        ),
        (
            "On Thursday 14 April 2022 a correction was recorded: the time is counted "
            "from Monday 4 "
            "April 2022 instead of Monday 11 April 2022; the due date moved from Tuesday "
            "10 May 2022 "
            "to Tuesday 3 May 2022 (cause: received date corrected)."
        ),
        "On Friday 15 April 2022 it was recorded as done.",
        "So it is due by the end of Tuesday 3 May 2022.",
        "It was done on Wednesday 4 May 2022, in working day 19 (18 allowed): 1 working day late.",
    )


def test_a_corrected_stop_that_moves_nothing_says_so() -> None:
    first = started()
    done = stop(first, on=date(2022, 4, 26), calendar=CALENDAR)
    corrected = correct(
        done, STAGE_1, calendar=CALENDAR, cause="sent-date", stopped=date(2022, 4, 25)
    )
    told = explain(recorded(first, done, corrected), CALENDAR).sentences
    assert told[-3:] == (
        (
            "On Thursday 14 April 2022 a correction was recorded: it was done on Monday "
            "25 April 2022 "
            "instead of on Tuesday 26 April 2022; the due date stayed Wednesday 27 April "
            "2022 (cause: "
            "sent date)."
        ),
        "So it is due by the end of Wednesday 27 April 2022.",
        "It was done on Monday 25 April 2022, in working day 8 (10 allowed): in time.",
    )


def test_a_pause_is_told_and_its_days_are_listed_one_by_one() -> None:
    first = start(PAUSABLE, clock=CLOCK, on=date(2022, 9, 5), calendar=CALENDAR)
    shut = pause(
        first, PAUSABLE, on=date(2022, 9, 8), reason="advocate-being-found", calendar=CALENDAR
    )
    again = resume(shut, on=date(2022, 9, 13), calendar=CALENDAR)
    explained = explain(recorded(first, shut, again), CALENDAR)
    # Th 8, Fr 9, Mo 12 paused; Tu 6 is 1, We 2 | Tu 13 is 3, We 4 Th 5 Fr 6 | Mo holiday, Tu 20 is
    # 7, We 8 Th 9 Fr 23 Sep is 10.
    assert [
        (step.day.day, step.because.value, step.why)
        for step in explained.steps
        if isinstance(step, NotCountedStep)
    ] == [
        (8, "paused", "advocate-being-found"),
        (9, "paused", "advocate-being-found"),
        (10, "weekend", "Saturday"),
        (11, "weekend", "Sunday"),
        (12, "paused", "advocate-being-found"),
        (17, "weekend", "Saturday"),
        (18, "weekend", "Sunday"),
        (19, "holiday", "bank holiday for the funeral of Queen Elizabeth II"),
    ]
    assert "The time was paused from Thursday 8 September 2022 and ran again from Tuesday 13 " in (
        " ".join(explained.sentences)
    )
    assert explained.sentences[-1] == "So it is due by the end of Friday 23 September 2022."

    still = explain(recorded(first, shut), CALENDAR).sentences
    assert "The time has been paused since Thursday 8 September 2022 (advocate being found)." in (
        still
    )
    assert still[-1] == "The date will be later by the time for which it stays paused."


def test_hours_over_the_night_in_which_the_clocks_change_in_words() -> None:
    first = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 3, 26, 9, 30, tzinfo=UTC), calendar=CALENDAR
    )
    done = stop(first, at=datetime(2022, 3, 27, 9, 31, tzinfo=UTC), calendar=CALENDAR)
    history = (
        ClockRecord(clock=first, recorded_at=datetime(2022, 3, 26, 9, 30, tzinfo=UTC)),
        ClockRecord(clock=done, recorded_at=datetime(2022, 3, 27, 9, 31, tzinfo=UTC)),
    )
    assert explain(history, CALENDAR).sentences == (
        "Informal resolution: 24 hours are allowed (Local policy of the authority).",
        "The time is counted from when the contact was received: 9:30am on Saturday 26 March 2022.",
        (
            "The clocks change between the two, so the time of day is an hour different: hours are "
            "counted as they pass."
        ),
        "On Sunday 27 March 2022 it was recorded as done.",
        "So it is due by 10:30am on Sunday 27 March 2022.",
        "It was done at 10:31am on Sunday 27 March 2022, in hour 25 (24 allowed): 1 hour late.",
    )


def test_a_backward_clock_in_words() -> None:
    before = timescale(Unit.WORKING_DAYS, 2, direction=Direction.BACKWARD)
    first = start(before, clock=CLOCK, on=date(2022, 4, 19), calendar=CALENDAR)
    done = stop(first, on=date(2022, 4, 12), calendar=CALENDAR)
    told = explain(recorded(first, done), CALENDAR).sentences
    assert told[0] == "A duty: this is due 2 working days beforehand (A rule)."
    assert told[1].startswith("The time is counted backwards from the day when it began: Tuesday")
    assert told[2] == (
        "Not counted on the way: Good Friday (Friday 15 April 2022), "
        "Easter Monday (Monday 18 April 2022) and 2 weekend days."
    )
    assert told[-2:] == (
        "So it is due by the end of Wednesday 13 April 2022.",
        "It was done on Tuesday 12 April 2022, 3 working days beforehand: in time.",
    )


def test_a_window_in_words() -> None:
    window = timescale(Unit.WEEKS, 6, direction=Direction.WINDOW, earliest=4)
    first = start(window, clock=CLOCK, on=date(2022, 4, 4), calendar=CALENDAR)
    early = stop(first, on=date(2022, 4, 25), calendar=CALENDAR)
    told = explain(recorded(first, early), CALENDAR).sentences
    assert told[0] == "A duty: this is due between 4 weeks and 6 weeks afterwards (A rule)."
    assert told[-2:] == (
        "So it is due from Monday 2 May 2022 to the end of Monday 16 May 2022.",
        "It was done on Monday 25 April 2022, in week 3 (6 allowed): too early.",
    )


def test_a_cancelled_clock_has_no_date() -> None:
    first = started()
    told = explain(recorded(first, cancel(first, cause="withdrawn")), CALENDAR).sentences
    assert told[-2:] == (
        "On Wednesday 13 April 2022 it was cancelled (cause: withdrawn).",
        "This no longer has to be done, so no date applies.",
    )


def test_a_limit_that_an_authority_set_says_so() -> None:
    clock = start(STAGE_1, clock=CLOCK, on=RECEIVED, calendar=CALENDAR, limit=1)
    told = explain(recorded(clock), CALENDAR).sentences
    assert told[:2] == (
        "Stage 1 response: 1 working day is allowed (SI 2006/1738 reg 14).",
        "The authority has set this limit itself.",
    )


def test_each_change_tells_what_was_before_and_after() -> None:
    first = started()
    longer = extend(first, limit=18, calendar=CALENDAR)
    steps = explain(recorded(first, longer), CALENDAR).steps
    opened, moved = (step for step in steps if isinstance(step, ChangeStep))
    assert opened.before is None
    assert moved.before == opened.after
    assert (opened.after.due, moved.after.due) == (date(2022, 4, 27), date(2022, 5, 10))
    assert moved.recorded_at == datetime(2022, 4, 13, 12, 0, tzinfo=UTC)


def test_the_result_tells_whether_it_was_in_time() -> None:
    first = started()
    late = stop(first, on=date(2022, 4, 29), calendar=CALENDAR)
    open_result = explain(recorded(first), CALENDAR).steps[-1]
    late_result = explain(recorded(first, late), CALENDAR).steps[-1]
    assert isinstance(open_result, ResultStep)
    assert isinstance(late_result, ResultStep)
    assert (open_result.in_time, open_result.taken) == (None, None)
    assert (late_result.in_time, late_result.taken, late_result.units_over) == (False, 12, 2)


def test_the_order_in_which_revisions_are_handed_over_does_not_matter() -> None:
    first = started()
    history = recorded(first, extend(first, limit=18, calendar=CALENDAR))
    assert explain(history[::-1], CALENDAR) == explain(history, CALENDAR)


def test_an_explanation_can_be_sent_and_read() -> None:
    sent = TypeAdapter(Explanation)
    first = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 3, 26, 9, 30, tzinfo=UTC), calendar=CALENDAR
    )
    body = sent.dump_json(explain(recorded(started()), CALENDAR))
    assert b'{"step":"not-counted","day":"2022-04-15","because":"holiday","why":"Good Friday"}' in (
        body
    )
    assert b'"due":"2022-04-27"' in body
    assert b'"due":"2022-03-27T09:30:00Z"' in sent.dump_json(explain(recorded(first), CALENDAR))


def test_another_calendar_explains_nothing() -> None:
    other = WorkingDayCalendar(
        edition="england-other",
        holidays=CALENDAR.holidays,
        first_day=CALENDAR.first_day,
        last_day=CALENDAR.last_day,
    )
    forged = WorkingDayCalendar(
        edition=CALENDAR.edition,
        holidays={},
        first_day=CALENDAR.first_day,
        last_day=CALENDAR.last_day,
    )
    for calendar in (other, forged):
        with pytest.raises(Unexplainable):
            explain(recorded(started()), calendar)


def test_a_history_is_of_one_clock() -> None:
    another = start(STAGE_1, clock=UUID(int=7), on=RECEIVED, calendar=CALENDAR)
    with pytest.raises(ValueError, match="one clock"):
        explain(recorded(started(), another), CALENDAR)
    with pytest.raises(ValueError, match="one clock"):
        explain((), CALENDAR)
