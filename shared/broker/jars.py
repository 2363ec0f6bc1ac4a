"""The jars of Apache Kafka, fetched from Maven Central once and kept."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from shared.broker.programs import KafkaNotHere, maven

_VERSION: Final = re.compile(r"<artifactId>kafka</artifactId>\s*<version>([\w.]+)</version>")
# A plugin of a stated version: the newest one of the day could behave otherwise.
_COPY: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_DRAFT: Final = "draft-"
_SECONDS_TO_FETCH: Final = 600.0


def version_of(pom: Path) -> str:
    """The version of Apache Kafka that the project file asks for. Raises KafkaNotHere."""
    try:
        version = _VERSION.search(pom.read_text(encoding="utf-8"))
    except OSError as absent:
        raise KafkaNotHere(f"{pom}, which says what to fetch, cannot be read") from absent
    if version is None:
        raise KafkaNotHere(f"{pom} does not say which Apache Kafka to fetch")
    return version[1]


def fetched(pom: Path, within: Path) -> Path:
    """The folder `within/<version>` with the jars, fetched now if it is not there.

    It is renamed into place when it is whole, so a fetch that was cut off is never used; of two
    processes that fetch at once, the second waits and finds it. Raises KafkaNotHere.
    """
    folder = within / version_of(pom)
    if folder.is_dir():
        return folder
    program = maven()
    within.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(within):
        if folder.is_dir():
            return folder
        for left in within.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        draft = within / f"{_DRAFT}{os.getpid()}"
        _fetch(program, pom, draft)
        draft.rename(folder)
    return folder


@contextmanager
def _alone(within: Path) -> Iterator[None]:
    """Wait for a lock that the kernel frees with the process, however it ends."""
    descriptor = os.open(within / "fetching.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _fetch(program: Path, pom: Path, into: Path) -> None:
    """Have Maven copy the jars, each checked against the checksum that Maven Central gives."""
    told = ["--batch-mode", "--quiet", "--strict-checksums", "--file", str(pom)]
    try:
        done = subprocess.run(  # noqa: S603 - our own argument list
            [str(program), *told, _COPY, f"-DoutputDirectory={into}", "-DincludeScope=runtime"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS_TO_FETCH,
        )
    except subprocess.TimeoutExpired as late:
        raise KafkaNotHere("Maven did not fetch Apache Kafka within ten minutes") from late
    if done.returncode != 0 or not any(into.glob("kafka-server-*.jar")):
        shutil.rmtree(into, ignore_errors=True)
        said = (done.stdout + done.stderr).decode(errors="replace")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        first = next((line for line in lines if "[ERROR]" in line), None)
        because = first or " ".join(lines[-2:]) or "it says nothing"
        raise KafkaNotHere(f"Maven could not fetch Apache Kafka: {because}")


def run() -> None:
    """`python -m shared.broker.jars POM FOLDER`: fetch before anybody waits for it."""
    pom, within = map(Path, sys.argv[1:])
    try:
        fetched(pom, within)
    except KafkaNotHere as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    run()
