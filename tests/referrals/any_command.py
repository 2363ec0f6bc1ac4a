"""Commands of every kind with any values at all, most of them out of place."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.correction_command import Correct
from shared.casework.terms import CorrectionReason
from shared.event_sourcing import Erased
from tests.referrals.builders import CHILD, STREAM

DAYS: Final = st.dates(min_value=date(2023, 3, 31), max_value=date(2023, 6, 30))
INSTANTS: Final = st.datetimes(
    min_value=datetime(2023, 4, 1),  # noqa: DTZ001 -- the zone is given beside it
    max_value=datetime(2023, 5, 1),  # noqa: DTZ001 -- the zone is given beside it
    timezones=st.just(UTC),
)
PLAIN: Final[dict[object, st.SearchStrategy[object]]] = {
    date: DAYS,
    datetime: INSTANTS,
    bool: st.booleans(),
    int: st.integers(min_value=0, max_value=12),
    str: st.sampled_from(("first-response", "cse", "w-1", "w-2", "south")),
    UUID: st.sampled_from((CHILD.person, STREAM, UUID(int=1))),
    NoneType: st.none(),
}


def any_command() -> st.SearchStrategy[ReferralCommand]:
    """Any command with any values; the smallest first, since examples shrink towards it."""
    kinds = sorted(get_args(ReferralCommand), key=lambda kind: len(fields(kind)))
    return st.one_of([_any(kind) for kind in kinds])


def any_correction() -> st.SearchStrategy[Correct]:
    """A correction of one to three values: with all at once hardly any would be accepted."""
    hints = get_type_hints(Correct, include_extras=True)
    names = sorted(set(hints) - {"reason", "received_at"})
    values = {name: _any(hints[name]).filter(lambda value: value is not None) for name in names}
    return (
        st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
        .flatmap(lambda some: st.fixed_dictionaries({name: values[name] for name in some}))
        .map(lambda given: Correct(reason=CorrectionReason.AUDIT, **given))
    )


def _any(  # noqa: PLR0911 -- one line for each form of a hint
    hint: Any,  # noqa: ANN401 -- a type hint is any object
) -> st.SearchStrategy[Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _any(inside[0])
    if origin in {Union, UnionType}:
        return st.one_of([_any(each) for each in inside if each is not Erased])
    if origin is tuple and inside[-1] is not Ellipsis:
        return st.tuples(*(_any(each) for each in inside))
    if origin in {tuple, frozenset}:
        return st.lists(_any(inside[0]), max_size=3).map(origin)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(tuple(hint))
    assert isinstance(hint, type)
    assert is_dataclass(hint)
    hints = get_type_hints(hint, include_extras=True)
    return st.builds(hint, **{field.name: _any(hints[field.name]) for field in fields(hint)})
