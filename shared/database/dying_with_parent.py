"""A child process that ends when its parent does, also when the parent is killed."""

import ctypes
import os
import sys
from collections.abc import Callable
from signal import Signals
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def die_with_parent(wish: Signals) -> Callable[[], None] | None:
    """What the child runs before its program: ask Linux to send `wish` when the parent dies.

    It must run after the change of user, which would clear the request; `subprocess` does so.
    Elsewhere than on Linux there is nothing to ask, and None is returned: a left-over is then found
    by its pid file at the next start.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(wish))
        if os.getppid() != parent:
            os._exit(1)

    return ask
