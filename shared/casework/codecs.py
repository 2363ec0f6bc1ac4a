"""From the table of stored names to the codec of a kind of case."""

from collections.abc import Iterable
from typing import TypeVar

from shared.casework.stored import StoredAs
from shared.event_store.codec import Codec, EventType
from shared.event_store.upcasting import Upcaster

EventT = TypeVar("EventT")


def codec_of(shapes: Iterable[StoredAs], upcasters: Iterable[Upcaster] = ()) -> Codec[EventT]:
    """Raises EventTypesDoNotFit, WronglyMarked or UpcastersDoNotFit.

    def referral_codec() -> Codec[ReferralEvent]:
        return codec_of(events.STORED, UPCASTERS)
    """
    types: list[EventType[EventT]] = [
        EventType(
            name=shape.name,
            version=shape.version,
            cls=shape.event,
            main_person=shape.main_person,
            shape=shape.shape,
        )
        for shape in shapes
    ]
    return Codec(types, upcasters)
