"""The recorded values of an event, by their names, whatever the event is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

_NAMES: Final[dict[type, tuple[str, ...]]] = {}
"""Of each type of event, asked once: a history has many events of few types."""


def _names_of(event: object) -> tuple[str, ...]:
    """The name of each field, in the order in which the event declares them."""
    kind = type(event)
    if kind not in _NAMES:
        assert is_dataclass(kind)
        _NAMES[kind] = tuple(field.name for field in fields(kind))
    return _NAMES[kind]


def values_of(event: object) -> Iterator[tuple[str, object]]:
    """Name and value of each field, in that order."""
    for name in _names_of(event):
        yield name, getattr(event, name)
