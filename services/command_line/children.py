"""One child process of the supervisor: started on a tether, logged, started again after a crash."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from services.command_line import processes

LOGS_KEPT: Final = 5
FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 30.0
STEADY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to run: a module and its arguments, with these settings beside the inherited ones.

    `once` marks a job that is finished when it ends well, such as filling the county.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    settings: Mapping[str, str]
    once: bool = False


@dataclass(slots=True, kw_only=True)
class Child:
    """A running recipe. Times are those of the monotonic clock, in seconds."""

    recipe: Recipe
    log: Path
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    again_at: float | None = None
    pause: float = FIRST_PAUSE_SECONDS
    crashes: int = field(default=0)

    def start(self) -> None:
        """Start on a tether, in a session of its own so that Ctrl-C reaches only the parent."""
        command = [sys.executable, "-m", "services.command_line.tethered", str(os.getpid())]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(  # noqa: S603 — our own argument list
                [*command, self.recipe.module, *self.recipe.arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.recipe.settings},
                start_new_session=True,
            )
        self.started_at = time.monotonic()
        self.again_at = None

    def process(self) -> processes.Process | None:
        return None if self.running is None else processes.seen(self.recipe.name, self.running.pid)

    def has_ended(self) -> int | None:
        """The exit code of a child that has just ended, once; None while it runs or waits."""
        if self.running is None or (code := self.running.poll()) is None:
            return None
        self._forget()
        return code

    def plan_restart(self) -> float:
        """Wait longer after each crash, at most half a minute; a steady run forgives the past."""
        if time.monotonic() - self.started_at > STEADY_SECONDS:
            self.pause = FIRST_PAUSE_SECONDS
        pause = self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)
        self.again_at = time.monotonic() + pause
        self.crashes += 1
        return pause

    def is_due(self) -> bool:
        return self.again_at is not None and time.monotonic() >= self.again_at

    def ask_to_stop(self) -> None:
        self.again_at = None
        if self.running is not None:
            self.running.terminate()

    def wait_stopped(self, seconds: float) -> None:
        """Wait for the end, and force it when the time is over."""
        if self.running is None:
            return
        try:
            self.running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
        self._forget()

    def _forget(self) -> None:
        if self.running is not None and self.running.stdin is not None:
            self.running.stdin.close()
        self.running = None


def rotate(log: Path) -> None:
    """Put the last run's log aside as `.1`, and so on up to `.5`."""
    for number in range(LOGS_KEPT - 1, -1, -1):
        older = log if number == 0 else log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))
