"""One child process of the supervisor: started on a tether, logged, started again after a crash."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services.command_line import processes
from services.command_line.patience import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to run: a module and its arguments, with these settings beside the inherited ones.

    `port` is where it is to listen, if it is. `once` marks a job that is finished when it ends
    well, such as filling the county.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    settings: Mapping[str, str]
    port: int | None = None
    once: bool = False


@dataclass(slots=True, kw_only=True)
class Child:
    """A running recipe, and how patiently it is started again."""

    recipe: Recipe
    log: Path
    running: subprocess.Popen[bytes] | None = None
    patience: Patience = field(default_factory=Patience)

    def start(self) -> None:
        """Start on a tether, in a session of its own so that Ctrl-C reaches only the parent."""
        tethered = [sys.executable, "-m", "services.command_line.tethered", str(os.getpid())]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(  # noqa: S603 — our own argument list
                [*tethered, str(self.log), self.recipe.module, *self.recipe.arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.recipe.settings},
                start_new_session=True,
            )
        self.patience.started()

    def process(self) -> processes.Process | None:
        return None if self.running is None else processes.seen(self.recipe.name, self.running.pid)

    def has_ended(self) -> int | None:
        """The exit code of a child that has just ended, once; None while it runs or waits."""
        if self.running is None or (code := self.running.poll()) is None:
            return None
        self._forget()
        return code

    def ask_to_stop(self) -> None:
        self.patience.forget()
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
