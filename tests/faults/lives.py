"""One process of an installation through its several lives: started, killed, started again."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from services.command_line.children import Recipe
from shared.database.dying_with_parent import die_with_parent

SECONDS_AFTER_A_FALSE_START: Final = 0.5
ROOT: Final = Path(__file__).parents[2]
DATABASE_AWAY: Final = re.compile(
    r"\b(Connection\w*(Error|Lost)|CannotConnectNowError|\w+ShutdownError)|Connect call failed"
)
LINES_OF_AN_END: Final = 4


@dataclass(slots=True, kw_only=True)
class Lives:
    """Start it from the main thread, whose end is its end.

    `ends` counts lives that ended by SIGKILL: under the point at which they were told to end, or
    under the process's name, where we killed it at a moment of its own. A life that could not
    begin, or go on, because the database was away is in `false_starts`: whoever supervises tries
    again. One that ended otherwise without being asked to is in `defects`.
    """

    recipe: Recipe
    log: Path
    more: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None
    ends: Counter[str] = field(default_factory=Counter)
    false_starts: int = 0
    may_start_at: float = 0.0
    end_at: str | None = None
    defects: list[str] = field(default_factory=list)
    born_at: int = 0

    @property
    def name(self) -> str:
        return self.recipe.name

    @property
    def kills(self) -> int:
        return self.ends.total()

    def start(self, *, end_at: str | None = None, nth: int = 1, **settings: str) -> None:
        """A new life, with these settings alone; it may be told the point at which it ends."""
        assert self.running is None, f"{self.name} is alive"
        self.end_at = end_at
        if end_at is not None:
            settings["CANDOUR_END_AT"] = f"{end_at}:{nth}"
        with self.log.open("ab") as log:
            self.born_at = log.tell()
            self.running = subprocess.Popen(
                [sys.executable, "-m", self.recipe.module, *self.recipe.arguments],
                cwd=ROOT,
                env=self._environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - one call of prctl
            )

    def kill(self) -> None:
        """SIGKILL: it gets no chance to finish anything."""
        if self.has_ended():
            return
        assert self.running is not None
        self.end_at = None
        self.running.kill()
        self.running.wait()
        self.has_ended()

    def go_on(self) -> None:
        """SIGCONT: it knows nothing of the time that has passed."""
        assert self.running is not None, f"{self.name} is dead"
        self.running.send_signal(signal.SIGCONT)

    def ask_to_end(self) -> None:
        """SIGTERM, also for who stands still."""
        if self.running is not None:
            self.running.terminate()
            self.running.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Asks, and kills who does not listen."""
        self.ask_to_end()
        process, self.running = self.running, None
        if process is None:
            return
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def has_ended(self) -> bool:
        """Whether it lives no more; each end is counted once."""
        if self.running is None:
            return True
        code = self.running.poll()
        if code is None:
            return False
        self.running = None
        if code == -signal.SIGKILL:
            self.ends[self.end_at or self.name] += 1
        elif DATABASE_AWAY.search(self._end_of_words()):
            self.false_starts += 1
            self.may_start_at = time.monotonic() + SECONDS_AFTER_A_FALSE_START
        else:
            self.defects.append(f"{self.name} ended with {code}: {self.last_words()}")
        return True

    def last_words(self) -> str:
        """What it logged in this life, the end of it."""
        with self.log.open("rb") as log:
            log.seek(self.born_at)
            return log.read()[-6_000:].decode(errors="replace")

    def _end_of_words(self) -> str:
        return "\n".join(self.last_words().splitlines()[-LINES_OF_AN_END:])

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, **self.recipe.settings, **self.more, **settings}
