"""Which waiting appends go together."""

from collections import deque
from dataclasses import dataclass, replace
from uuid import UUID

from shared.event_store.batching import MOST_APPENDS, MOST_BYTES, take_batch
from shared.event_store.store import Append, StreamAppend
from tests.shared.event_store.appends import append, event, on

A, B = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Waiting:
    append: Append


def queue_of(*appends: Append) -> deque[Waiting]:
    return deque(Waiting(one) for one in appends)


def taken(queue: deque[Waiting]) -> list[Append]:
    return [one.append for one in take_batch(queue)]


def test_appends_on_different_cases_go_together() -> None:
    wishes = [append(on(UUID(int=n))) for n in range(5)]
    queue = queue_of(*wishes)
    assert taken(queue) == wishes
    assert not queue


def test_appends_on_one_case_go_together_when_they_chain() -> None:
    wishes = [append(on(A, events=2)), append(on(A, expected=2)), append(on(A, expected=3))]
    assert taken(queue_of(*wishes)) == wishes


def test_one_that_does_not_chain_waits_for_the_next_batch() -> None:
    first, rival, other = append(on(A)), append(on(A)), append(on(B))
    queue = queue_of(first, rival, other)
    assert taken(queue) == [first, other]
    assert taken(queue) == [rival]


def test_what_follows_one_that_waits_does_not_overtake_it() -> None:
    first, rival = append(on(A)), append(on(A), on(B))
    behind = append(on(B, expected=0))
    queue = queue_of(first, rival, behind)
    assert taken(queue) == [first]
    assert taken(queue) == [rival]
    assert taken(queue) == [behind]


def test_nothing_overtakes_what_is_under_way_on_its_stream() -> None:
    behind, other = append(on(A, expected=1), on(B)), append(on(UUID(int=9)))
    after = append(on(B, expected=1))
    queue = queue_of(behind, other, after)
    assert [waiting.append for waiting in take_batch(queue, held={A})] == [other]
    assert taken(queue) == [behind, after]


def test_a_command_stands_once_in_a_batch() -> None:
    once, again = append(on(A), command=UUID(int=7)), append(on(B), command=UUID(int=7))
    queue = queue_of(once, again)
    assert taken(queue) == [once]
    assert taken(queue) == [again]


def test_a_batch_may_be_asked_to_be_smaller() -> None:
    queue = queue_of(*(append(on(UUID(int=n))) for n in range(5)))
    assert len(take_batch(queue, most=3)) == 3
    assert len(queue) == 2


def test_a_batch_ends_at_its_most_appends() -> None:
    queue = queue_of(*(append(on(UUID(int=n))) for n in range(MOST_APPENDS + 3)))
    assert len(taken(queue)) == MOST_APPENDS
    assert len(taken(queue)) == 3


def large(stream: UUID) -> Append:
    body = b'"' + b"x" * (MOST_BYTES // 2) + b'"'
    events = (event(payload=body),)
    return append(replace(on(stream), events=events))


def test_a_batch_ends_at_its_most_bytes_but_takes_one_however_large() -> None:
    queue = queue_of(large(A), large(B))
    assert len(taken(queue)) == 1
    assert len(taken(queue)) == 1
    huge = append(
        StreamAppend(
            stream_id=A,
            stream_kind="complaint",
            expected_version=0,
            events=(event(payload=b"1" * (MOST_BYTES + 1)),),
        )
    )
    assert taken(queue_of(huge)) == [huge]
