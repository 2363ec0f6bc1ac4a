"""A PostgreSQL of a test's own that forces every commit to the disk, and can be killed.

It comes back on the port it had, so that who was connected finds it again.
"""

import os
import signal
import subprocess
from pathlib import Path

from typing_extensions import override

from shared.database.account import Account
from shared.database.embedded import EmbeddedPostgres
from shared.database.place import Place


class KillablePostgres(EmbeddedPostgres):
    """Start it once; then kill it and bring it back as often as you like; stop it at the end."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, {"fsync": "on"})
        self._first_port: int | None = None

    def kill(self) -> None:
        """SIGKILL to the server and to each of its backends, as when the machine's memory ends."""
        assert self._process is not None
        family = [self._process.pid, *_children(self._process.pid)]
        for each in family:
            _kill(each)
        self._process.wait()

    def kill_a_backend(self) -> None:
        """SIGKILL to one backend: the server ends all others and recovers by itself."""
        assert self._process is not None
        for child in _children(self._process.pid):
            if b"postgres: candour" in _said(child):
                _kill(child)
                return

    def kill_and_come_back(self) -> None:
        """The machine fails and starts again."""
        self.kill()
        self.come_back()

    def come_back(self) -> None:
        """Crash recovery, on the same port."""
        self._started()

    @override
    def _launch(
        self, account: Account, place: Place, bin_folder: Path, port: int
    ) -> subprocess.Popen[bytes]:
        self._first_port = self._first_port or port
        return super()._launch(account, place, bin_folder, self._first_port)


def _children(parent: int) -> list[int]:
    told = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


def _said(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
