"""The jars of Apache Kafka, fetched from Maven Central once and kept."""

import fcntl
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from shared.broker.fetching import SECONDS_BETWEEN_LOOKS, FetchGivenUp, fetch
from shared.broker.programs import KafkaNotHere, maven

_VERSION: Final = re.compile(r"<artifactId>kafka</artifactId>\s*<version>([\w.]+)</version>")
_DRAFT: Final = "draft-"


def version_of(pom: Path) -> str:
    """The version of Apache Kafka that the project file asks for. Raises KafkaNotHere."""
    try:
        version = _VERSION.search(pom.read_text(encoding="utf-8"))
    except OSError as absent:
        raise KafkaNotHere(f"{pom}, which says what to fetch, cannot be read") from absent
    if version is None:
        raise KafkaNotHere(f"{pom} does not say which Apache Kafka to fetch")
    return version[1]


def fetched(pom: Path, within: Path, given_up: Callable[[], bool] = lambda: False) -> Path:
    """The folder `within/<version>` with the jars, fetched now if it is not there.

    It is renamed into place when it is whole, so a fetch that was cut off is never used; of two
    processes that fetch at once, the second waits and finds it. `given_up` is asked meanwhile.

    Raises KafkaNotHere or FetchGivenUp.
    """
    folder = within / version_of(pom)
    if folder.is_dir():
        return folder
    program = maven()
    within.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(within, given_up):
        if folder.is_dir():
            return folder
        for left in within.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        draft = within / f"{_DRAFT}{os.getpid()}"
        try:
            fetch(program, pom, draft, given_up)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return folder


@contextmanager
def _alone(within: Path, given_up: Callable[[], bool]) -> Iterator[None]:
    """Wait for a lock that the kernel frees with the process, however it ends."""
    descriptor = os.open(within / "fetching.lock", os.O_RDWR | os.O_CREAT, 0o600)
    pause = threading.Event()
    try:
        while not _is_locked(descriptor):
            if given_up():
                raise FetchGivenUp
            pause.wait(SECONDS_BETWEEN_LOOKS)
        yield
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def run() -> None:
    """`python -m shared.broker.jars POM FOLDER`: fetch before anybody waits for it."""
    pom, within = map(Path, sys.argv[1:])
    try:
        fetched(pom, within)
    except KafkaNotHere as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    run()
