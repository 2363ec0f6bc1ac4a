"""The judge finds each kind of fault when it is planted, and none in a log that is right."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from tests.faults.checking import (
    COMMANDS,
    Copied,
    Event,
    Log,
    Stored,
    command_of,
    judge_copy,
    judge_log,
)
from tests.faults.diary import Entry, Told
from tests.faults.topics import Record, judge_topic

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CASES = [uuid5(COMMANDS, f"case {number}") for number in range(3)]


def _entry(number: int, *told: Told) -> Entry:
    return Entry(
        service="complaints", authority="demo", caller="one", key=f"key {number}", told=[*told]
    )


def _good(number: int, version: int) -> Entry:
    return _entry(
        number, Told(status=200, code=None, reference=f"C-2026-{number}", version=version)
    )


def _event(position: int, case: UUID, version: int, entry: Entry) -> Event:
    return Event(
        position=position,
        stream_id=case,
        version=version,
        event_id=uuid5(COMMANDS, str(position)),
        command_id=command_of(entry),
        authority="demo",
        recorded_at=NOON + timedelta(seconds=position),
        message=json.dumps({"subject": str(case), "caseversion": version}).encode(),
    )


def _stored(entry: Entry, case: UUID, version: int, position: int) -> Stored:
    return Stored(
        command_id=command_of(entry),
        streams=(case,),
        versions=(version,),
        answering=0,
        position=position,
    )


ENTRIES = [_good(1, 1), _good(2, 1), _good(3, 3), _entry(4)]
EVENTS = [
    _event(1, CASES[0], 1, ENTRIES[0]),
    _event(2, CASES[1], 1, ENTRIES[1]),
    _event(3, CASES[0], 2, ENTRIES[2]),
    _event(4, CASES[0], 3, ENTRIES[2]),
]
STORED = [
    _stored(ENTRIES[0], CASES[0], 1, 1),
    _stored(ENTRIES[1], CASES[1], 1, 2),
    _stored(ENTRIES[2], CASES[0], 3, 4),
]
COPIES = [
    Copied(stream_id=event.stream_id, version=event.version, position=event.position)
    for event in EVENTS
]


def _log(events: list[Event], stored: list[Stored]) -> Log:
    return Log(events=tuple(events), commands={one.command_id: one for one in stored})


def test_nothing_is_wrong_with_a_right_log() -> None:
    assert judge_log(_log(EVENTS, STORED), ENTRIES, real_time=True) == []
    assert judge_copy(EVENTS, COPIES) == []


REFUSED = [_entry(1, Told(status=409, code="closed", reference=None, version=None)), *ENTRIES[1:]]
TWO_ANSWERS = [*ENTRIES[:2], _good(3, 3), ENTRIES[3]]
TWO_ANSWERS[2].told.append(Told(status=200, code=None, reference="C-2026-3", version=4))


@pytest.mark.parametrize(
    ("events", "stored", "entries", "said"),
    [
        (EVENTS[:3], [*STORED[:2]], ENTRIES, "acknowledged, and is not in the log"),
        (EVENTS[:3], STORED, ENTRIES, "stored in part"),
        (EVENTS, STORED, ENTRIES[1:], "nobody asked for it"),
        (EVENTS, STORED, REFUSED, "was refused (closed), and stored"),
        (EVENTS, STORED, TWO_ANSWERS, "answered in different ways"),
        (EVENTS, STORED, [*ENTRIES[:2], _good(3, 2)], "answered version 2, and wrote 3"),
        (EVENTS, STORED[:2], ENTRIES, "does not count as done"),
        (EVENTS[:1] + EVENTS[2:], STORED, ENTRIES, "positions have a gap"),
        ([EVENTS[0], EVENTS[1], EVENTS[3]], STORED, ENTRIES, "versions are not in order"),
        (
            [*EVENTS, _event(5, CASES[2], 1, ENTRIES[1])],
            STORED,
            ENTRIES,
            "stored in part, or twice",
        ),
        (
            [*EVENTS[:3], replace(EVENTS[3], event_id=EVENTS[0].event_id)],
            STORED,
            ENTRIES,
            "an event is there twice",
        ),
        (
            [EVENTS[0], EVENTS[1], replace(EVENTS[2], recorded_at=NOON), EVENTS[3]],
            STORED,
            ENTRIES,
            "recorded_at steps back",
        ),
        (
            [EVENTS[0], EVENTS[1]],
            STORED,
            ENTRIES[:2],
            "counts as done and has no event",
        ),
    ],
)
def test_each_fault_is_found(
    events: list[Event], stored: list[Stored], entries: list[Entry], said: str
) -> None:
    wrong = judge_log(_log(events, stored), entries, real_time=True)
    assert any(said in one for one in wrong), wrong


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        (COPIES[1:], "position 1 was never read"),
        ([*COPIES, COPIES[2]], "position 3 was kept 2 times"),
        ([*COPIES, replace(COPIES[0], position=9)], "position 9 is not in the log"),
    ],
)
def test_each_fault_of_a_reader_is_found(copies: list[Copied], said: str) -> None:
    assert said in judge_copy(EVENTS, copies)


def _record(position: int, *, partition: int = 0, value: bytes | None = None) -> Record:
    event = EVENTS[position - 1]
    return Record(
        partition=partition,
        offset=position,
        key=str(event.stream_id).encode(),
        value=event.message if value is None else value,
    )


RECORDS = [_record(1), _record(2, partition=1), _record(3), _record(4)]
WATERMARK = Record(partition=0, offset=9, key=None, value=b"{}")


def test_repeats_on_the_topic_are_no_fault() -> None:
    again = [*RECORDS[:3], WATERMARK, *RECORDS]
    assert judge_topic(EVENTS, again) == []


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (RECORDS[:3], "position 4 was never sent"),
        ([RECORDS[2], *RECORDS], "position 3 stands before an earlier one of its case"),
        ([*RECORDS[:3], _record(4, partition=2)], "is on several partitions"),
        (
            [*RECORDS, _record(4, value=RECORDS[3].value + b" ")],
            "position 4 is not what was stored",
        ),
        ([*RECORDS, _record(4, value=EVENTS[3].message.replace(b": 3", b": 4"))], "not in the log"),
    ],
)
def test_each_fault_of_a_topic_is_found(records: list[Record], said: str) -> None:
    wrong = judge_topic(EVENTS, records)
    assert any(said in one for one in wrong), wrong
