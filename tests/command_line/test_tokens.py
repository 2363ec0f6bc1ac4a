"""`candour token`, as a process: what it prints, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from services.command_line.home import Home
from services.command_line.tokens import LocalTokens, NoKey, mint_for


@pytest.fixture
def home(tmp_path: Path) -> Home:
    prepared = Home(path=tmp_path)
    prepared.prepare()
    return prepared


def _claims(home: Home, token: str) -> dict[str, object]:
    key = OctKey.import_key(home.token_key.read_bytes())
    return dict(jwt.decode(token, key, algorithms=["HS256"]).claims)


def _candour(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "services.command_line.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_printed_token_grants_what_was_asked(home: Home) -> None:
    done = _candour(
        *("token", "--as", "social-worker", "--authority", "demo"),
        *("--team", "north", "--worker", "north-01", "--home", str(home.path)),
    )
    assert done.returncode == 0, done.stderr
    claims = _claims(home, done.stdout.strip())
    assert claims["grants"] == [
        {
            "authority": "demo",
            "roles": ["social-worker"],
            "teams": ["north"],
            "worker": "north-01",
        }
    ]
    assert claims["aud"] == "candour"


def test_an_unknown_role_is_said_and_nothing_is_printed(home: Home) -> None:
    done = _candour("token", "--as", "king", "--authority", "demo", "--home", str(home.path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "king" in done.stderr


def test_without_a_key_it_says_where_it_looked(tmp_path: Path) -> None:
    done = _candour("token", "--as", "auditor", "--authority", "demo", "--home", str(tmp_path))
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr


def test_the_same_words_are_the_same_caller(home: Home) -> None:
    first = mint_for(home, role="auditor", authority="demo")
    again = mint_for(home, role="auditor", authority="demo", hours=1)
    other = mint_for(home, role="auditor", authority="demo", worker="a-1")
    assert _claims(home, first)["sub"] == _claims(home, again)["sub"]
    assert _claims(home, first)["sub"] != _claims(home, other)["sub"]


def test_a_token_from_elsewhere_is_used_as_it_is(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_TOKEN", "from-elsewhere")
    assert LocalTokens(home=home).bearer(role="auditor", authority="demo") == "from-elsewhere"


def test_no_key_no_token(tmp_path: Path) -> None:
    with pytest.raises(NoKey):
        mint_for(Home(path=tmp_path), role="auditor", authority="demo")
