"""How many of the waiting appends go into the next call, and whether a second call runs beside it.

Two calls at once let this process prepare appends and hand out answers while the database works on
the others. Their commits still follow one another under the log's lock, so where a commit takes
longer than this process needs for the appends, one large call at a time stores more.
"""

from collections import deque
from typing import Final

# What a call needs to get from this process into the function and back, and each of its appends.
_WAY_SECONDS: Final = 0.0001
_WAY_OF_EACH_SECONDS: Final = 0.00001
# What the function needs before its first append.
_CALL_SECONDS: Final = 0.00005
# What a commit is taken for until one was seen: a slow disk's.
_COMMIT_SECONDS: Final = 0.002
# What an append costs its caller and this process at the most, and until it was seen; what is more
# is other work.
_MOST_CALLER_SECONDS: Final = 0.00005
_CALLS_REMEMBERED: Final = 50


class Pace:
    """Learns what a commit takes, and what appends cost this process, and decides by both."""

    __slots__ = ("_appends", "_commits", "_done_at", "_used")

    def __init__(self) -> None:
        self._commits: deque[float] = deque(maxlen=_CALLS_REMEMBERED)
        # After each call: the appends until then, and the processor seconds.
        self._used: deque[tuple[int, float]] = deque(maxlen=_CALLS_REMEMBERED)
        self._appends = 0
        self._done_at = 0.0

    def share(self, waiting: int, under_way: int) -> int:
        """How many of `waiting` appends to send now while so many others are `under_way`."""
        if under_way:
            return waiting if self._pays(2 * waiting) else 0
        return (waiting + 1) // 2 if self._pays(waiting) else waiting

    def told(
        self,
        *,
        appends: int,
        sent_at: float,
        done_at: float,
        worked_seconds: float,
        processor_seconds: float,
    ) -> None:
        """A call was sent and answered at these instants, and its function ran for so long.

        `processor_seconds` is what this process has used by then, since it began.
        """
        if sent_at < self._done_at:
            # It was on its way while another call ran, and has waited for that one's commit.
            commit = done_at - self._done_at - worked_seconds
        else:
            way = _WAY_SECONDS + appends * _WAY_OF_EACH_SECONDS
            commit = done_at - sent_at - worked_seconds - way
        self._commits.append(max(commit, 0.0))
        self._appends += appends
        self._used.append((self._appends, processor_seconds))
        self._done_at = done_at

    def _pays(self, appends: int) -> bool:
        # The least of them: this process notices an answer late when it is busy with other things.
        commit = min(self._commits, default=_COMMIT_SECONDS)
        return appends * self._caller_seconds() > commit + _CALL_SECONDS

    def _caller_seconds(self) -> float:
        """What an append costs its caller and this process, the way of its call left out."""
        calls = len(self._used) - 1
        if calls < 1:
            return _MOST_CALLER_SECONDS
        (appends_then, seconds_then), (appends, seconds) = self._used[0], self._used[-1]
        used = seconds - seconds_then - calls * _WAY_SECONDS
        return min(used / (appends - appends_then), _MOST_CALLER_SECONDS)
