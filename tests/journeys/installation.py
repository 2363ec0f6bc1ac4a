"""A whole installation as a user starts it: `candour up` as a process, in a home of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from services.command_line.home import Home
from services.command_line.tokens import LocalTokens
from services.command_line.which_services import PORT_OFFSETS
from tests.support.free_ports import free_run_of_ports

SECONDS_TO_START: Final = 120.0
SECONDS_TO_STOP: Final = 60.0
SERVICES: Final = 4
CANDOUR: Final = (sys.executable, "-m", "services.command_line.main")
COMPLAINTS_ALONE: Final = ("--only", "complaints", "--only", "projections")
"""Options of `candour up`: what a test asks of complaints and their figures needs no more."""
LINE_OF_PROGRESS: Final = re.compile(r"^(\d+) of \d+ lines", re.MULTILINE)


def eventually(holds: Callable[[], bool], seconds: float = SECONDS_TO_STOP) -> bool:
    """Whether it comes to hold in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.05)
    return True


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A folder that the account of the database server may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="candour-journey-"))
    folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder)


@dataclass(slots=True, kw_only=True)
class Installation:
    """One home, and the supervisor that runs it at present, if one does."""

    path: Path
    port_base: int = field(default_factory=lambda: free_run_of_ports(SERVICES))
    supervisor: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Home:
        return Home(path=self.path)

    def address(self, service: str) -> str:
        return f"http://127.0.0.1:{self.port_base + PORT_OFFSETS[service]}"

    @property
    def complaints(self) -> str:
        return self.address("complaints")

    @property
    def projections(self) -> str:
        return self.address("projections")

    def start(self, *options: str) -> float:
        """Run `candour up` until it says that it is ready; answers the seconds that took."""
        began = time.monotonic()
        said = self.path.with_name(f"{self.path.name}.said")
        said.unlink(missing_ok=True)
        with said.open("wb") as out:
            self.supervisor = subprocess.Popen(
                [*CANDOUR, "up", *self._options(), *options], stdout=out, stderr=out
            )
        ready = eventually(lambda: self._is_up(said), SECONDS_TO_START)
        assert ready, said.read_text()
        assert "Candour is ready" in said.read_text()
        return time.monotonic() - began

    def second_up(self) -> int:
        """The exit code of a further `candour up` of the same home."""
        return subprocess.run(
            [*CANDOUR, "up", *self._options()], check=False, capture_output=True, timeout=60
        ).returncode

    def kill(self) -> None:
        """What the kernel does to a supervisor when memory runs out."""
        assert self.supervisor is not None
        self.supervisor.kill()
        self.supervisor.wait()
        self.supervisor = None

    def interrupt(self) -> int:
        """Ctrl-C; answers the exit code."""
        assert self.supervisor is not None
        self.supervisor.send_signal(signal.SIGINT)
        code = self.supervisor.wait(timeout=SECONDS_TO_STOP)
        self.supervisor = None
        return code

    def candour(self, *arguments: str, code: int = 0) -> str:
        """What a command of this home prints; it must end with `code`."""
        done = self.run(*arguments)
        assert done.returncode == code, done.stderr or done.stdout
        return done.stdout + (done.stderr if code else "")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of this home, however it ends."""
        return subprocess.run(
            [*CANDOUR, *arguments, "--home", str(self.path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def replay_and_die(self, file: Path, lines: int) -> int:
        """Start a replay and kill it when it has sent `lines`; answers how many it then had."""
        replay = subprocess.Popen(
            [*CANDOUR, "replay", str(file), "--home", str(self.path)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert replay.stderr is not None
        sent = 0
        for said in replay.stderr:
            if found := LINE_OF_PROGRESS.match(said):
                sent = int(found[1])
            if sent >= lines:
                break
        replay.kill()
        replay.wait()
        replay.stderr.close()
        return sent

    def get(self, url: str, *, role: str, authority: str, **query: str) -> httpx.Response:
        bearer = LocalTokens(home=self.home).bearer(role=role, authority=authority)
        return httpx.get(
            url,
            params=query,
            headers={"Authorization": f"Bearer {bearer}"},
            timeout=60,
            trust_env=False,
        )

    def post(
        self,
        path: str,
        body: object,
        *,
        role: str,
        authority: str,
        service: str = "complaints",
        agency: str | None = None,
        **headers: str,
    ) -> httpx.Response:
        tokens = LocalTokens(home=self.home)
        bearer = tokens.bearer(role=role, authority=authority, agency=agency)
        return httpx.post(
            f"{self.address(service)}{path}",
            json=body,
            headers={"Authorization": f"Bearer {bearer}", **headers},
            timeout=60,
            trust_env=False,
        )

    def head(self) -> int:
        """The position of the last event in the log."""
        answer = self.get(f"{self.complaints}/log", role="auditor", authority="demo")
        return int(answer.json()["position"])

    def running(self) -> Mapping[int, str]:
        """Every process on this machine that belongs to this home, by its id."""
        found = {}
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and int(process.name) != os.getpid():
                said = _command_and_home(process)
                if str(self.path).encode() in said:
                    found[int(process.name)] = said.replace(b"\0", b" ").decode(errors="replace")
        return found

    def logs(self) -> str:
        """Everything that any process of this home has logged, the database server included."""
        files = [*self.path.glob("logs/*"), *self.path.glob("postgres/*.log")]
        return "\n".join(file.read_text(errors="replace") for file in files)

    def _options(self) -> list[str]:
        return ["--home", str(self.path), "--port-base", str(self.port_base)]

    def _is_up(self, said: Path) -> bool:
        assert self.supervisor is not None
        return self.supervisor.poll() is not None or "Stop with Ctrl-C" in said.read_text()


def figures(report: str) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    """The rows of a report in JSON, by indicator and label."""
    return {
        indicator: {str(row["label"]): row for row in rows}
        for indicator, rows in json.loads(report)["figures"].items()
    }


def _command_and_home(process: Path) -> bytes:
    """The command line of a live process, and its CANDOUR_HOME."""
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        command = (process / "cmdline").read_bytes()
        settings = (process / "environ").read_bytes().split(b"\0")
    except (OSError, IndexError):
        return b""
    home = next((each for each in settings if each.startswith(b"CANDOUR_HOME=")), b"")
    return b"" if state == "Z" else command + home
