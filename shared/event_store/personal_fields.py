"""Finds the personal values of an event: by its type when writing, by their seal when reading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from typing import Any, Final
from uuid import UUID, uuid5

from shared.event_sourcing import Erased, Marker
from shared.event_store.key_names import KeyKind, KeyName, KeyWanted
from shared.event_store.marks import plan_of
from shared.event_store.sealing import is_sealed

MOST_TEXTS: Final = 20_000
MOST_PATHS: Final = 1_000

Path = tuple[str | int, ...]
Json = Any  # what a JSON parser gives: the one place where a type says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedField:
    """A personal value in an event: where it stands, and for `Personal` whose it is."""

    path: Path
    marker: Marker
    person: UUID | None

    def key(self, event_id: UUID) -> KeyName:
        """The key it is stored under; a text's own key has the text's id."""
        match self.marker:
            case Marker.FREE_TEXT:
                return KeyName(KeyKind.TEXT, text_id(event_id, self.path))
            case Marker.PERSONAL:
                assert self.person is not None
                return KeyName(KeyKind.PERSON, self.person)

    def wanted(self, event_id: UUID, *, stream: UUID) -> KeyWanted:
        name = self.key(event_id)
        return KeyWanted(name=name, case=stream if name.kind is KeyKind.TEXT else None)


@lru_cache(maxsize=MOST_PATHS)
def pointer(path: Path) -> str:
    """The path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


@lru_cache(maxsize=MOST_TEXTS)
def text_id(event_id: UUID, path: Path) -> UUID:
    """The id of a free text: the same however often its command is repeated."""
    return uuid5(event_id, pointer(path))


def bound_to(event_id: UUID, path: Path) -> bytes:
    """What a sealed field is bound to: its event and its place there."""
    return event_id.bytes + pointer(path).encode()


def marked_fields(event: object) -> Iterator[MarkedField]:
    """The personal values in `event` that are there and not erased yet."""
    return _in_dataclass(event, (), None)


def sealed_fields(document: Json) -> list[tuple[Path, dict[str, str]]]:
    """The sealed values in a stored event, each with its place."""
    found: list[tuple[Path, dict[str, str]]] = []
    _add_sealed(document, (), found)
    return found


def _add_sealed(document: Json, path: Path, found: list[tuple[Path, dict[str, str]]]) -> None:
    if type(document) is dict:
        if is_sealed(document):
            found.append((path, document))
            return
        for name, value in document.items():
            if type(value) is dict or type(value) is list:
                _add_sealed(value, (*path, name), found)
    elif type(document) is list:
        for index, value in enumerate(document):
            if type(value) is dict or type(value) is list:
                _add_sealed(value, (*path, index), found)


def value_at(document: Json, path: Path) -> Json:
    for step in path:
        document = document[step]
    return document


def put_at(document: Json, path: Path, value: Json) -> None:
    """Replace, in place, what stands at `path` (which is never the document itself)."""
    value_at(document, path[:-1])[path[-1]] = value


def _in_dataclass(value: object, path: Path, person: UUID | None) -> Iterator[MarkedField]:
    plan = plan_of(type(value))
    if plan.has_person:
        person = value.person  # type: ignore[attr-defined]
    for name, marker in plan.marked:
        yield from _in_value(getattr(value, name), (*path, name), marker, person)


def _in_value(
    value: object, path: Path, marker: Marker | None, person: UUID | None
) -> Iterator[MarkedField]:
    if value is None or isinstance(value, Erased):
        return
    if is_dataclass(value):
        yield from _in_dataclass(value, path, person)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _in_value(item, (*path, name), marker, person)
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        for index, item in enumerate(value):
            yield from _in_value(item, (*path, index), marker, person)
    elif marker is not None:
        yield MarkedField(path=path, marker=marker, person=person)
