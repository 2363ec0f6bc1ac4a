"""Commands of every kind with any values at all, most of them out of place."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.corrections import CareCorrection
from shared.event_sourcing import Erased
from tests.placements.care.a_child import CHILD, STREAM

DAYS: Final = st.dates(min_value=date(2023, 3, 28), max_value=date(2023, 7, 20))
PLAIN: Final[dict[object, st.SearchStrategy[object]]] = {
    date: DAYS,
    bool: st.booleans(),
    int: st.integers(min_value=1, max_value=3),
    str: st.sampled_from(("north", "south", "w-1", "1 High Street")),
    UUID: st.sampled_from((CHILD.person, STREAM, UUID(int=1))),
    NoneType: st.none(),
}


def any_command() -> st.SearchStrategy[CareCommand]:
    """Any command with any values; the smallest first, since examples shrink towards it."""
    return _of(CareCommand)


def any_correction() -> st.SearchStrategy[CareCorrection]:
    """Any correction, of any of its values."""
    return _of(CareCorrection)


def _of(union: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 -- a union of commands
    kinds = sorted(get_args(union), key=lambda kind: len(fields(kind)))
    return st.one_of([_any(kind) for kind in kinds])


def _any(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 -- a type hint is any object
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _any(inside[0])
    if origin in {Union, UnionType}:
        return st.one_of([_any(each) for each in inside if each is not Erased])
    if origin in {tuple, frozenset}:
        return st.lists(_any(inside[0]), max_size=3).map(origin)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(tuple(hint))
    assert isinstance(hint, type)
    assert is_dataclass(hint)
    hints = get_type_hints(hint, include_extras=True)
    return st.builds(hint, **{field.name: _any(hints[field.name]) for field in fields(hint)})
