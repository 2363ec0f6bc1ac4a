"""What goes wrong is said in words on standard error: code 2 for a wrong use, 1 for a failure."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.command_line.erasure_reasons import ErasureReason
from services.command_line.home import Home
from shared.casework import terms
from tests.command_line.a_caseworker import caseworker

LINE = (
    '{"id": "one", "at": "2022-01-01T00:00:00Z", "service": "complaints", "authority": "demo", '
    '"as": "complaints-manager", "method": "POST", "path": "/teams", "body": {}}'
)
PERSON = "5b0c2a4e-7f61-5c53-9d0e-2f7b8f4d6a11"


def _candour(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.command_line.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **settings},
    )


def _said(code: int, *arguments: str, **settings: str) -> str:
    done = _candour(*arguments, **settings)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert done.returncode == code, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert len(last) > 10
    return last


@pytest.fixture
def home(tmp_path: Path) -> Home:
    prepared = Home(path=tmp_path / "home")
    prepared.prepare()
    return prepared


@pytest.fixture
def service(home: Home) -> Iterator[str]:
    """The options with which a command finds the home, and the service that runs."""
    with caseworker() as (address, _):
        home.say_addresses({"complaints": address, "projections": address})
        yield str(home.path)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("up", "--port-base", "99999"), "65532"),
        (("up", "--port-base", "0"), "--port-base"),
        (("up", "--port-base", "-1"), "--port-base"),
        (("up", "--only", "adoption"), "adoption"),
        (("token", "--as", "king", "--authority", "demo"), "king"),
        (("token", "--as", "auditor", "--authority", "DE MO"), "authority"),
        (("token", "--as", "auditor", "--authority", "*"), "service"),
        (("token", "--as", "auditor", "--authority", "demo", "--team", "No rth"), "team"),
        (("token", "--as", "auditor", "--authority", "demo", "--hours", "0"), "--hours"),
        (("token", "--as", "auditor", "--authority", "demo", "--hours", "1e9"), "8784"),
        (("token", "--as", "auditor", "--authority", "demo", "--hours", "nan"), "8784"),
        (("verify", "--authority", "DE MO"), "county-2022"),
        (("verify", "--at", "complaints"), "complaints is not SERVICE=URL"),
        (("verify", "--at", "adoption=http://127.0.0.1:1"), "adoption=http://127.0.0.1:1 is not"),
        (("parked", "list", "--authority", "Ünder"), "county-2022"),
        (("parked", "list", "--service", "complaints"), "projections"),
        (("parked", "retry", "--service", "adoption"), "projections"),
        (("report", "complaints-annual", "--authority", "*", "--year", "2022/23"), "county-2022"),
        (("report", "nonsense", "--authority", "demo", "--year", "2022/23"), "complaints-annual"),
        (("report", "complaints-annual", "--authority", "demo"), "--year"),
        (("report", "performance", "--authority", "demo", "--year", "2022/23"), "--period"),
        (
            ("report", "performance", "--authority", "demo", "--period", "x", "--year", "2022/23"),
            "--period",
        ),
        (("erase", "--authority", "demo", "--person", PERSON, "--reason", "x"), "court-order"),
        (("erase", "--authority", "demo", "--person", "Sorrel", "--reason", "x"), "--person"),
        (("seed", "--until", "2100-01-01"), "2031"),
        (("seed", "--until", "2010-01-01"), "2031"),
        (("replay", "/nowhere.jsonl"), "/nowhere.jsonl"),
        (
            ("verify", "--at", "complaints=nonsense", "--at", "projections=http://x:99999"),
            "address",
        ),
    ],
)
def test_a_wrong_use_is_said_and_is_code_2(
    home: Home, arguments: tuple[str, ...], word: str
) -> None:
    assert word in _said(2, *arguments, "--home", str(home.path))


def test_a_home_below_a_file_cannot_be_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert str(file) in _said(1, "up", "--home", str(file / "home"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("up",),
        ("token", "--as", "auditor", "--authority", "demo"),
        ("report", "complaints-annual", "--authority", "demo", "--year", "2022/23"),
        ("verify",),
        ("seed",),
        ("parked", "retry"),
        ("erase", "--authority", "demo", "--person", PERSON, "--reason", "court-order"),
    ],
)
def test_a_home_that_is_no_folder_is_named(arguments: tuple[str, ...]) -> None:
    assert "/dev/null" in _said(1, *arguments, CANDOUR_HOME="/dev/null")


def test_a_home_of_nobody_is_named() -> None:
    assert "~nobody-here" in _said(1, "verify", CANDOUR_HOME="~nobody-here/candour")


def test_addresses_that_cannot_be_read_are_named(home: Home) -> None:
    home.addresses.mkdir()
    assert "addresses.json" in _said(1, "verify", "--home", str(home.path))
    home.addresses.rmdir()
    home.addresses.write_text("{")
    assert "addresses.json" in _said(1, "parked", "list", "--home", str(home.path))


def test_a_key_that_others_may_read_is_named(service: str) -> None:
    Home(path=Path(service)).token_key.chmod(0o644)
    assert "chmod 600" in _said(1, "verify", "--home", service)
    assert "chmod 600" in _said(
        1, "token", "--as", "auditor", "--authority", "demo", "--home", service
    )


def test_a_home_without_a_service_says_how_to_start_one(home: Home) -> None:
    assert "candour up" in _said(1, "verify", "--home", str(home.path))


def test_a_service_that_has_stopped_is_named(home: Home) -> None:
    with caseworker() as (address, _):
        home.say_addresses({"complaints": address, "projections": address})
    assert "projections does not answer" in _said(1, "parked", "retry", "--home", str(home.path))


def test_what_is_no_token_is_said_and_never_repeated(service: str) -> None:
    said = _said(1, "verify", "--home", service, CANDOUR_TOKEN="se cret\n")
    assert "CANDOUR_TOKEN" in said
    assert "cret" not in said


def test_another_program_at_the_address_is_said(service: str) -> None:
    assert "sources" in _said(1, "verify", "--home", service)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (b"\xff\xfe", "line 2: not UTF-8"),
        (b"[" * 100_000, "line 2: not JSON"),
        (LINE.replace('"one"', '"é"').encode(), "line 2: id"),
        (LINE.replace("complaints-manager", "king").encode(), "line 2: as"),
        (LINE.replace('"complaints"', '"nope"').encode(), "line 2: service"),
        (LINE.replace('"demo"', '"DE MO"').encode(), "line 2: authority"),
    ],
)
def test_a_replay_names_the_line_that_it_cannot_read(
    service: str, tmp_path: Path, row: bytes, word: str
) -> None:
    file = tmp_path / "replay.jsonl"
    file.write_bytes(LINE.replace('"one"', '"first"').encode() + b"\n" + row + b"\n")
    assert word in _said(1, "replay", str(file), "--home", service)


def test_help_says_why_a_person_may_be_erased() -> None:
    done = _candour("erase", "--help")
    assert done.returncode == 0
    assert all(reason.value in done.stdout for reason in ErasureReason)


def test_the_reasons_are_those_of_the_service() -> None:
    assert {each.value for each in ErasureReason} == {each.value for each in terms.ErasureReason}
