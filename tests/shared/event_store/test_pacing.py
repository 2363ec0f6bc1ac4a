"""One large call or two smaller ones at once: whichever stores more on the disk at hand."""

import pytest

from shared.event_store.pacing import Pace

QUICK_SECONDS, SLOW_SECONDS = 0.0002, 0.0022
# What a call of 32 needs beside its function and its commit.
WAY_SECONDS = 0.00042


class Told:
    """A pace that is told of calls of 32, one after the other."""

    def __init__(self, *, caller_seconds: float = 0.00003) -> None:
        self.pace = Pace()
        self._caller_seconds = caller_seconds
        self._at = 0.0
        self._used = 0.0

    def call(self, commit_seconds: float, *, worked_seconds: float = 0.001) -> None:
        sent_at = self._at
        self._at += worked_seconds + commit_seconds + WAY_SECONDS
        self._used += 0.0001 + 32 * self._caller_seconds
        self.pace.told(
            appends=32,
            sent_at=sent_at,
            done_at=self._at,
            worked_seconds=worked_seconds,
            processor_seconds=self._used,
        )


def pace(commit_seconds: float, *, caller_seconds: float = 0.00003) -> Pace:
    told = Told(caller_seconds=caller_seconds)
    for _ in range(3):
        told.call(commit_seconds)
    return told.pace


@pytest.mark.parametrize("waiting", [1, 2, 8])
def test_few_go_in_one_call(waiting: int) -> None:
    assert pace(QUICK_SECONDS).share(waiting, under_way=0) == waiting


def test_a_slow_disk_is_presumed_until_a_commit_was_seen() -> None:
    assert Pace().share(32, under_way=0) == 32
    assert Pace().share(64, under_way=0) == 32


def test_many_are_halved_where_a_commit_is_quick() -> None:
    assert pace(QUICK_SECONDS).share(33, under_way=0) == 17
    assert pace(QUICK_SECONDS).share(32, under_way=32) == 32


def test_fewer_are_halved_where_each_costs_this_process_more() -> None:
    assert pace(QUICK_SECONDS, caller_seconds=0.00005).share(8, under_way=0) == 4


def test_what_this_process_does_beside_appending_halves_nothing() -> None:
    assert pace(QUICK_SECONDS, caller_seconds=0.01).share(3, under_way=0) == 3


def test_they_go_in_one_call_where_a_commit_is_slow() -> None:
    assert pace(SLOW_SECONDS).share(33, under_way=0) == 33


def test_those_who_come_meanwhile_wait_unless_they_are_many() -> None:
    assert pace(QUICK_SECONDS).share(3, under_way=30) == 0
    assert pace(SLOW_SECONDS).share(30, under_way=30) == 0
    assert pace(SLOW_SECONDS).share(100, under_way=100) == 100


def test_waiting_for_the_other_call_is_not_taken_for_a_slow_commit() -> None:
    learnt = Pace()
    learnt.told(appends=32, sent_at=0.0, done_at=1.0, worked_seconds=0.9998, processor_seconds=1.0)
    learnt.told(
        appends=32, sent_at=0.1, done_at=1.0013, worked_seconds=0.0011, processor_seconds=1.002
    )
    assert learnt.share(32, under_way=0) == 16


def test_an_answer_that_was_noticed_late_is_outweighed_by_the_others() -> None:
    told = Told()
    for late_seconds in (0.0, 0.0, 0.5):
        told.call(QUICK_SECONDS + late_seconds)
    assert told.pace.share(32, under_way=0) == 16


def test_a_disk_that_became_slow_is_noticed() -> None:
    told = Told()
    for _ in range(3):
        told.call(QUICK_SECONDS)
    for _ in range(60):
        told.call(SLOW_SECONDS)
    assert told.pace.share(32, under_way=0) == 32
