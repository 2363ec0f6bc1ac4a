"""The shape in which a clock is published: released, so every key and its order is held here."""

import json
from datetime import UTC, date, datetime

from pydantic import TypeAdapter

from shared.deadlines import (
    Clock,
    correct,
    extend,
    message_form,
    pause,
    resume,
    start,
    stop,
)
from tests.shared.deadlines.timescales import CALENDAR, CLOCK, INFORMAL, PAUSABLE, STAGE_1


def test_a_started_clock_is_published_as_the_architecture_says() -> None:
    clock = start(STAGE_1, clock=CLOCK, on=date(2022, 4, 11), calendar=CALENDAR)
    assert json.dumps(message_form(clock)) == (
        '{"clock": "0192f7a0-0000-7000-8000-000000000001", "timescale": "complaint.stage-1", '
        '"title": "Stage 1 response", "unit": "working-days", "limit": 10, '
        '"rule": "SI 2006/1738 reg 14", "from": "2022-04-11", "due": "2022-04-27", '
        '"original_due": "2022-04-27", "calendar": "england-2026.1", "state": "running", '
        '"stopped": null, "taken": null, "pauses": [], "revision": 1, "change": "started", '
        '"cause": null}'
    )


def test_an_extended_paused_and_stopped_clock_tells_all_of_it() -> None:
    clock = start(PAUSABLE, clock=CLOCK, on=date(2022, 9, 5), calendar=CALENDAR)
    clock = extend(clock, limit=15, calendar=CALENDAR)
    clock = pause(clock, PAUSABLE, on=date(2022, 9, 8), reason="other", calendar=CALENDAR)
    clock = resume(clock, on=date(2022, 9, 14), calendar=CALENDAR)
    clock = stop(clock, on=date(2022, 9, 16), calendar=CALENDAR)
    # Ten days without the pause end on Tu 20 Sep, fifteen on Tu 27 Sep; four days were paused.
    told = message_form(clock)
    assert (told["limit"], told["due"], told["original_due"]) == (15, "2022-10-03", "2022-09-26")
    assert (told["state"], told["stopped"], told["taken"]) == ("stopped", "2022-09-16", 5)
    assert told["pauses"] == [
        {"paused_on": "2022-09-08", "resumed_on": "2022-09-14", "reason": "other"}
    ]
    assert (told["revision"], told["change"], told["cause"]) == (5, "stopped", None)


def test_a_clock_of_elapsed_hours_carries_instants() -> None:
    clock = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 3, 26, 9, 30, tzinfo=UTC), calendar=CALENDAR
    )
    clock = stop(clock, at=datetime(2022, 3, 26, 12, 0, 0, 5, tzinfo=UTC), calendar=CALENDAR)
    told = message_form(clock)
    assert list(told) == [
        "clock",
        "timescale",
        "title",
        "unit",
        "limit",
        "rule",
        "from_at",
        "due_at",
        "original_due_at",
        "calendar",
        "state",
        "stopped_at",
        "taken",
        "pauses",
        "revision",
        "change",
        "cause",
    ]
    assert (told["from_at"], told["due_at"]) == ("2022-03-26T09:30:00Z", "2022-03-27T09:30:00Z")
    assert told["stopped_at"] == "2022-03-26T12:00:00.000005Z"


def test_an_event_can_hold_a_clock_and_give_it_back() -> None:
    stored = TypeAdapter(Clock)
    days = start(PAUSABLE, clock=CLOCK, on=date(2022, 9, 5), calendar=CALENDAR)
    paused = pause(days, PAUSABLE, on=date(2022, 9, 8), reason="other", calendar=CALENDAR)
    corrected = correct(
        paused, PAUSABLE, calendar=CALENDAR, cause="received", starts_from=date(2022, 9, 1)
    )
    hours = start(
        INFORMAL, clock=CLOCK, at=datetime(2022, 3, 26, 9, 30, tzinfo=UTC), calendar=CALENDAR
    )
    for clock in (days, paused, corrected, hours):
        assert stored.validate_json(stored.dump_json(clock)) == clock
