"""`candour up --kafka`: a broker with the rest, tended like the rest; or the one that is named."""

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.broker.jars import version_of
from shared.broker.settings import KafkaSettings
from tests.journeys.installation import (
    CANDOUR,
    COMPLAINTS_ALONE,
    Installation,
    eventually,
    temporary_home,
)
from tests.support.kafka import GIVEN, POM, Kafka, Kind, environment_of, jars

OPTIONS = ("--kafka", "--no-seed", *COMPLAINTS_ALONE)


@pytest.fixture
def installation(kafka: Kafka) -> Iterator[Installation]:
    """A home that has the jars already, as after its first start."""
    if kafka.kind is not Kind.APACHE:
        pytest.skip("starts a broker of its own")
    with temporary_home() as path:
        (path / "kafka").mkdir(parents=True)
        (path / "kafka" / version_of(POM)).symlink_to(jars())
        installation = Installation(path=path)
        yield installation
        if installation.supervisor is not None:
            installation.interrupt()


def _said(installation: Installation) -> str:
    return installation.path.with_name(f"{installation.path.name}.said").read_text()


def _address(installation: Installation) -> str:
    (line,) = (row for row in _said(installation).splitlines() if row.startswith("  Kafka "))
    return line.split()[1]


def _topics(bootstrap: str) -> set[str]:
    """Those of the broker; none where nobody answers."""

    async def ask() -> set[str]:
        admin = AIOKafkaAdminClient(**KafkaSettings(bootstrap_servers=bootstrap).client_options())
        try:
            await admin.start()
            return set(await admin.list_topics())
        finally:
            await admin.close()

    try:
        return asyncio.run(ask())
    except KafkaError:
        return set()


def _broker(installation: Installation) -> int:
    """The id of the broker's process."""
    processes = json.loads((installation.home.run / "processes.json").read_text())
    (found,) = (process["pid"] for process in processes if process["name"] == "kafka")
    assert isinstance(found, int)
    return found


def _runs(process_id: int) -> bool:
    return Path(f"/proc/{process_id}").exists()


def test_a_broker_runs_with_the_rest_and_is_started_again(installation: Installation) -> None:
    installation.start(*OPTIONS)
    bootstrap = _address(installation)
    assert {"candour.complaints.v1", "candour.referrals.v1"} <= _topics(bootstrap)

    os.kill(_broker(installation), signal.SIGKILL)
    assert eventually(lambda: "kafka has ended; starting it again" in _said(installation))
    assert eventually(lambda: "candour.complaints.v1" in _topics(bootstrap))

    left = _broker(installation)
    installation.kill()
    assert eventually(lambda: not _runs(left))

    installation.start(*OPTIONS)
    assert "candour.complaints.v1" in _topics(_address(installation))
    left = _broker(installation)
    assert installation.interrupt() == 0
    assert not _runs(left)
    assert "is not running from this home" in installation.candour("verify", code=1)


def _refused(home: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [*CANDOUR, "up", "--home", str(home), *OPTIONS],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def test_what_it_needs_and_has_not_is_one_sentence(tmp_path: Path) -> None:
    no_programs = {"PATH": str(tmp_path), "JAVA_HOME": "", GIVEN: ""}
    assert "Java 17" in _refused(tmp_path / "home", no_programs)
    (tmp_path / "with-jars" / "kafka" / version_of(POM)).mkdir(parents=True)
    assert "Java 17" in _refused(tmp_path / "with-jars", no_programs)
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n")
    java.chmod(0o755)
    assert "mvn" in _refused(tmp_path / "home", no_programs)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_asks_it_to_stop_does_not_wait_for_what_is_fetched(
    tmp_path: Path, asked: signal.Signals
) -> None:
    for name, says in (
        ("java", "echo 'openjdk version \"17.0.1\"' >&2"),
        ("mvn", f"echo $$ > {tmp_path}/maven; exec /bin/sleep 600"),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{says}\n")
        (tmp_path / name).chmod(0o755)
    up = subprocess.Popen(
        [*CANDOUR, "up", "--home", str(tmp_path / "home"), *OPTIONS],
        env={**os.environ, "PATH": str(tmp_path), "JAVA_HOME": "", GIVEN: ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    maven = tmp_path / "maven"
    assert eventually(lambda: maven.exists() and bool(maven.read_text()))
    up.send_signal(asked)
    said, _ = up.communicate(timeout=30)
    assert up.returncode == 0
    assert said.splitlines()[-1] == "stopped"
    assert not _runs(int(maven.read_text()))


def test_a_broker_that_is_named_and_away_is_one_sentence(tmp_path: Path) -> None:
    away = _refused(tmp_path, {GIVEN: "127.0.0.1:1"})
    assert "no Kafka answers at 127.0.0.1:1 over PLAINTEXT, or it wants TLS" in away
    assert "host:port" in _refused(tmp_path, {GIVEN: "nonsense"})


def test_a_broker_that_is_named_is_used(kafka: Kafka, monkeypatch: pytest.MonkeyPatch) -> None:
    if kafka.kind is Kind.MOCK:
        pytest.skip("makes topics")
    ours = asyncio.run(kafka.fresh("complaints", "referrals", "placements"))
    for variable, value in environment_of(ours).items():
        monkeypatch.setenv(variable, value)
    with temporary_home() as path:
        installation = Installation(path=path)
        installation.start(*OPTIONS)
        try:
            assert _address(installation) == kafka.bootstrap
            assert not (path / "kafka").exists()
        finally:
            assert installation.interrupt() == 0
    assert {ours.topic_of("complaints"), ours.topic_of("referrals")} <= _topics(kafka.bootstrap)
