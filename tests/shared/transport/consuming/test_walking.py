"""However the records of a partition come, a slot never claims to have seen what it has not."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.event_store.store import AnotherLog
from shared.runner import Delivery
from shared.runner.progress import Progress
from shared.transport.topic_records import Content, Marked, Refused, Told
from shared.transport.topic_slot import Walk
from shared.transport.watermark import Watermark
from tests.projections.messages import LOG, HandMadeLog

LENGTH = 12
MINE = frozenset({1, 2, 5, 6, 9, 12})
"""The positions of the log that are on this partition."""


def stored() -> tuple[Delivery, ...]:
    log = HandMadeLog()
    for number in range(LENGTH):
        log.record(f"C-{number}")
    return log.deliveries()


STORED = stored()


def told(position: int, *, log_id: UUID = LOG) -> Told:
    return Told(offset=0, log_id=log_id, delivery=STORED[position - 1])


def marked(position: int, *, count: int | None = None, log_id: UUID = LOG) -> Marked:
    watermark = Watermark(
        service="complaints",
        log_id=log_id,
        partition=0,
        position=position,
        event_id=STORED[position - 1].event_id if position else None,
        count=sum(one <= position for one in MINE) if count is None else count,
        epoch=1,
    )
    return Marked(offset=0, watermark=watermark)


def walked(*contents: Content, start: Progress | None = None) -> Walk:
    walk = Walk(start or Progress(counted=0, next_offset=0))
    numbered = [
        type(one)(**{**{name: getattr(one, name) for name in one.__slots__}, "offset": offset})
        for offset, one in enumerate(contents)
    ]
    walk.through(numbered)
    return walk


anything = st.one_of(
    st.sampled_from(sorted(MINE)).map(told),
    st.integers(0, LENGTH).map(marked),
    st.just(Refused(offset=0, reason="unreadable")),
)


@given(st.lists(anything, max_size=40))
def test_what_it_claims_it_has_seen(contents: list[Content]) -> None:
    walk = walked(*contents)
    seen = {one.position for one in walk.deliveries}
    progress = walk.progress
    assert {one for one in MINE if one <= progress.read_to} <= seen
    assert progress.ahead == {one for one in seen if one > progress.read_to}
    assert progress.counted == sum(one <= progress.read_to for one in MINE)
    if walk.heal_to is not None:
        assert {one for one in MINE if one <= walk.heal_to} - seen
        assert isinstance(contents[progress.next_offset or 0], Marked)


@given(st.permutations(sorted(MINE)), st.integers(0, 3))
def test_any_order_before_a_watermark_is_whole(order: list[int], again: int) -> None:
    walk = walked(*map(told, [*order, *order[:again]]), marked(LENGTH))
    assert (walk.heal_to, walk.progress.read_to) == (None, LENGTH)
    assert walk.is_doubtful == (again > 0)


def test_a_slot_that_does_not_know_its_count_takes_it_over_where_all_was_read() -> None:
    start = Progress(log_id=LOG, read_to=6, next_offset=0)
    assert walked(marked(9), start=start).heal_to == 9
    taken = walked(marked(6), told(9), marked(9), start=start).progress
    assert (taken.counted, taken.read_to) == (5, 9)


def test_a_watermark_that_counts_more_than_the_feed_holds_is_believed_from_there_on() -> None:
    start = Progress(log_id=LOG, read_to=6, counted=3, next_offset=0)
    walk = walked(marked(6), start=start)
    assert (walk.progress.counted, len(walk.miscounted)) == (4, 1)


@pytest.mark.parametrize(
    "contents",
    [
        (told(1), told(2, log_id=uuid5(LOG, "another"))),
        (told(1), marked(1, log_id=uuid5(LOG, "another"))),
        (told(1), told(2), marked(2), marked(2, count=1)),
    ],
    ids=["message", "watermark", "count"],
)
def test_what_cannot_be_of_this_log_is_told(contents: tuple[Content, ...]) -> None:
    with pytest.raises(AnotherLog):
        walked(*contents)


def test_another_event_where_one_stood_is_told() -> None:
    start = Progress(
        log_id=LOG, position=6, event_id=uuid5(LOG, "gone"), read_to=6, counted=4, next_offset=0
    )
    with pytest.raises(AnotherLog):
        walked(told(6), start=start)
    with pytest.raises(AnotherLog):
        walked(marked(6), start=start)
