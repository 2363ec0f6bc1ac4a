"""What a log line holds, and what it never does."""

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from shared.telemetry import CORRELATION, capture_library_logs, log_of
from shared.telemetry.harmless import harmless_value

CORRELATED = UUID("6b2f7c1e-0d9e-4b5c-9a53-0f2e1f7a9d11")
log = log_of("tests.telemetry")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.fixture
def captured() -> Iterator[None]:
    """Library logs captured for one test; pytest's own handlers back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    capture_library_logs()
    yield
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_says_when_where_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    before = CORRELATION.set(CORRELATED)
    log.info("duties-raised", count=3, source="demo", stream=CORRELATED)
    CORRELATION.reset(before)
    (line,) = lines(capsys)
    assert str(line.pop("at")).endswith("Z")
    assert line == {
        "level": "info",
        "component": "tests.telemetry",
        "event": "duties-raised",
        "correlation": str(CORRELATED),
        "count": 3,
        "source": "demo",
        "stream": str(CORRELATED),
    }


def test_a_date_is_written_as_one() -> None:
    assert harmless_value(date(2022, 4, 27)) == "2022-04-27"


def test_unlisted_keys_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    log.info("received", name="Oxenbridge", complainant="x", body={"a": 1}, count=1)
    (line,) = lines(capsys)
    assert set(line) == {"at", "level", "component", "event", "count"}


@pytest.mark.parametrize(
    "value", ["Mr Oxenbridge", "x" * 201, "Zoë", "a\nb", {"a": 1}, ["a"], b"bytes", object()]
)
def test_values_that_could_be_personal_are_refused(
    capsys: pytest.CaptureFixture[str], value: object
) -> None:
    log.info("received", reason=value)
    (line,) = lines(capsys)
    assert line["reason"] == "refused"


def test_a_sentence_is_no_event(capsys: pytest.CaptureFixture[str]) -> None:
    log.info("Received the complaint of Mr Oxenbridge")
    (line,) = lines(capsys)
    assert line["event"] == "unnamed"


def test_an_exception_is_its_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(name: str) -> None:
        try:
            int(name)
        except ValueError as cause:
            raise LookupError(f"nobody called {name}") from cause

    try:
        fail("Oxenbridge")
    except LookupError:
        log.exception("defect")
    (line,) = lines(capsys)
    assert "Oxenbridge" not in json.dumps(line)
    described = line["exception"]
    assert isinstance(described, dict)
    assert described["type"] == "builtins.LookupError"
    assert described["causes"] == ["builtins.ValueError"]
    assert len(described["at"]) == 2
    assert all(
        place.startswith("tests.shared.telemetry.test_log_lines:") for place in described["at"]
    )


def test_debug_lines_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    log.debug("duties-raised")
    assert lines(capsys) == []


@pytest.mark.usefixtures("captured")
def test_a_librarys_message_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("some.library").warning("cannot find %s", "Oxenbridge")
    logging.getLogger("some.library").error(f"cannot find {'Oxenbridge'}")  # noqa: G004
    found = lines(capsys)
    assert [line["level"] for line in found] == ["warning", "error"]
    assert all(line["logger"] == "some.library" for line in found)
    assert "Oxenbridge" not in json.dumps(found)


@pytest.mark.usefixtures("captured")
def test_a_librarys_exception_is_its_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        int("Oxenbridge")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    (line,) = lines(capsys)
    described = line["exception"]
    assert isinstance(described, dict)
    assert described["type"] == "builtins.ValueError"
    assert "Oxenbridge" not in json.dumps(line)


@pytest.mark.usefixtures("captured")
def test_uvicorns_templates_are_shown_and_its_access_log_is_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 17)
    logging.getLogger("uvicorn.access").info(
        '%s - "%s"', "127.0.0.1", "GET /people?name=Oxenbridge"
    )
    (line,) = lines(capsys)
    assert line["said"] == "Started server process [%d]"


@pytest.mark.usefixtures("captured")
def test_a_traceback_handed_over_as_text_is_its_types_and_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        try:
            int("Oxenbridge")
        except ValueError as cause:
            raise LookupError("nobody called\nOxenbridge: born 2010") from cause
    except LookupError:
        # As Starlette tells uvicorn of an application that cannot start.
        logging.getLogger("uvicorn.error").error(traceback.format_exc())  # noqa: TRY400
    (line,) = lines(capsys)
    assert "Oxenbridge" not in json.dumps(line)
    assert "said" not in line
    described = line["exception"]
    assert isinstance(described, dict)
    assert described["type"] == "LookupError"
    assert described["causes"] == ["ValueError"]
    (place,) = described["at"]
    assert place.startswith("shared/telemetry/test_log_lines.py:")


@pytest.mark.usefixtures("captured")
def test_text_of_several_lines_that_is_no_traceback_is_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logging.getLogger("uvicorn.error").error("It failed:\nnobody called Oxenbridge")
    (line,) = lines(capsys)
    assert "Oxenbridge" not in json.dumps(line)
    assert line["level"] == "error"


@pytest.mark.usefixtures("captured")
def test_an_exception_handed_over_as_the_message_is_its_type(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # As uvicorn says that it cannot listen.
    logging.getLogger("uvicorn.error").error(OSError(98, "in use by Oxenbridge"))
    (line,) = lines(capsys)
    assert "Oxenbridge" not in json.dumps(line)
    assert line["exception"] == {"type": "builtins.OSError", "at": []}
