"""Personal values outside events: the names that a case list shows, sealed in its rows.

A list row can be thrown away and made again; erasing the person erases it here just the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson

from shared.event_sourcing import Erased
from shared.event_store.key_names import KeyKind, KeyName, Keys, KeyStore
from shared.event_store.sealing import SealedValue, is_sealed, name_in, seal, unseal

Stored = Mapping[str, SealedValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalValue:
    """A value and the person it tells about."""

    person: UUID
    value: str | Erased


def seal_values(keys: Keys, *, row: UUID, values: Mapping[str, PersonalValue]) -> bytes:
    """The `personal` column of a row, as JSON. Raises PersonErased or KeyLost.

    Each value is bound to its row and its name in it. An erased one is left out.
    """
    sealed = {
        name: seal(
            keys,
            KeyName(KeyKind.PERSON, item.person),
            item.value,
            bound_to=_place(row, name),
        )
        for name, item in values.items()
        if isinstance(item.value, str)
    }
    return orjson.dumps(sealed)


def open_values(keys: Keys, *, row: UUID, stored: Stored) -> dict[str, str | Erased]:
    """What `seal_values` sealed. Raises BrokenSeal or KeyLost."""
    return {
        name: unseal(keys, sealed, bound_to=_place(row, name))
        for name, sealed in stored.items()
        if is_sealed(sealed)
    }


async def open_rows(
    keys: KeyStore, rows: Sequence[tuple[UUID, Stored | None]]
) -> tuple[dict[str, str | Erased], ...]:
    """A page of rows, with one question to the key database for all of them."""
    names = {
        name_in(sealed)
        for _, stored in rows
        for sealed in (stored or {}).values()
        if is_sealed(sealed)
    }
    at_hand = await keys.fetch(names)
    return tuple(open_values(at_hand, row=row, stored=stored or {}) for row, stored in rows)


def _place(row: UUID, name: str) -> bytes:
    return b"list" + row.bytes + name.encode()
