"""Run one module as a process that cannot outlive the supervisor that started it.

Two tethers, since each has a gap: the kernel's parent-death signal exists only on Linux, and
the end of standard input is seen only by a process that still runs Python. Services know of
neither; they are asked to stop by SIGTERM, as any process manager would.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading
from pathlib import Path
from typing import Final

from services.command_line.logs import keep_short

PR_SET_PDEATHSIG: Final = 1
SECONDS_TO_STOP: Final = 8.0


def main() -> None:
    """`python -m services.command_line.tethered PARENT_PID LOG MODULE [ARGUMENT…]`."""
    parent, log, module, *arguments = sys.argv[1:]
    _die_with(int(parent))
    threading.Thread(target=_watch_parent, name="tether", daemon=True).start()
    threading.Thread(target=keep_short, args=(Path(log),), name="log", daemon=True).start()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _die_with(parent: int) -> None:
    """Ask the kernel for SIGTERM when the parent dies; stop now if it is already dead."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the supervisor is gone")


def _watch_parent() -> None:
    """The supervisor holds the other end of standard input and never writes to it."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(SECONDS_TO_STOP)
    os._exit(1)


if __name__ == "__main__":
    main()
