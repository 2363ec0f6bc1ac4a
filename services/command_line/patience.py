"""How long to wait before what fell over is started again."""

import time
from dataclasses import dataclass
from typing import Final

FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 30.0
STEADY_SECONDS: Final = 60.0


@dataclass(slots=True, kw_only=True)
class Patience:
    """Longer after each fall, at most half a minute; a steady run forgives the past.

    Times are those of the monotonic clock, in seconds.
    """

    started_at: float = 0.0
    again_at: float | None = None
    pause: float = FIRST_PAUSE_SECONDS

    def started(self) -> None:
        self.started_at = time.monotonic()
        self.again_at = None

    def plan_restart(self) -> float:
        """The seconds until the next start, which is due then."""
        if time.monotonic() - self.started_at > STEADY_SECONDS:
            self.pause = FIRST_PAUSE_SECONDS
        pause = self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)
        self.again_at = time.monotonic() + pause
        return pause

    def is_due(self) -> bool:
        return self.again_at is not None and time.monotonic() >= self.again_at

    def forget(self) -> None:
        """Start nothing again."""
        self.again_at = None
