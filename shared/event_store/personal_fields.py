"""Finds the personal fields of an event, by its type when writing and by their seal when reading.

The type of an event is studied once, when a service starts. A `Personal` field belongs to the
innermost enclosing dataclass that has a field `person: UUID`; a type that marks one outside any
such dataclass is refused then, not when the first case is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, get_args, get_type_hints
from uuid import UUID, uuid5

from shared.event_sourcing import Erased, Marker
from shared.event_store.key_names import KeyKind, KeyName, KeyWanted
from shared.event_store.sealing import is_sealed

Path = tuple[str | int, ...]
Json = Any  # what a JSON parser gives: the one place where a type says nothing


class WronglyMarked(TypeError):
    """A type marks a personal field that could not be protected: a defect found at start-up."""


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to look at in instances of one class: nothing, for a class without marks."""

    has_person: bool
    marked: tuple[tuple[str, Marker | None], ...]


_PLANS: Final[dict[type, _Plan]] = {}


def pointer(path: Path) -> str:
    """The path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def text_id(event_id: UUID, path: Path) -> UUID:
    """The id of a free text: the same however often its command is repeated."""
    return uuid5(event_id, pointer(path))


def bound_to(event_id: UUID, path: Path) -> bytes:
    """What a sealed field is bound to: its event and its place there."""
    return event_id.bytes + pointer(path).encode()


def check_marks(cls: type) -> None:
    """Raises WronglyMarked where a mark in `cls`, or below it, could not be honoured."""
    _check(cls, in_person=False, above=())


def marked_fields(event: object) -> Iterator[MarkedField]:
    """The personal values in `event` that are there and not erased yet."""
    return _in_dataclass(event, (), None)


def sealed_fields(document: Json, path: Path = ()) -> Iterator[tuple[Path, dict[str, str]]]:
    """The sealed values in a stored event, each with its place."""
    if isinstance(document, dict):
        if is_sealed(document):
            yield path, document
        else:
            for name, value in document.items():
                if isinstance(value, dict | list):
                    yield from sealed_fields(value, (*path, name))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            if isinstance(value, dict | list):
                yield from sealed_fields(value, (*path, index))


def value_at(document: Json, path: Path) -> Json:
    for step in path:
        document = document[step]
    return document


def put_at(document: Json, path: Path, value: Json) -> None:
    """Replace, in place, what stands at `path` (which is never the document itself)."""
    value_at(document, path[:-1])[path[-1]] = value


def _in_dataclass(value: object, path: Path, person: UUID | None) -> Iterator[MarkedField]:
    plan = _plan(type(value))
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


def _plan(cls: type) -> _Plan:
    if cls not in _PLANS:
        _PLANS[cls] = _planned(cls)
    return _PLANS[cls]


def _planned(cls: type) -> _Plan:
    if not _has_marks(cls, ()):
        return _Plan(has_person=False, marked=())
    hints = get_type_hints(cls, include_extras=True)
    looked_at = (
        (item.name, _marker(hints[item.name]))
        for item in fields(cls)
        if _marker(hints[item.name]) or any(_has_marks(c, ()) for c in _classes(hints[item.name]))
    )
    return _Plan(has_person=hints.get("person") is UUID, marked=tuple(looked_at))


def _check(cls: type, *, in_person: bool, above: tuple[type, ...]) -> None:
    if cls in above:
        return
    hints = get_type_hints(cls, include_extras=True)
    in_person = in_person or hints.get("person") is UUID
    for item in fields(cls):
        hint = hints[item.name]
        where = f"{cls.__name__}.{item.name}"
        markers = set(_markers(hint))
        if len(markers) > 1:
            raise WronglyMarked(f"{where} is marked both personal and free text")
        if Marker.PERSONAL in markers and not in_person:
            raise WronglyMarked(f"{where} is personal, but no dataclass around it has a person")
        if markers and not _takes_erased(hint):
            raise WronglyMarked(f"{where} is marked, but cannot hold Erased")
        for nested in _classes(hint):
            _check(nested, in_person=in_person, above=(*above, cls))


def _marker(hint: object) -> Marker | None:
    return next(iter(_markers(hint)), None)


def _markers(hint: object) -> Iterator[Marker]:
    """The marks in a hint, not counting those inside the dataclasses it names."""
    yield from (extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Marker))
    for part in get_args(hint):
        yield from _markers(part)


def _classes(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Erased:
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def _takes_erased(hint: object) -> bool:
    return hint is Erased or any(_takes_erased(part) for part in get_args(hint))


def _has_marks(cls: type, above: tuple[type, ...]) -> bool:
    if cls in above:
        return False
    hints = get_type_hints(cls, include_extras=True)
    return any(
        _marker(hints[item.name]) is not None
        or any(_has_marks(nested, (*above, cls)) for nested in _classes(hints[item.name]))
        for item in fields(cls)
    )
