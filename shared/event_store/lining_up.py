"""Those who lost a race for a case try again one after the other, not all at once.

Eight notes written in the same moment would otherwise conflict seven times, six times, and so on,
and the last of them run out of tries.
"""

from asyncio import Lock
from uuid import UUID
from weakref import WeakValueDictionary


class LiningUp:
    """A lock for each stream that somebody in this process waits for; forgotten afterwards."""

    __slots__ = ("_locks",)

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[UUID, Lock] = WeakValueDictionary()

    def is_there(self, stream: UUID) -> bool:
        """Whether anybody is trying again on `stream`: whoever comes now would only be in the way.

        Newcomers who all try at once would else win against the first in line, again and again.
        """
        lock = self._locks.get(stream)
        return lock is not None and lock.locked()

    def on(self, stream: UUID) -> Lock:
        """The lock to hold while trying again on `stream`."""
        lock = self._locks.get(stream)
        if lock is None:
            lock = self._locks[stream] = Lock()
        return lock
