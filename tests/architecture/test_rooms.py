"""The shape of the house: one room name a procedure step on every floor, and no drawers."""

from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
LONGEST: Final = 400
DRAWERS: Final = frozenset(
    {"utils", "util", "helpers", "common", "core", "misc", "constants", "models", "base"}
)
STEPS: Final = frozenset({"intake", "stage_1", "correction", "closing", "allocation", "advocacy"})
BESIDE: Final = frozenset({"compliments", "policy"})


def modules(*folders: str) -> list[Path]:
    return sorted(
        module
        for folder in folders
        for module in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in module.parts
    )


def test_no_module_is_a_drawer() -> None:
    drawers = [m for m in modules("services", "shared", "tests") if m.stem in DRAWERS]
    assert drawers == []


def test_no_module_outgrows_one_idea() -> None:
    long = {
        str(module.relative_to(ROOT)): lines
        for module in modules("services", "shared", "tests")
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize("room", sorted(STEPS | BESIDE))
def test_every_procedure_step_has_one_name_on_every_floor(room: str) -> None:
    complaints = ROOT / "services" / "complaints"
    assert (complaints / "domain" / f"{room}.py").exists()
    assert (complaints / "api" / f"{room}.py").exists()


def test_every_package_says_what_it_is() -> None:
    silent = [
        str(package.relative_to(ROOT))
        for package in modules("services", "shared")
        if package.name == "__init__.py"
        and not any("migrations" in part for part in package.parts)
        and not package.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


def test_nothing_promises_what_is_not_there() -> None:
    marks = ("TODO", "FIXME", "XXX", "NotImplementedError")
    promising = {
        f"{module.relative_to(ROOT)}: {mark}"
        for module in modules("services", "shared")
        for mark in marks
        if mark in module.read_text(encoding="utf-8")
    }
    assert promising == set()
