"""A supervisor leaves nothing running, however it ends, and starts again what fell over."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from services.command_line import processes
from tests.support.free_ports import free_run_of_ports

Kept = subprocess.Popen[str]
Start = Callable[[], Kept]
COUNTING = """
import itertools, pathlib, sys, threading
from services.command_line.logs import keep_short
log = pathlib.Path(sys.argv[1])
threading.Thread(target=keep_short, args=(log, 300, 0.05), daemon=True).start()
for number in itertools.count():
    sys.stderr.write(f"{number}\\n")
    if log.with_name("a.log.2").exists():
        break
"""


def _eventually(holds: Callable[[], bool], seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.02)
    return True


@pytest.fixture
def port() -> int:
    return free_run_of_ports(1)


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    started: list[Kept] = []

    def begin() -> Kept:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "tests.command_line.supervised", str(tmp_path), str(port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(supervisor)
        return supervisor

    yield begin
    for supervisor in started:
        supervisor.kill()
        supervisor.wait()
        assert supervisor.stdout is not None
        supervisor.stdout.close()


def _said(supervisor: Kept, expected: str) -> None:
    assert supervisor.stdout is not None
    for line in supervisor.stdout:
        if expected in line:
            return
    raise AssertionError(f"never said {expected!r}")


def _answer(port: int, path: str = "/") -> int:
    """The id of the process that answers; 0 where nobody does."""
    try:
        return int(httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False, timeout=30).text)
    except httpx.TransportError:
        return 0


def test_a_killed_supervisor_leaves_nothing_running(start: Start, port: int) -> None:
    supervisor = start()
    _said(supervisor, "ready")
    assert _answer(port)
    supervisor.kill()
    assert _eventually(lambda: not _answer(port))


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_supervisor_that_is_asked_stops_everything_and_says_so(
    start: Start, port: int, tmp_path: Path, asked: signal.Signals
) -> None:
    supervisor = start()
    _said(supervisor, "ready")
    supervisor.send_signal(asked)
    _said(supervisor, "stopped")
    assert supervisor.wait(timeout=60) == 0
    assert not _answer(port)
    assert not (tmp_path / "run" / "processes.json").exists()


def test_what_falls_over_is_started_again_and_said(start: Start, port: int) -> None:
    supervisor = start()
    _said(supervisor, "ready")
    first = _answer(port)
    assert _answer(port, "/fall") == 0
    _said(supervisor, "a-service ended with code 7; starting it again")
    assert _eventually(lambda: _answer(port) not in {0, first})


def test_a_port_that_another_program_took_meanwhile_is_said(start: Start, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        supervisor = start()
        _said(
            supervisor, f"a-service ended with code 1: another program uses port {port}; starting"
        )
    _said(supervisor, "ready")


def test_a_home_has_one_keeper(start: Start, port: int) -> None:
    first = start()
    _said(first, "ready")
    assert start().wait(timeout=60) == 3
    assert _answer(port)


def test_a_home_is_free_again_after_a_kill(start: Start, port: int) -> None:
    first = start()
    _said(first, "ready")
    before = _answer(port)
    first.kill()
    first.wait()
    _said(start(), "ready")
    assert _answer(port) not in {0, before}


def test_the_last_logs_are_kept_beside_the_new(start: Start, port: int, tmp_path: Path) -> None:
    for _ in range(2):
        supervisor = start()
        _said(supervisor, "ready")
        supervisor.terminate()
        supervisor.wait(timeout=60)
    assert "started" in (tmp_path / "logs" / "a-service.log").read_text()
    assert "started" in (tmp_path / "logs" / "a-service.log.1").read_text()
    assert not _answer(port)


def test_a_long_log_goes_on_in_a_new_file_while_its_process_runs(
    start: Start, port: int, tmp_path: Path
) -> None:
    _said(start(), "ready")
    process = _answer(port, "/talk")
    log = tmp_path / "logs" / "a-service.log"
    before = log.with_name("a-service.log.1")
    assert _eventually(before.exists)
    assert before.read_text().startswith("started\n")
    assert _eventually(
        lambda: _answer(port, "/after") == process and "GET /after" in log.read_text()
    )


def test_no_line_is_lost_or_written_twice_where_a_log_goes_on(tmp_path: Path) -> None:
    log, oldest = tmp_path / "a.log", tmp_path / "a.log.2"
    with log.open("ab") as out:
        subprocess.run([sys.executable, "-c", COUNTING, log], stdout=out, stderr=out, check=True)
    files = [oldest, tmp_path / "a.log.1", log]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    said = [int(line) for file in files for line in file.read_text().splitlines()]
    assert len(said) > 100
    assert said == list(range(len(said)))


def test_leftovers_are_stopped_and_strangers_with_their_number_are_not(tmp_path: Path) -> None:
    left = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        known = processes.seen("left", left.pid)
        of_another_time = processes.Process(name="old", pid=stranger.pid, started="long ago")
        processes.write(tmp_path / "processes.json", [known, of_another_time])
        # Our own child stays a zombie until we wait for it; a real leftover has no such parent.
        waiter = threading.Thread(target=left.wait)
        waiter.start()
        assert processes.stop_leftovers(tmp_path / "processes.json") == (known,)
        waiter.join(timeout=60)
        assert left.returncode == -signal.SIGTERM
        assert stranger.poll() is None
    finally:
        for process in (left, stranger):
            process.kill()
            process.communicate()


def test_an_unreadable_pid_file_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "processes.json").write_text("[{")
    assert processes.read(tmp_path / "processes.json") == ()
