"""A library that repeats itself does not fill the disk, and nothing that it says once is lost."""

import json
import logging

import pytest

from tests.shared.telemetry.test_log_lines import captured

__all__ = ["captured"]

library = logging.getLogger("aiokafka.tests")


def _record(at: float, *, line: int = 7, error: Exception | None = None) -> logging.LogRecord:
    record = library.makeRecord(
        library.name,
        logging.ERROR,
        "client.py",
        line,
        "Unable to connect to %s",
        ("broker",),
        (type(error), error, None) if error else None,
    )
    record.created = at
    return record


def _counts(capsys: pytest.CaptureFixture[str]) -> list[object]:
    return [json.loads(line).get("count") for line in capsys.readouterr().err.splitlines()]


@pytest.mark.usefixtures("captured")
def test_what_is_said_again_and_again_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for tenth in range(250):
        library.handle(_record(1_000.0 + tenth / 10))
    assert _counts(capsys) == [None, 99, 99]


@pytest.mark.usefixtures("captured")
def test_each_place_has_its_say(capsys: pytest.CaptureFixture[str]) -> None:
    for line in (7, 8, 9):
        library.handle(_record(1_000.0, line=line))
    assert _counts(capsys) == [None, None, None]


@pytest.mark.usefixtures("captured")
def test_an_exception_is_always_written(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        library.handle(_record(1_000.0, error=KeyError()))
    assert _counts(capsys) == [None, None, None]


@pytest.mark.usefixtures("captured")
def test_a_clock_that_was_put_back_silences_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    library.handle(_record(1_000.0))
    library.handle(_record(500.0))
    assert _counts(capsys) == [None, None]
