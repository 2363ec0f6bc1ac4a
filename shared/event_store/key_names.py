"""Whose key it is, and the keys at hand: live, destroyed, or lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID


class KeyKind(StrEnum):
    """A person's key and a case's are wrapped by the master key, a text's by its case's key."""

    PERSON = "person"
    CASE = "case"
    TEXT = "text"


class KeyName(NamedTuple):
    """A tuple, since a history is looked up by dozens of them, and their hash is the cost."""

    kind: KeyKind
    owner: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWanted:
    """A key that must exist before something is written. `case` is given for a text's key only.

    ValueError for a text without its case, or a case given for anything else.
    """

    name: KeyName
    case: UUID | None = None

    def __post_init__(self) -> None:
        if (self.name.kind is KeyKind.TEXT) != (self.case is not None):
            raise ValueError("a text's key is made under its case's, and no other key is")


class PersonErased(Exception):
    """Something was to be written under a key that was destroyed. A destroyed key never returns."""

    def __init__(self, name: KeyName) -> None:
        super().__init__(f"the {name.kind} key of {name.owner} was destroyed")
        self.name = name


class KeyLost(Exception):
    """The key database does not know a key that the log was written with: a defect to repair.

    The key database was restored to a day before the log's. Restore a later backup of it.
    """

    def __init__(self, name: KeyName) -> None:
        super().__init__(f"the {name.kind} key of {name.owner} is not in the key database")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Keys fetched for one purpose: 32 bytes each. Neither printed nor kept longer than that."""

    live: Mapping[KeyName, bytes] = field(default_factory=dict, repr=False)
    destroyed: frozenset[KeyName] = frozenset()

    def to_read(self, name: KeyName) -> bytes | None:
        """The key, or None if it was destroyed. Raises KeyLost."""
        if self.destroyed and name in self.destroyed:
            return None
        try:
            return self.live[name]
        except KeyError:
            raise KeyLost(name) from None

    def to_write(self, name: KeyName) -> bytes:
        """The key. Raises PersonErased or KeyLost."""
        key = self.to_read(name)
        if key is None:
            raise PersonErased(name)
        return key


class KeyStore(Protocol):
    """Where keys come from: `shared.event_store.keys.KeyRing`."""

    async def ensure(self, wanted: Iterable[KeyWanted]) -> Keys: ...
    async def fetch(self, names: Iterable[KeyName]) -> Keys: ...
