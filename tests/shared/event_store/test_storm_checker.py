"""The judge of the storm finds each thing that a log could do wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.shared.event_store.storm_checker import Judgement, Row, judge

Line = dict[str, object]

AT = datetime(2022, 4, 11, 9, 0, tzinfo=UTC)
FIRST = Row(position=1, stream_id="a", version=1, command_id="one", recorded_at=AT)
SECOND = replace(FIRST, position=2, version=2)
OTHER = replace(FIRST, position=3, stream_id="b", command_id="two")
ROWS = [FIRST, SECOND, OTHER]
ONE: Line = {"command": "one", "streams": [("a", 0, 2)]}
TWO: Line = {"command": "two", "streams": [("b", 0, 1)]}
LOST: Line = {"command": "three", "streams": [("a", 0, 1)]}
SENT: list[Line] = [line | {"what": "sent"} for line in (ONE, TWO, LOST)]
APPENDED: Line = ONE | {"what": "appended", "versions": [2], "positions": [1, 2]}
CONFLICT: Line = LOST | {"what": "conflict", "stream": "a", "current": 2}
DUPLICATE: Line = ONE | {"what": "duplicate", "versions": [2], "position": 2}
RIGHT: list[Line] = [*SENT, APPENDED, CONFLICT, DUPLICATE]


def judged(
    folder: Path,
    lines: list[Line] | None = None,
    rows: list[Row] | None = None,
    seen: tuple[int, ...] = (1, 2, 3),
) -> Judgement:
    diary = folder / "a.diary"
    diary.write_text("\n".join(json.dumps(line) for line in lines or RIGHT) + '\n{"what": "se')
    return judge([diary], ROWS if rows is None else rows, seen)


def test_right_answers_are_found_right(tmp_path: Path) -> None:
    judgement = judged(tmp_path)
    assert judgement.wrong == []
    assert judgement.unanswered == 1
    assert judgement.answers == {"appended": 1, "conflict": 1, "duplicate": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        APPENDED | {"positions": [2, 3]},
        APPENDED | {"versions": [3]},
        LOST | {"what": "appended", "versions": [1], "positions": [1]},
        CONFLICT | {"current": 0},
        CONFLICT | {"current": 3},
        ONE | {"what": "conflict", "stream": "a", "current": 2},
        DUPLICATE | {"position": 1},
        LOST | {"what": "duplicate", "versions": [1], "position": 1},
        ONE | {"what": "closed"},
    ],
)
def test_a_wrong_answer_is_found(tmp_path: Path, wrong: Line) -> None:
    assert len(judged(tmp_path, [*RIGHT, wrong]).wrong) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [FIRST, SECOND],
        [FIRST, SECOND, replace(OTHER, position=4)],
        [FIRST, replace(SECOND, version=3), OTHER],
        [FIRST, SECOND, replace(OTHER, recorded_at=AT - timedelta(seconds=1))],
        [FIRST, SECOND, replace(OTHER, command_id="nobody")],
    ],
)
def test_a_wrong_log_is_found(tmp_path: Path, rows: list[Row]) -> None:
    assert judged(tmp_path, rows=rows).wrong


@pytest.mark.parametrize("seen", [(1, 2), (1, 3, 2), (1, 2, 2, 3), (1, 2, 3, 4)])
def test_what_a_reader_missed_or_saw_twice_is_found(tmp_path: Path, seen: tuple[int, ...]) -> None:
    assert judged(tmp_path, seen=seen).wrong


def test_an_append_stored_in_part_is_found(tmp_path: Path) -> None:
    unanswered = [*SENT, CONFLICT]
    assert judged(tmp_path, unanswered).wrong == []
    rows = [FIRST, replace(OTHER, position=2)]
    assert judged(tmp_path, SENT, rows, seen=(1, 2)).wrong == ["one was stored in part"]
