"""Ports of this machine, as a service is about to listen there."""

import errno
import socket


def is_taken(port: int) -> bool:
    """Whether another program has it. Raises OSError where we may not listen there at all."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise OSError(refused.errno, refused.strerror, f"port {port}") from refused
            return True
    return False
