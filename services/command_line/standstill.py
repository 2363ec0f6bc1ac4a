"""When a rebuild that is watched does not move: what to tell, and when to watch no longer."""

from dataclasses import dataclass
from typing import Final

ASKED: Final = "asked"
SECONDS_TO_BE_TAKEN_UP: Final = 10.0
SECONDS_TO_MOVE: Final = 60.0
SECONDS_OF_PATIENCE: Final = 60.0

WHO_SHOULD: Final = (
    "The projections' worker carries rebuilds out. Is it running? candour up starts it, its log is "
    "logs/projections-worker.log in the home; on servers it is the container projections-worker"
)


class NobodyRebuilds(Exception):
    """A rebuild was asked for, and no worker has taken it up for a minute."""


@dataclass(slots=True, kw_only=True)
class Standstill:
    """Since when nothing has changed; times are those of the monotonic clock, in seconds.

    A worker takes a rebuild up within a second. A step of a large one may show nothing for minutes.
    """

    so_far: object = None
    since: float = 0.0
    next_word_at: float = 0.0

    def words(self, state: str, so_far: object, now: float) -> str | None:
        """What to tell now, if anything. `so_far` is whatever changes when it moves.

        Raises NobodyRebuilds.
        """
        if so_far != self.so_far:
            self.so_far, self.since = so_far, now
            patience = SECONDS_TO_BE_TAKEN_UP if state == ASKED else SECONDS_TO_MOVE
            self.next_word_at = now + patience
        seconds = now - self.since
        if state == ASKED and seconds >= SECONDS_OF_PATIENCE:
            raise NobodyRebuilds(
                f"nobody has taken it up for {seconds:.0f} s. It stays asked for, and is carried "
                f"out as soon as somebody can: candour rebuild then shows how it goes. {WHO_SHOULD}"
            )
        if now < self.next_word_at:
            return None
        self.next_word_at = now + SECONDS_TO_MOVE
        stands = "nobody has taken it up" if state == ASKED else f"{state}: nothing has moved"
        return f"{stands} for {seconds:.0f} s; still waiting. {WHO_SHOULD}"
