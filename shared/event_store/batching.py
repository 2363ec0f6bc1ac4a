"""Which waiting appends go to the database together."""

from collections import deque
from collections.abc import Collection, Mapping
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


def take_batch(
    queue: deque[WaitingT], *, most: int = MOST_APPENDS, held: Collection[UUID] = ()
) -> list[WaitingT]:
    """Take the next batch of at most `most` from the front of `queue`.

    An append on a stream that the batch already holds is taken only if it expects the version
    which that one leads to; one on a stream that is `held` is not taken, nor one of a command that
    the batch already holds. Otherwise it stays for the next batch, and so does everything behind it
    on the streams it names, so that one caller's appends keep their order.
    """
    batch: list[WaitingT] = []
    left: list[WaitingT] = []
    versions: dict[UUID, int] = {}
    commands: set[UUID] = set()
    passed: set[UUID] = set()
    size = 0
    while queue and len(batch) < most:
        waiting = queue.popleft()
        append = waiting.append
        size += size_of(append)
        if batch and size > MOST_BYTES:
            queue.appendleft(waiting)
            break
        if append.command_id not in commands and all(
            _chains(stream, versions, passed, held) for stream in append.streams
        ):
            batch.append(waiting)
            commands.add(append.command_id)
            for stream in append.streams:
                versions[stream.stream_id] = stream.expected_version + len(stream.events)
        else:
            left.append(waiting)
            passed.update(stream.stream_id for stream in append.streams)
    queue.extendleft(reversed(left))
    return batch


def size_of(append: Append) -> int:
    """The bytes of an append's payloads and messages."""
    size = 0
    for stream in append.streams:
        for event in stream.events:
            size += len(event.payload) + len(event.message)
    return size


def _chains(
    stream: StreamAppend,
    versions: Mapping[UUID, int],
    passed: Collection[UUID],
    held: Collection[UUID],
) -> bool:
    stream_id, expected = stream.stream_id, stream.expected_version
    # Both are empty as a rule, and to look a UUID up costs more than to ask that.
    if (passed and stream_id in passed) or (held and stream_id in held):
        return False
    return versions.get(stream_id, expected) == expected
