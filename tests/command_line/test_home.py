"""Keys are their owner's alone and stay what they are; an address is known once it was said."""

from pathlib import Path

import pytest

from services.command_line.home import DEFAULT_HOME, HOME_VARIABLE, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(path=tmp_path / "home")


def test_keys_are_readable_by_their_owner_alone(home: Home) -> None:
    home.prepare()
    for key in (home.master_key, home.token_key):
        assert key.stat().st_mode & 0o777 == 0o600
        assert len(key.read_bytes()) == 32
    assert home.keys.stat().st_mode & 0o777 == 0o700


def test_preparing_again_keeps_the_keys(home: Home) -> None:
    home.prepare()
    before = home.master_key.read_bytes(), home.token_key.read_bytes()
    home.prepare()
    assert (home.master_key.read_bytes(), home.token_key.read_bytes()) == before
    assert before[0] != before[1]


def test_an_address_is_found_after_it_was_said(home: Home) -> None:
    home.prepare()
    assert home.known_addresses() == {}
    home.say_addresses({"complaints": "http://127.0.0.1:9001"})
    assert home.known_addresses() == {"complaints": "http://127.0.0.1:9001"}


def test_the_environment_names_the_home_unless_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "named"))
    assert Home.chosen(None).path == tmp_path / "named"
    assert Home.chosen(tmp_path / "given").path == tmp_path / "given"


def test_only_the_home_that_every_terminal_finds_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Home.chosen(Path(DEFAULT_HOME)).is_default
    assert not Home.chosen(tmp_path / "given").is_default
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "named"))
    assert not Home.chosen(None).is_default
