"""The server's own pid file: what it says, and whether what it says is still true."""

import os
import signal
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_LINES_BEFORE_STATUS: Final = 7
_ANSWER_SECONDS: Final = 2.0
_STOP_LIMIT_SECONDS: Final = 60.0
_LOOK_AGAIN_SECONDS: Final = 0.02
# The first word of a client that asks whether TLS is spoken; a server answers with one byte.
_SSL_REQUEST: Final = struct.pack("!ii", 8, 80877103)


class LeftOverServer(Exception):
    """A server from an earlier start does not stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """What `postmaster.pid` says (its lines are listed in PostgreSQL's pidfile.h)."""

    process_id: int
    port: int
    socket_folder: str
    ready: bool

    @classmethod
    def of(cls, data: Path) -> Self | None:
        """The server that the pid file in `data` names; None where it names none (yet)."""
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        if len(lines) <= _LINES_BEFORE_STATUS:
            return None
        return cls(
            process_id=int(lines[0]),
            port=int(lines[3]),
            socket_folder=lines[4].strip(),
            ready=lines[_LINES_BEFORE_STATUS].strip() == "ready",
        )

    def answers(self) -> bool:
        """Whether a PostgreSQL server answers where this one said it would."""
        path = f"{self.socket_folder}/.s.PGSQL.{self.port}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_ANSWER_SECONDS)
            try:
                line.connect(path)
                line.sendall(_SSL_REQUEST)
                return line.recv(1) in {b"S", b"N"}
            except OSError:
                return False


def clear_left_over(data: Path) -> None:
    """Stop a server that an earlier, killed start left on `data`, and clear a stale pid file.

    The number in a stale pid file may since belong to any process, so a signal is sent only to
    one whose working folder is this data or that answers as a server. Raises LeftOverServer when it
    does not end.
    """
    left = Postmaster.of(data)
    if left is not None and (_works_in(left.process_id, data) or left.answers()):
        _stop(left.process_id)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _works_in(process_id: int, data: Path) -> bool:
    try:
        return Path(f"/proc/{process_id}/cwd").readlink() == data
    except OSError:
        return False


def _stop(process_id: int) -> None:
    for wish in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(process_id, wish)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + _STOP_LIMIT_SECONDS
        while time.monotonic() < deadline:
            if not _alive(process_id):
                return
            time.sleep(_LOOK_AGAIN_SECONDS)
    raise LeftOverServer(f"process {process_id}, a database server of this home, does not stop")


def _alive(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        pass
    if Path("/proc/self").exists():
        return False
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True
