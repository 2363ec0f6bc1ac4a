"""What somebody damaged in a home is named, or does no harm."""

import json
from pathlib import Path

import pytest

from services.command_line import processes, seed_state
from services.command_line.home import Home
from tests.journeys.installation import Installation, temporary_home


@pytest.mark.parametrize("said", ["[{", '{"a": 1}', "[1]", '[{"name": "kafka"}]'])
def test_a_file_of_processes_that_is_none_names_nobody(tmp_path: Path, said: str) -> None:
    file = tmp_path / "processes.json"
    file.write_text(said)
    assert processes.read(file) == ()


@pytest.mark.parametrize("said", ["{", "[]", "{}", '{"until": "x", "years": 1}'])
def test_a_county_whose_measures_cannot_be_read_was_not_begun(tmp_path: Path, said: str) -> None:
    home = Home(path=tmp_path)
    home.prepare()
    (home.run / "seed.json").write_text(said)
    assert seed_state.read(home) is None


@pytest.mark.parametrize("said", ["{", "[]"])
def test_passwords_that_cannot_be_read_are_named(said: str) -> None:
    with temporary_home() as path:
        place = Installation(path=path)
        place.home.prepare()
        file = place.home.keys / "database.json"
        file.write_text(said)
        file.chmod(0o600)
        words = place.candour("up", "--port-base", str(place.port_base), code=1)
        assert words == f"{file} does not hold passwords: remove it, and they are set anew\n"


def test_a_county_of_other_measures_is_told_with_those_that_it_has(tmp_path: Path) -> None:
    place = Installation(path=tmp_path)
    place.home.prepare()
    begun = {"until": "2026-11-01", "years": 1, "scale": 0.4, "seed": 7, "filled": True}
    (place.home.run / "seed.json").write_text(json.dumps(begun))
    words = place.candour("seed", code=1)
    assert "candour seed --scale 0.4 --years 1 --until 2026-11-01 --seed 7" in words
