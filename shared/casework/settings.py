"""What every service that keeps cases reads from the environment, beside what all read."""

from dataclasses import dataclass

from shared.web.reading_settings import ReadingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkSettings(ReadingSettings):
    """A service's own settings are a subclass, with its port. `sources` are services it hears.

    `append_queue` is how many commands may wait to be stored before more are answered 503, and
    `access_queue` how many reads may wait to be recorded;
    `erasure_poll_seconds` is how often the worker looks for erasures, and other work, that was cut
    off.
    """

    append_queue: int = 1_000
    access_queue: int = 1_000
    pool_size: int = 8
    erasure_poll_seconds: float = 1.0
