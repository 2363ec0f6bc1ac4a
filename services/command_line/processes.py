"""Which processes a home has started, written down so that the next start can clear them away.

A process is known by its id and the moment it started: ids are used again, moments are not.
"""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from services.command_line.home import write_privately

SECONDS_TO_STOP: Final = 10.0
SECONDS_BETWEEN_LOOKS: Final = 0.05
BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    name: str
    pid: int
    started: str


def seen(name: str, pid: int) -> Process:
    """The process as it runs now."""
    return Process(name=name, pid=pid, started=_started(pid) or "")


def write(path: Path, processes: Iterable[Process]) -> None:
    write_privately(path, json.dumps([asdict(process) for process in processes]) + "\n")


def read(path: Path) -> tuple[Process, ...]:
    """What the last start wrote; nothing where it wrote nothing or could not finish."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Process(name=row["name"], pid=row["pid"], started=row["started"]) for row in rows
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return ()


def is_running(process: Process) -> bool:
    return bool(process.started) and _started(process.pid) == process.started


def stop_leftovers(path: Path) -> tuple[Process, ...]:
    """Stop what an earlier start left running; answers what had to be stopped."""
    left = tuple(process for process in read(path) if is_running(process))
    for process in left:
        _send(process, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    waiting = threading.Event()
    while any(map(is_running, left)) and time.monotonic() < deadline:
        waiting.wait(SECONDS_BETWEEN_LOOKS)
    for process in filter(is_running, left):
        _send(process, signal.SIGKILL)
    return left


def _send(process: Process, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, what)


def _started(pid: int) -> str | None:
    """The start of a live process in the kernel's own words, or None. Zombies do not count."""
    if not BOOT.exists():
        said = subprocess.run(  # noqa: S603 — our own argument list
            ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, check=False
        )
        return said.stdout.decode().strip() or None
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat.rpartition(")")[2].split()
    state, ticks = fields[0], fields[19]
    boot = BOOT.read_text(encoding="utf-8").strip()
    return None if state in {"Z", "X"} else f"{ticks} ticks after boot {boot}"
