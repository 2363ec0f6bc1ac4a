"""Maven, run for as long as somebody waits for what it fetches."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.broker.programs import KafkaNotHere
from shared.database.dying_with_parent import die_with_parent

SECONDS_BETWEEN_LOOKS: Final = 0.1
_SECONDS_TO_FETCH: Final = 600.0
# A plugin of a stated version: the newest one of the day could behave otherwise.
_COPY: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


class FetchGivenUp(Exception):
    """Whoever wanted the jars wants them no more."""


def fetch(maven: Path, pom: Path, into: Path, given_up: Callable[[], bool]) -> None:
    """Have Maven copy the jars, each checked against the checksum that Maven Central gives.

    Raises KafkaNotHere, or FetchGivenUp as soon as `given_up` says so; Maven has ended then.
    """
    told = ["--batch-mode", "--quiet", "--strict-checksums", "--file", str(pom)]
    running = subprocess.Popen(  # noqa: S603 - our own argument list
        [str(maven), *told, _COPY, f"-DoutputDirectory={into}", "-DincludeScope=runtime"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # The leader of its processes, so that they can be ended together.
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads yet
    )
    try:
        said = _all_said(running, given_up)
    finally:
        _end(running)
    if running.returncode != 0 or not any(into.glob("kafka-server-*.jar")):
        raise KafkaNotHere(f"Maven could not fetch Apache Kafka: {_why(said)}")


def _all_said(running: subprocess.Popen[bytes], given_up: Callable[[], bool]) -> str:
    deadline = time.monotonic() + _SECONDS_TO_FETCH
    while time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=SECONDS_BETWEEN_LOOKS)[0].decode(errors="replace")
        if given_up():
            raise FetchGivenUp
    raise KafkaNotHere("Maven did not fetch Apache Kafka within ten minutes")


def _end(running: subprocess.Popen[bytes]) -> None:
    """What it has fetched so far is in a draft, so nothing is lost with it."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def _why(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = next((line for line in lines if "[ERROR]" in line), None)
    return first or " ".join(lines[-2:]) or "it says nothing"
