"""Which fields of an event's type are marked personal, studied once when a service starts.

A `Personal` field belongs to the innermost enclosing dataclass that has a field `person: UUID`; a
type that marks one outside any such dataclass is refused then, not when the first case is stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, get_args, get_type_hints
from uuid import UUID

from shared.event_sourcing import Erased, Marker


class WronglyMarked(TypeError):
    """A type marks a personal field that could not be protected: a defect found at start-up."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look at in instances of one class: nothing, for a class without marks."""

    has_person: bool
    marked: tuple[tuple[str, Marker | None], ...]


_PLANS: Final[dict[type, Plan]] = {}


def check_marks(cls: type) -> None:
    """Raises WronglyMarked where a mark in `cls`, or below it, could not be honoured."""
    _check(cls, in_person=False, above=())


def plan_of(cls: type) -> Plan:
    if cls not in _PLANS:
        _PLANS[cls] = _planned(cls)
    return _PLANS[cls]


def _planned(cls: type) -> Plan:
    if not _has_marks(cls, ()):
        return Plan(has_person=False, marked=())
    hints = get_type_hints(cls, include_extras=True)
    looked_at = (
        (item.name, _marker(hints[item.name]))
        for item in fields(cls)
        if _marker(hints[item.name]) or any(_has_marks(c, ()) for c in _classes(hints[item.name]))
    )
    return Plan(has_person=hints.get("person") is UUID, marked=tuple(looked_at))


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
