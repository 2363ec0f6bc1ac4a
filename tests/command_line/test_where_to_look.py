"""The page of `candour up` names every place and says whether time is simulated."""

import json
from pathlib import Path

import pytest

from services.command_line.home import Home
from services.command_line.where_to_look import County, page, program

ADDRESSES = {
    "complaints": "http://127.0.0.1:9001",
    "referrals": "http://127.0.0.1:9002",
    "placements": "http://127.0.0.1:9003",
    "projections": "http://127.0.0.1:9004",
}


def _page(
    tmp_path: Path,
    *,
    simulated_time: bool = True,
    county: County = "filled",
    database: Path | None = None,
    without: str | None = None,
) -> str:
    return page(
        Home(path=tmp_path),
        {name: address for name, address in ADDRESSES.items() if name != without},
        simulated_time=simulated_time,
        county=county,
        database=database or tmp_path / "postgres",
    )


def test_the_page_names_every_place(tmp_path: Path) -> None:
    said = _page(tmp_path)
    for place in (
        *("9001/docs", "9004/docs", "9001/messages", "9001/asyncapi.json", "9001/metrics"),
        *(f"{port}/{what}" for port in (9001, 9002, 9003) for what in ("docs", "messages")),
        *("9001/health/ready", "9002/submissions -d"),
        *("candour token", "candour replay", "candour report", "curl", str(tmp_path)),
    ):
        assert place in said


def test_the_page_gives_the_token_that_the_feed_wants(tmp_path: Path) -> None:
    assert "token --as service --authority '*'" in _page(tmp_path)


def test_the_page_says_where_the_pages_are(tmp_path: Path) -> None:
    assert "http://127.0.0.1:9004/   (sign in with the button)" in _page(tmp_path)


@pytest.mark.parametrize("service", ["complaints", "placements", "referrals"])
def test_a_service_that_is_not_there_is_not_on_the_page(tmp_path: Path, service: str) -> None:
    said = _page(tmp_path, without=service)
    assert ADDRESSES[service] not in said
    assert service.title() not in said
    assert len(said.splitlines()) < len(_page(tmp_path).splitlines())


def test_what_a_partner_is_shown_to_send_is_json(tmp_path: Path) -> None:
    (sent,) = (row for row in _page(tmp_path).splitlines() if "/submissions -d" in row)
    assert json.loads(sent.partition("-d '")[2].removesuffix("'"))["children"]


def test_data_that_are_not_below_the_home_are_named(tmp_path: Path) -> None:
    elsewhere = Path("/var/lib/candour-0123456789ab")
    assert str(elsewhere) in _page(tmp_path, database=elsewhere)
    assert "/var/lib" not in _page(tmp_path)


def test_the_page_says_whether_time_is_simulated(tmp_path: Path) -> None:
    assert "Simulated time is ON" in _page(tmp_path, simulated_time=True)
    assert "Simulated time is ON" not in _page(tmp_path, simulated_time=False)


def test_the_page_says_that_a_county_is_being_filled(tmp_path: Path) -> None:
    assert "being filled" in _page(tmp_path, county="being-filled")
    assert "being filled" not in _page(tmp_path, county="filled")


def test_the_page_says_how_a_county_that_is_not_there_is_filled(tmp_path: Path) -> None:
    assert f"candour seed --home {tmp_path}" in _page(tmp_path, county="absent")
    assert "candour seed" not in _page(tmp_path, county="absent", simulated_time=False)
    assert "candour seed" not in _page(tmp_path, county="filled")


def test_commands_on_the_page_name_a_home_that_is_not_the_default(tmp_path: Path) -> None:
    assert f"--home {tmp_path}" in _page(tmp_path)


def test_commands_on_the_page_are_started_as_this_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert program(".venv/bin/candour") == ".venv/bin/candour"
    assert program(str(tmp_path / ".venv/bin/candour")) == ".venv/bin/candour"
    assert program("/opt/candour") == "/opt/candour"
    assert program("/somewhere/main.py") == "candour"
    found = tmp_path / "candour"
    found.write_text("")
    found.chmod(0o755)
    assert program("/opt/candour") == "candour"
