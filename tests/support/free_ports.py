"""Ports that nobody listens on, for services that tests start."""

import random
import socket
from typing import Final

FIRST: Final = 20_000
LAST: Final = 31_000
"""Below the range from which Linux takes ports for outgoing connections."""


def free_run_of_ports(length: int) -> int:
    """The first of `length` free ports in a row on the loopback address."""
    while True:
        first = random.randrange(FIRST, LAST)
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
