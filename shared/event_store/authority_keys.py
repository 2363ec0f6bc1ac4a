"""The keys of one authority: a person has a key of their own in each authority that records them.

Several authorities share an installation and may use one reference for one person. Each answers
for its own records, so the erasure of a person in one must leave the others' as they were. Cases
and texts belong to one authority already, so their keys need no more than their own ids.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol
from uuid import uuid5

from shared.event_store.key_names import KeyKind, KeyName, Keys, KeyStore, KeyWanted

MOST_NAMES: Final = 20_000


class KeyDestroyer(Protocol):
    """Who can destroy keys: `shared.event_store.keys.KeyRing`."""

    async def destroy(self, names: Iterable[KeyName]) -> int: ...


@dataclass(frozen=True, slots=True)
class AuthorityKeys:
    """The ring as one authority sees it: asked by the person, it answers for this authority's."""

    ring: KeyStore
    authority: str

    async def ensure(self, wanted: Iterable[KeyWanted]) -> Keys:
        """As the ring's. Raises PersonErased."""
        asked = {_inner(want.name, self.authority): want for want in wanted}
        keys = await self.ring.ensure(
            want if want.name is name else replace(want, name=name) for name, want in asked.items()
        )
        return _outer(keys, {inner: want.name for inner, want in asked.items()})

    async def fetch(self, names: Iterable[KeyName]) -> Keys:
        """As the ring's."""
        asked = {_inner(name, self.authority): name for name in names}
        return _outer(await self.ring.fetch(asked), asked)


@dataclass(frozen=True, slots=True)
class AuthorityDestroyer:
    """Destroys keys for one authority alone."""

    ring: KeyDestroyer
    authority: str

    async def destroy(self, names: Iterable[KeyName]) -> int:
        """As the ring's: how many were live."""
        return await self.ring.destroy([_inner(name, self.authority) for name in names])


@lru_cache(maxsize=MOST_NAMES)
def _inner(name: KeyName, authority: str) -> KeyName:
    """Remembered, since the people of a case are asked for with every command on it."""
    if name.kind is not KeyKind.PERSON:
        return name
    return KeyName(KeyKind.PERSON, uuid5(name.owner, authority))


def _outer(keys: Keys, names: dict[KeyName, KeyName]) -> Keys:
    """The keys under the names they were asked by; a case's, made on the way, under its own."""
    return Keys(
        live={names.get(name, name): key for name, key in keys.live.items()},
        destroyed=frozenset(names.get(name, name) for name in keys.destroyed),
    )
