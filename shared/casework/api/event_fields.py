"""The recorded values of an event, by their names, whatever the event is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass


def values_of(event: object) -> Iterator[tuple[str, object]]:
    """Name and value of each field, in the order in which the event declares them."""
    assert is_dataclass(event)
    for field in fields(event):
        yield field.name, getattr(event, field.name)
