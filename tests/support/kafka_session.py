"""The broker of a session: a process of its own, which lives for as long as the session does.

Workers of pytest-xdist come and go, so none of them may be its parent. It waits for a lock that the
process above them holds and the kernel frees, however that process ends.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from shared.broker.settings import KafkaSettings
from tests.support.kafka import Kafka, Kind, given, kind_here

SESSION: Final = "session.lock"
KEEPER: Final = "keeper.lock"
RUNNING: Final = "running.json"
_STARTING: Final = "starting.lock"
_keepers: list[subprocess.Popen[bytes]] = []


def locked(path: Path) -> int:
    """Wait for the lock of the file; whoever closes the descriptor frees it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


class KafkaSession:
    """Held by the process above all workers; starts nothing by itself."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="candour-kafka-"))
        self._lock = locked(self.folder / SESSION)

    @property
    def was_used(self) -> bool:
        return (self.folder / RUNNING).exists()

    def stop(self) -> None:
        """Let the broker's process end, wait until it has, and leave nothing behind."""
        started = self.was_used
        os.close(self._lock)
        if started:
            os.close(locked(self.folder / KEEPER))
        for keeper in _keepers:
            keeper.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def kafka_of(folder: Path) -> Kafka:
    """The broker of the session whose folder it is, started by the first that asks."""
    kind, _ = kind_here()
    if kind is Kind.GIVEN:
        return Kafka(kind, given())
    running = folder / RUNNING
    lock = locked(folder / _STARTING)
    try:
        if not running.exists():
            _start(folder)
    finally:
        os.close(lock)
    told = json.loads(running.read_text())
    return Kafka(kind, KafkaSettings(bootstrap_servers=told["bootstrap"]))


def _start(folder: Path) -> None:
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.support.kafka_keeper", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )
    _keepers.append(keeper)
    assert keeper.stdout is not None
    with keeper.stdout as said:
        ready = said.readline()
    if not ready:
        raise RuntimeError(f"no broker for this session: {keeper.wait()}, see the output above")
