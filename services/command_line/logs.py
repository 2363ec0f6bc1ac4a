"""Logs that stay short: a new file for each run, and while a process runs for each 20 MB.

A process writes to its log by the numbers of its standard output and error, whatever runs in it, so
it changes the file under them by itself: no line is lost, and none is written twice.
"""

import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import Final

FILES_KEPT: Final = 5
LARGEST_BYTES: Final = 20_000_000
SECONDS_BETWEEN_LOOKS: Final = 5.0


def rotate(log: Path) -> None:
    """Put the log aside as `.1`, the one before as `.2`, and so on up to `.5`."""
    for number in range(FILES_KEPT - 1, -1, -1):
        older = log if number == 0 else log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number + 1}"))


def keep_short(
    log: Path, largest: int = LARGEST_BYTES, seconds: float = SECONDS_BETWEEN_LOOKS
) -> None:
    """Never ends: what this process writes to goes on in a new file once it is `largest` bytes."""
    pause = threading.Event()
    while not pause.wait(seconds):
        # A disk that takes no new file now may take one at the next look; the old one goes on.
        with contextlib.suppress(OSError):
            if os.fstat(sys.stderr.fileno()).st_size >= largest:
                _begin_anew(log)


def _begin_anew(log: Path) -> None:
    draft = log.with_name(f"{log.name}.new")
    with draft.open("ab") as new:
        rotate(log)
        draft.replace(log)
        for written_to in (sys.stdout, sys.stderr):
            os.dup2(new.fileno(), written_to.fileno())
