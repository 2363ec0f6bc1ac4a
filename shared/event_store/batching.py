"""Which waiting appends go to the database together."""

from collections import deque
from typing import Final, Protocol, TypeVar
from uuid import UUID

from shared.event_store.store import Append, StreamAppend

MOST_APPENDS: Final = 128
MOST_BYTES: Final = 1_000_000


class Waiting(Protocol):
    """An append in the queue."""

    @property
    def append(self) -> Append: ...


WaitingT = TypeVar("WaitingT", bound=Waiting)


def take_batch(queue: deque[WaitingT]) -> list[WaitingT]:
    """Take the next batch from the front of `queue`, never empty unless the queue is.

    An append on a stream that the batch already holds is taken only if it expects the version
    which that one leads to. Otherwise it stays for the next batch, and so does everything behind it
    on the streams it names, so that one caller's appends keep their order.
    """
    batch: list[WaitingT] = []
    left: list[WaitingT] = []
    versions: dict[UUID, int] = {}
    held: set[UUID] = set()
    size = 0
    while queue and len(batch) < MOST_APPENDS:
        waiting = queue.popleft()
        append = waiting.append
        size += size_of(append)
        if batch and size > MOST_BYTES:
            queue.appendleft(waiting)
            break
        if all(_chains(stream, versions, held) for stream in append.streams):
            batch.append(waiting)
            for stream in append.streams:
                versions[stream.stream_id] = stream.expected_version + len(stream.events)
        else:
            left.append(waiting)
            held.update(stream.stream_id for stream in append.streams)
    queue.extendleft(reversed(left))
    return batch


def size_of(append: Append) -> int:
    """The bytes of an append's payloads and messages."""
    return sum(
        len(event.payload) + len(event.message)
        for stream in append.streams
        for event in stream.events
    )


def _chains(stream: StreamAppend, versions: dict[UUID, int], held: set[UUID]) -> bool:
    present = versions.get(stream.stream_id, stream.expected_version)
    return stream.stream_id not in held and present == stream.expected_version
