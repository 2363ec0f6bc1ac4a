"""The jars are fetched once, whole or not at all; what is missing for it is said in a sentence."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.command_line import processes
from shared.broker import jars, programs
from shared.broker.fetching import FetchGivenUp
from shared.broker.programs import KafkaNotHere
from tests.support.kafka import POM

FETCHING = """\
#!/bin/sh
for told in "$@"; do case "$told" in -DoutputDirectory=*) into="${told#*=}";; esac; done
echo fetched >> "$0.calls"
mkdir -p "$into"
touch "$into/kafka-server-4.3.0.jar"
"""
NEVER_ENDING = """\
#!/bin/sh
for told in "$@"; do case "$told" in -DoutputDirectory=*) into="${told#*=}";; esac; done
mkdir -p "$into"
sleep 600 &
echo $! > "$0.child"
wait
"""
FAILING = """\
#!/bin/sh
for told in "$@"; do case "$told" in -DoutputDirectory=*) into="${told#*=}";; esac; done
mkdir -p "$into"
touch "$into/half.jar"
echo "[ERROR] Could not transfer artifact from central"
exit 1
"""


def _program(folder: Path, name: str, says: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(says)
    program.chmod(0o755)
    return program


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes before all others on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def test_the_project_file_says_which_version() -> None:
    assert jars.version_of(POM) == "4.3.0"


def test_they_are_fetched_once(on_path: Path, tmp_path: Path) -> None:
    maven = _program(on_path, "mvn", FETCHING)
    folder = jars.fetched(POM, tmp_path / "kafka")
    assert folder == jars.fetched(POM, tmp_path / "kafka") == tmp_path / "kafka" / "4.3.0"
    assert maven.with_name("mvn.calls").read_text() == "fetched\n"
    assert (folder / "kafka-server-4.3.0.jar").exists()


def test_two_that_fetch_at_once_fetch_once(on_path: Path, tmp_path: Path) -> None:
    maven = _program(on_path, "mvn", FETCHING)
    program = (
        "import sys, pathlib; from shared.broker.jars import fetched;"
        "fetched(*map(pathlib.Path, sys.argv[1:]))"
    )
    asked = [sys.executable, "-c", program, str(POM), str(tmp_path / "kafka")]
    both = [subprocess.Popen(asked) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert maven.with_name("mvn.calls").read_text() == "fetched\n"


def test_half_of_them_is_none(on_path: Path, tmp_path: Path) -> None:
    _program(on_path, "mvn", FAILING)
    with pytest.raises(KafkaNotHere, match=r"could not fetch Apache Kafka: .*Could not transfer"):
        jars.fetched(POM, tmp_path / "kafka")
    assert not (tmp_path / "kafka" / "4.3.0").exists()
    (tmp_path / "kafka" / "draft-1").mkdir()
    _program(on_path, "mvn", FETCHING)
    assert jars.fetched(POM, tmp_path / "kafka").is_dir()
    assert not list((tmp_path / "kafka").glob("draft-*"))


def test_who_waits_no_more_ends_maven_and_all_that_it_started(
    on_path: Path, tmp_path: Path
) -> None:
    started = _program(on_path, "mvn", NEVER_ENDING).with_name("mvn.child")

    def is_under_way() -> bool:
        return started.exists() and bool(started.read_text())

    with pytest.raises(FetchGivenUp):
        jars.fetched(POM, tmp_path / "kafka", is_under_way)
    assert not processes.is_running(processes.seen("sleep", int(started.read_text())))
    assert [path.name for path in (tmp_path / "kafka").iterdir()] == ["fetching.lock"]


def test_who_waits_for_anothers_fetch_can_give_up_too(on_path: Path, tmp_path: Path) -> None:
    _program(on_path, "mvn", FETCHING)
    (tmp_path / "kafka").mkdir()
    with (tmp_path / "kafka" / "fetching.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(FetchGivenUp):
            jars.fetched(POM, tmp_path / "kafka", lambda: True)


def test_what_maven_says_without_a_mark_is_said_too(on_path: Path, tmp_path: Path) -> None:
    _program(on_path, "mvn", "#!/bin/sh\necho 'JAVA_HOME is not a JDK' >&2; echo; exit 1\n")
    with pytest.raises(KafkaNotHere, match=r"could not fetch Apache Kafka: JAVA_HOME is not a JDK"):
        jars.fetched(POM, tmp_path / "kafka")


def test_a_project_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KafkaNotHere, match=r"pom\.xml"):
        jars.fetched(tmp_path / "pom.xml", tmp_path)


@pytest.mark.parametrize("found", [programs.java, programs.maven])
def test_a_program_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: object
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert callable(found)
    with pytest.raises(KafkaNotHere, match=r"Java 17|mvn"):
        found()


def test_a_java_that_is_too_old_is_refused(on_path: Path) -> None:
    _program(on_path, "java", "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    with pytest.raises(KafkaNotHere, match="is older"):
        programs.java()
