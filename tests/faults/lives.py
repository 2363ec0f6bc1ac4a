"""One process of an installation through its several lives: started, killed, started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.command_line.children import Recipe
from shared.database.dying_with_parent import die_with_parent

ROOT = Path(__file__).parents[2]


@dataclass(slots=True, kw_only=True)
class Lives:
    """Start it from the main thread, whose end is its end.

    `kills` counts the lives that ended by SIGKILL, wherever it came from; a life that ended in
    another way, and was not asked to, is in `defects`.
    """

    recipe: Recipe
    log: Path
    more: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None
    kills: int = 0
    defects: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.recipe.name

    def start(self, **settings: str) -> None:
        """A new life, with these settings for this life only."""
        assert self.running is None, f"{self.name} is alive"
        with self.log.open("ab") as log:
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
        assert self.running is not None, f"{self.name} is dead"
        self.running.kill()
        self.running.wait()
        self.has_ended()

    def stop_short(self) -> None:
        """SIGSTOP: it stands still in the middle of whatever it does."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """SIGCONT: it knows nothing of the time that has passed."""
        self._send(signal.SIGCONT)

    def end(self) -> None:
        """SIGTERM, and SIGKILL for who does not listen."""
        process, self.running = self.running, None
        if process is None:
            return
        process.send_signal(signal.SIGCONT)
        process.terminate()
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
            self.kills += 1
        else:
            self.defects.append(f"{self.name} ended with {code}: {self.last_words()}")
        return True

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2_000:]

    def _send(self, wish: signal.Signals) -> None:
        assert self.running is not None, f"{self.name} is dead"
        self.running.send_signal(wish)

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, **self.recipe.settings, **self.more, **settings}
