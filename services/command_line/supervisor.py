"""Keep the children of one home running until asked to stop, and leave nothing behind."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

import httpx

from services.command_line import processes
from services.command_line.children import Child, Recipe
from services.command_line.home import Home
from services.command_line.logs import rotate
from services.command_line.ports import is_taken

SECONDS_BETWEEN_LOOKS: Final = 0.1
SECONDS_TO_BE_READY: Final = 60.0
SECONDS_TO_STOP: Final = 12.0


class AlreadyRunning(Exception):
    """Another `candour up` holds this home."""


class FoundationEnded(Exception):
    """What every child needs, the database server, has ended by itself."""


class NotReady(Exception):
    """A service did not become ready in time; its log says why."""


@contextmanager
def sole_keeper(home: Home) -> Iterator[None]:
    """Hold the home for as long as the process lives; the kernel lets go, whatever kills it.

    Raises AlreadyRunning.
    """
    descriptor = os.open(home.run / "candour.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        os.close(descriptor)
        raise AlreadyRunning from held
    try:
        yield
    finally:
        os.close(descriptor)


@dataclass(slots=True, kw_only=True)
class Supervisor:
    """Starts recipes, restarts what crashes, stops everything in the opposite order."""

    home: Home
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    beside: list[processes.Process] = field(default_factory=list)
    stopping: bool = False

    @property
    def pid_file(self) -> Path:
        return self.home.run / "processes.json"

    def listen_for_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def is_stopping(self) -> bool:
        """Whether a signal has asked for the end; it may change between any two lines."""
        return self.stopping

    def clear_leftovers(self) -> None:
        """Stop what a supervisor that was killed has left. Its lock is ours now."""
        for process in processes.stop_leftovers(self.pid_file):
            self.say(f"stopped {process.name}, left running by an earlier start")
        self.pid_file.unlink(missing_ok=True)

    def remember(self, name: str, process_id: int) -> None:
        """Write down a process that somebody else starts and stops, for the next start to clear."""
        kept = [process for process in self.beside if process.name != name]
        self.beside = [*kept, processes.seen(name, process_id)]
        self._write_pids()

    def start(self, recipe: Recipe) -> None:
        log = self.home.logs / f"{recipe.name}.log"
        rotate(log)
        child = Child(recipe=recipe, log=log)
        child.start()
        self.children.append(child)
        self._write_pids()

    def wait_ready(self, name: str, url: str) -> None:
        """Ask `/health/ready` until it agrees. Raises NotReady after a minute."""
        deadline = time.monotonic() + SECONDS_TO_BE_READY
        with httpx.Client(timeout=2.0, trust_env=False) as client:
            while not self.is_stopping():
                if _agrees(client, f"{url}/health/ready"):
                    return
                if time.monotonic() > deadline:
                    raise NotReady(name)
                self.look_after_children()
                time.sleep(SECONDS_BETWEEN_LOOKS)

    def keep(
        self,
        foundation_has_ended: Callable[[], bool],
        look_after_others: Iterable[Callable[[], None]] = (),
    ) -> None:
        """Until a signal asks to stop. Raises FoundationEnded where nothing is left to stand on.

        `look_after_others` tend what children can do without for a while, such as the broker.
        """
        while not self.is_stopping():
            if foundation_has_ended():
                raise FoundationEnded
            for look_after in look_after_others:
                look_after()
            self.look_after_children()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def look_after_children(self) -> None:
        changed = False
        for child in tuple(self.children):
            if (code := child.has_ended()) is not None and not self.stopping:
                self._after_the_end_of(child, code)
                changed = True
            if child.patience.is_due() and not self.stopping:
                child.start()
                changed = True
        if changed:
            self._write_pids()

    def stop(self) -> None:
        """Last started, first stopped; each gets time to finish what it has begun."""
        self.stopping = True
        for child in reversed(self.children):
            child.ask_to_stop()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for child in reversed(self.children):
            child.wait_stopped(max(0.1, deadline - time.monotonic()))
        self.pid_file.unlink(missing_ok=True)

    def _after_the_end_of(self, child: Child, code: int) -> None:
        if child.recipe.once and code == 0:
            self.children.remove(child)
            return
        pause = child.patience.plan_restart()
        port = child.recipe.port
        because = (
            "" if port is None or not is_taken(port) else f": another program uses port {port}"
        )
        self.say(
            f"{child.recipe.name} ended with code {code}{because}; "
            f"starting it again in {pause:g} s (its log: {child.log})"
        )

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _write_pids(self) -> None:
        running = (child.process() for child in self.children)
        ours = (each for each in running if each is not None)
        processes.write(self.pid_file, (*self.beside, *ours))


def _agrees(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url).is_success
    except httpx.TransportError:
        return False
