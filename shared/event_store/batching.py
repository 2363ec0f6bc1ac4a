"""Which waiting appends go to the database together."""

from collections import deque
from collections.abc import Collection
from typing import Final, Protocol, TypeVar
from uuid import UUID

from shared.event_store.store import Append

MOST_APPENDS: Final = 128
MOST_BYTES: Final = 1_000_000


class Waiting(Protocol):
    """An append in the queue."""

    @property
    def append(self) -> Append: ...


WaitingT = TypeVar("WaitingT", bound=Waiting)


def take_batch(
    queue: deque[WaitingT], *, most: int = MOST_APPENDS, held: Collection[UUID] = ()
) -> list[WaitingT]:
    """Take the next batch of at most `most` from the front of `queue`.

    An append on a stream that the batch already holds is taken only if it expects the version
    which that one leads to; one on a stream that is `held` is not taken. Otherwise it stays for the
    next batch, and so does everything behind it on the streams it names, so that one caller's
    appends keep their order.
    """
    batch: list[WaitingT] = []
    left: list[WaitingT] = []
    versions: dict[UUID, int] = {}
    passed: set[UUID] = set()
    size = 0
    while queue and len(batch) < most:
        waiting = queue.popleft()
        append = waiting.append
        size += size_of(append)
        if batch and size > MOST_BYTES:
            queue.appendleft(waiting)
            break
        for stream in append.streams:
            stream_id, expected = stream.stream_id, stream.expected_version
            if (
                (passed and stream_id in passed)
                or (held and stream_id in held)
                or versions.get(stream_id, expected) != expected
            ):
                left.append(waiting)
                passed.update(stream.stream_id for stream in append.streams)
                break
        else:
            batch.append(waiting)
            for stream in append.streams:
                versions[stream.stream_id] = stream.expected_version + len(stream.events)
    queue.extendleft(reversed(left))
    return batch


def size_of(append: Append) -> int:
    """The bytes of an append's payloads and messages."""
    size = 0
    for stream in append.streams:
        for event in stream.events:
            size += len(event.payload) + len(event.message)
    return size
