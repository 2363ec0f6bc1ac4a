"""Ports that nobody listens on, for services that tests start."""

import os
import random
import socket
from typing import Final

FIRST: Final = 20_000
LAST: Final = 31_000
"""Below the range from which Linux takes ports for outgoing connections."""


def free_run_of_ports(length: int) -> int:
    """The first of `length` free ports in a row on the loopback address.

    Each worker of a session has a part of the range: between the look and the use of a port, no
    other worker takes it.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    part = (LAST - FIRST) // workers
    begin = FIRST + number % workers * part
    while True:
        first = random.randrange(begin, begin + part - length)
        if all(_is_free(first + offset) for offset in range(length)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
