"""A process ends, or stops, at the point that its environment names, and at no other."""

import signal
import subprocess
import sys

import pytest

REACHES = """
from shared.telemetry.points import reached
for time in range(3):
    reached("small.before-send")
    print(time, flush=True)
    reached("small.after-send")
print("end", flush=True)
"""


def _run(**environment: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", REACHES],
        env={"PYTHONPATH": ".", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.returncode, done.stdout.split()


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("small.before-send", []),
        ("small.after-send", ["0"]),
        ("small.before-send:3", ["0", "1"]),
        ("small.after-send:3", ["0", "1", "2"]),
    ],
)
def test_the_process_is_killed_where_it_is_told(said: str, printed: list[str]) -> None:
    assert _run(CANDOUR_END_AT=said) == (-signal.SIGKILL, printed)


@pytest.mark.parametrize("said", ["", "small.after-send:4", "other.after-send", "unreadable"])
def test_elsewhere_it_goes_on(said: str) -> None:
    assert _run(CANDOUR_END_AT=said) == (0, ["0", "1", "2", "end"])


def test_it_can_be_stopped_and_goes_on_when_told() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", REACHES],
        env={"PYTHONPATH": ".", "CANDOUR_STOP_AT": "small.after-send:2"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert [process.stdout.readline().strip() for _ in range(2)] == ["0", "1"]
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGCONT)
    assert process.communicate(timeout=30)[0].split() == ["2", "end"]
    assert process.returncode == 0
