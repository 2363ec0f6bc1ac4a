"""Events to stored JSON and back, by chosen names: moving a class changes nothing on disk.

Writing: `keys_for` the events, ensure those keys, `encode`. Reading: `scan` the stored events,
fetch the `keys` they name, `decode`; `decode_all` does these three in one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import GenericAlias
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

import orjson
from pydantic import ConfigDict, TypeAdapter, ValidationError

from shared.event_sourcing import Erased
from shared.event_store.event_types import EventType, EventTypesDoNotFit, by_name
from shared.event_store.key_names import KeyName, Keys, KeyStore, KeyWanted
from shared.event_store.personal_fields import (
    Path,
    bound_to,
    marked_fields,
    put_at,
    sealed_fields,
    value_at,
)
from shared.event_store.sealing import name_in, seal, unseal
from shared.event_store.upcasting import Upcaster, Upcasting
from shared.messages.faults import where_it_fails

__all__ = [
    "Codec",
    "EncodedEvent",
    "EventType",
    "EventTypesDoNotFit",
    "KeyStore",
    "ScannedEvent",
    "StoredShaped",
    "UnknownStoredType",
    "UnreadableEvent",
    "decode_all",
    "decode_closed",
]

EventT = TypeVar("EventT")

_STRICT: Final = ConfigDict(extra="forbid", hide_input_in_errors=True)
_ERASED: Final = {"erased": True}


class UnknownStoredType(Exception):
    """The log holds a type or version that this release does not know: never skipped."""


class UnreadableEvent(Exception):
    """A stored event does not have the shape of its type. Says where, never with what value."""


class StoredShaped(Protocol):
    """What of a stored event the codec needs."""

    @property
    def event_id(self) -> UUID: ...
    @property
    def type(self) -> str: ...
    @property
    def schema_version(self) -> int: ...
    @property
    def payload(self) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedEvent:
    type: str
    schema_version: int
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedEvent:
    """A stored event, parsed but not opened: `sealed` are the places of its personal values."""

    event_id: UUID
    type: str
    schema_version: int
    document: dict[str, Any]
    sealed: tuple[tuple[Path, KeyName], ...]


class Codec(Generic[EventT]):
    """The stored forms of one service's events, checked as a whole when the service starts."""

    def __init__(
        self, event_types: Iterable[EventType[EventT]], upcasters: Iterable[Upcaster] = ()
    ) -> None:
        """Raises EventTypesDoNotFit, WronglyMarked or UpcastersDoNotFit."""
        self._by_name = by_name(event_types)
        self._by_class: dict[type, EventType[EventT]] = {
            event_type.cls: event_type for event_type in self._by_name.values()
        }
        self._adapters: dict[type, TypeAdapter[tuple[EventT]]] = {}
        today = {name: event_type.version for name, event_type in self._by_name.items()}
        self._upcasting = Upcasting(upcasters, today)

    @property
    def event_types(self) -> tuple[EventType[EventT], ...]:
        return tuple(self._by_name.values())

    def type_of(self, event: EventT) -> EventType[EventT]:
        """Raises EventTypesDoNotFit for an event that is not in the table."""
        try:
            return self._by_class[type(event)]
        except KeyError:
            raise EventTypesDoNotFit(f"{type(event).__name__} has no stored name") from None

    def main_person(self, event: EventT) -> UUID | None:
        """The person whose case it is, as far as this event says."""
        path = self.type_of(event).main_person
        if path is None:
            return None
        found: object = attrgetter(path)(event)
        found = getattr(found, "person", found)
        return found if isinstance(found, UUID) else None

    def keys_for(self, event: EventT, *, event_id: UUID, stream: UUID) -> tuple[KeyWanted, ...]:
        """The keys that must exist before the event is encoded."""
        return tuple(found.wanted(event_id, stream=stream) for found in marked_fields(event))

    def encode(self, event: EventT, *, event_id: UUID, keys: Keys) -> EncodedEvent:
        """The stored form, personal fields sealed. Raises PersonErased or KeyLost."""
        event_type = self.type_of(event)
        document = self._adapter(event_type).dump_python((event,), mode="json")[0]
        for found in marked_fields(event):
            plain = value_at(document, found.path)
            place = bound_to(event_id, found.path)
            put_at(document, found.path, seal(keys, found.key(event_id), plain, bound_to=place))
        payload = orjson.dumps(document)
        return EncodedEvent(
            type=event_type.name, schema_version=event_type.version, payload=payload
        )

    def scan(self, stored: StoredShaped) -> ScannedEvent:
        """Parse a stored event and find its sealed values. Raises UnknownStoredType."""
        if not self._upcasting.knows((stored.type, stored.schema_version)):
            raise UnknownStoredType(f"{stored.type} version {stored.schema_version}")
        document = orjson.loads(stored.payload)
        sealed = tuple((path, name_in(value)) for path, value in sealed_fields(document))
        return ScannedEvent(
            event_id=stored.event_id,
            type=stored.type,
            schema_version=stored.schema_version,
            document=document,
            sealed=sealed,
        )

    def decode(self, scanned: ScannedEvent, keys: Keys) -> EventT:
        """The event of today's shape; a value whose key was destroyed is `Erased`.

        Consumes `scanned`. Raises BrokenSeal, KeyLost or UnreadableEvent.
        """
        for path, _ in scanned.sealed:
            sealed = value_at(scanned.document, path)
            value = unseal(keys, sealed, bound_to=bound_to(scanned.event_id, path))
            put_at(scanned.document, path, _ERASED if isinstance(value, Erased) else value)
        shape = scanned.type, scanned.schema_version
        name, document = self._upcasting.to_today(shape, scanned.document)
        try:
            adapter = self._adapter(self._by_name[name])
            return adapter.validate_json(orjson.dumps((document,)), strict=True)[0]
        except ValidationError as problem:
            raise UnreadableEvent(f"{shape[0]} {shape[1]}: {where_it_fails(problem)}") from None

    def _adapter(self, event_type: EventType[EventT]) -> TypeAdapter[tuple[EventT]]:
        """Made at first use, and kept: making one costs a thousand times what using it does."""
        cls = event_type.cls
        if cls not in self._adapters:
            # A plain dataclass takes its configuration from what encloses it: a tuple of one.
            one: Any = GenericAlias(tuple, (event_type.shape or cls,))
            self._adapters[cls] = TypeAdapter(one, config=_STRICT)
        return self._adapters[cls]


async def decode_all(
    codec: Codec[EventT], keys: KeyStore, stored: Sequence[StoredShaped]
) -> tuple[EventT, ...]:
    """A whole history in one question to the key database (none if it holds nothing personal)."""
    scanned = [codec.scan(event) for event in stored]
    at_hand = await keys.fetch({name for event in scanned for _, name in event.sealed})
    return tuple(codec.decode(event, at_hand) for event in scanned)


def decode_closed(codec: Codec[EventT], stored: Sequence[StoredShaped]) -> tuple[EventT, ...]:
    """The events with every personal value `Erased`: for whoever needs no name, and has no keys."""
    scanned = [codec.scan(event) for event in stored]
    names = frozenset(name for event in scanned for _, name in event.sealed)
    return tuple(codec.decode(event, Keys(destroyed=names)) for event in scanned)
