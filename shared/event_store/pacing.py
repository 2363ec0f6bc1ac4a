"""How many of the waiting appends go into the next call, and whether a second call runs beside it.

Two calls at once let this process prepare appends and hand out answers while the database works on
the others. Their commits still follow one another under the log's lock, so where a commit takes
long, on a slow disk, one large call at a time stores more.
"""

from collections import deque
from typing import Final

# What an append costs its caller and this process beside the database, at the least.
_CALLER_SECONDS: Final = 0.00004
# What a call costs the database before its first append.
_CALL_SECONDS: Final = 0.0003
# What a commit is taken for until one was seen.
_COMMIT_SECONDS: Final = 0.0005
_CALLS_REMEMBERED: Final = 50


class Pace:
    """Learns what a commit takes and decides by it."""

    __slots__ = ("_commits", "_done_at")

    def __init__(self) -> None:
        self._commits: deque[float] = deque(maxlen=_CALLS_REMEMBERED)
        self._done_at = 0.0

    def share(self, waiting: int, under_way: int) -> int:
        """How many of `waiting` appends to send now while so many others are `under_way`."""
        if under_way:
            return waiting if self._pays(2 * waiting) else 0
        return (waiting + 1) // 2 if self._pays(waiting) else waiting

    def told(self, *, sent_at: float, done_at: float, worked_seconds: float) -> None:
        """A call was sent and answered at these instants; so long its function ran."""
        # What was sent while another call ran has waited for that one's commit first.
        began = max(sent_at, self._done_at)
        self._done_at = done_at
        self._commits.append(max(done_at - began - worked_seconds, 0.0))

    def _pays(self, appends: int) -> bool:
        # The least of them: this process notices an answer late when it is busy.
        commit = min(self._commits, default=_COMMIT_SECONDS)
        return appends * _CALLER_SECONDS > commit + _CALL_SECONDS
