"""A small kind of case with everything that an event can hold: letters, and who they tell about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from shared.deadlines import Clock
from shared.event_sourcing import Erased, FreeText, Personal, PersonalDate
from shared.event_store.codec import Codec, EncodedEvent, EventType, ScannedEvent
from shared.event_store.key_names import Keys
from shared.event_store.sealing import new_key

STREAM: Final = UUID(int=100)
EVENT: Final = UUID(int=200)


class Channel(StrEnum):
    POST = "post"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Has no person of its own: its fields belong to the person around it."""

    line: Personal
    postcode: Personal | None = None
    council: str = "county"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    person: UUID
    name: Personal
    born: PersonalDate | None = None
    address: Address | None = None
    remarks: FreeText | None = None
    aliases: tuple[Personal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceived:
    occurred_on: date
    channel: Channel
    sender: Person | Organisation
    others: tuple[Person, ...] = ()
    paragraphs: tuple[FreeText, ...] = ()
    remarks: Mapping[str, FreeText] = field(default_factory=dict)
    pages: int = 1
    clocks: tuple[Clock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDateCorrected:
    corrects: ClassVar[str] = "letter-received"

    occurred_at: datetime
    received_on: date
    reason: FreeText | Erased | None = None


LetterEvent = LetterReceived | LetterDateCorrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored event, as far as the codec looks at it."""

    event_id: UUID = EVENT
    type: str
    schema_version: int = 1
    payload: bytes


TYPES: Final[tuple[EventType[LetterEvent], ...]] = (
    EventType(name="letter-received", version=1, cls=LetterReceived, main_person="sender"),
    EventType(name="letter-date-corrected", version=1, cls=LetterDateCorrected),
)


def letters() -> Codec[LetterEvent]:
    return Codec(TYPES)


def keys_of(codec: Codec[LetterEvent], event: LetterEvent) -> Keys:
    """A key for whatever the event needs, made up on the spot."""
    wanted = codec.keys_for(event, event_id=EVENT, stream=STREAM)
    return Keys(live={want.name: new_key() for want in wanted})


def stored(encoded: EncodedEvent) -> Stored:
    return Stored(type=encoded.type, schema_version=encoded.schema_version, payload=encoded.payload)


def scanned(codec: Codec[LetterEvent], encoded: EncodedEvent) -> ScannedEvent:
    return codec.scan(stored(encoded))
