"""deploy/Dockerfile: pinned, made of what is there, and run by somebody who is not root."""

import json
import re
from pathlib import Path
from typing import Final

from dockerfile_parse import DockerfileParser

from tests.deploy.compose_file import ROOT

FILE: Final = ROOT / "deploy" / "Dockerfile"
_STEPS: Final = DockerfileParser(path=str(FILE), cache_content=True).structure
STEPS: Final = [(step["instruction"], step["value"]) for step in _STEPS]


def _values(instruction: str) -> list[str]:
    return [value for name, value in STEPS if name == instruction]


def _last_stage() -> list[tuple[str, str]]:
    last = max(number for number, (name, _) in enumerate(STEPS) if name == "FROM")
    return STEPS[last:]


def test_its_base_is_a_stated_version() -> None:
    (argument,) = _values("ARG")
    assert re.fullmatch(r"PYTHON=3\.11\.\d+-slim-\w+", argument)
    assert all(value.split()[0] == "python:${PYTHON}" for value in _values("FROM"))


def test_what_it_copies_is_there_and_let_in() -> None:
    let_in = Path(f"{FILE}.dockerignore").read_text().splitlines()
    assert "*" in let_in
    for value in _values("COPY"):
        if value.startswith("--from="):
            continue
        source, _, _ = value.partition(" ")
        assert (ROOT / source).exists(), source
        assert f"!{source}" in let_in


def test_libraries_are_installed_by_their_hashes_and_nothing_is_compiled() -> None:
    (install,) = [value for value in _values("RUN") if " install " in value]
    assert "--require-hashes" in install
    assert "--only-binary :all:" in install
    assert "requirements/runtime.txt" in install


def test_the_image_has_no_tools_to_build_with() -> None:
    said = " ".join(value for name, value in _last_stage() if name == "RUN")
    assert "apt-get" not in said
    assert re.search(r"pip uninstall .*\bpip\b", said)


def test_it_is_not_run_by_root() -> None:
    users = [value for name, value in _last_stage() if name == "USER"]
    assert users == ["10001:10001"]
    after = [name for name, _ in _last_stage()][[n for n, _ in _last_stage()].index("USER") :]
    assert not {"RUN", "COPY", "ADD"} & set(after)


def test_it_says_how_it_is_asked_whether_it_is_well() -> None:
    (check,) = _values("HEALTHCHECK")
    command = json.loads(check[check.index("CMD ") + 4 :])
    assert command[:2] == ["sh", "-c"]
    assert "services.command_line.health" in command[2]


def test_no_secret_can_get_into_it() -> None:
    assert not re.search("(?i)password|secret|token", " ".join(_values("ENV") + _values("ARG")))
