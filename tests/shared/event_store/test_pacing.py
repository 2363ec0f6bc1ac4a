"""One large call or two smaller ones at once: whichever stores more on the disk at hand."""

import pytest

from shared.event_store.pacing import Pace

QUICK_SECONDS, SLOW_SECONDS = 0.0002, 0.0022


def pace(commit_seconds: float, *, worked_seconds: float = 0.001) -> Pace:
    learnt = Pace()
    at = 0.0
    for _ in range(3):
        done_at = at + worked_seconds + commit_seconds
        learnt.told(sent_at=at, done_at=done_at, worked_seconds=worked_seconds)
        at = done_at
    return learnt


@pytest.mark.parametrize("waiting", [1, 2, 8])
def test_few_go_in_one_call(waiting: int) -> None:
    assert pace(QUICK_SECONDS).share(waiting, under_way=0) == waiting


def test_many_are_halved_where_a_commit_is_quick() -> None:
    assert pace(QUICK_SECONDS).share(33, under_way=0) == 17
    assert pace(QUICK_SECONDS).share(32, under_way=32) == 32


def test_they_go_in_one_call_where_a_commit_is_slow() -> None:
    assert pace(SLOW_SECONDS).share(33, under_way=0) == 33


def test_those_who_come_meanwhile_wait_unless_they_are_many() -> None:
    assert pace(QUICK_SECONDS).share(3, under_way=30) == 0
    assert pace(SLOW_SECONDS).share(30, under_way=30) == 0
    assert pace(SLOW_SECONDS).share(100, under_way=100) == 100


def test_waiting_for_the_other_call_is_not_taken_for_a_slow_commit() -> None:
    learnt = Pace()
    learnt.told(sent_at=0.0, done_at=1.0, worked_seconds=0.9998)
    learnt.told(sent_at=0.1, done_at=1.0013, worked_seconds=0.0011)
    assert learnt.share(32, under_way=0) == 16


def test_an_answer_that_was_noticed_late_is_outweighed_by_the_others() -> None:
    learnt = pace(QUICK_SECONDS)
    learnt.told(sent_at=10.0, done_at=10.5, worked_seconds=0.001)
    assert learnt.share(32, under_way=0) == 16


def test_a_disk_that_became_slow_is_noticed() -> None:
    learnt = pace(QUICK_SECONDS)
    for n in range(60):
        learnt.told(sent_at=10.0 + n, done_at=10.0 + n + SLOW_SECONDS, worked_seconds=0.0)
    assert learnt.share(32, under_way=0) == 32
