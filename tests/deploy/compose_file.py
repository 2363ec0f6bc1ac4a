"""`docker-compose.yml` as Compose reads it: merged, with its variables replaced."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
FILE: Final = ROOT / "docker-compose.yml"
SERVICES: Final = ("complaints", "referrals", "placements", "projections")
_VARIABLE: Final = re.compile(r"\$(?:(\$)|\{(\w+)(?::(-|\?)([^}]*))?\})")


class VariableMissing(Exception):
    """A variable that the file demands is not set."""


@cache
def compose() -> dict[str, Any]:
    """The document, its `<<` merged."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def replaced(said: object, variables: Mapping[str, str]) -> Any:  # noqa: ANN401 - a document's part
    """With `${NAME}`, `${NAME:-default}`, `${NAME:?why}` and `$$` as Compose reads them."""

    def value(found: re.Match[str]) -> str:
        dollar, name, kind, rest = found.groups()
        if dollar:
            return "$"
        if known := variables.get(name):
            return known
        if kind == "-":
            return str(rest)
        raise VariableMissing(f"{name}: {rest}")

    match said:
        case str():
            return _VARIABLE.sub(value, said)
        case dict():
            return {name: replaced(part, variables) for name, part in said.items()}
        case list():
            return [replaced(part, variables) for part in said]
        case _:
            return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What the file says of one container."""

    name: str
    said: Mapping[str, Any]

    @property
    def is_ours(self) -> bool:
        return "build" in self.said

    @property
    def environment(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self.said.get("environment", {})
        return found

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(self.said.get("secrets", ()))

    @property
    def waits_for(self) -> Mapping[str, str]:
        """Each container that has to be there first, and how far it has to be."""
        return {
            name: how["condition"] for name, how in dict(self.said.get("depends_on", {})).items()
        }


def containers(variables: Mapping[str, str]) -> dict[str, Container]:
    known = replaced(compose()["services"], variables)
    return {name: Container(name=name, said=said) for name, said in known.items()}
