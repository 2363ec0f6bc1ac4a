"""The stored names of every event of this service, and the upcasters that read old shapes."""

from typing import Final, TypeVar

from services.complaints.domain import compliments, erasure, events, policy, register
from services.complaints.domain.compliments import ComplimentEvent
from services.complaints.domain.erasure import ErasureEvent
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.policy import PolicyEvent
from services.complaints.domain.register import RegisterEvent
from services.complaints.domain.stored import StoredAs
from shared.event_store.codec import Codec, EventType
from shared.event_store.upcasting import Upcaster

EventT = TypeVar("EventT")

UPCASTERS: Final[tuple[Upcaster, ...]] = ()
"""None yet: every stored shape is at its first version."""


def complaint_codec() -> Codec[ComplaintEvent]:
    return _codec(events.STORED)


def compliment_codec() -> Codec[ComplimentEvent]:
    return _codec(compliments.STORED)


def register_codec() -> Codec[RegisterEvent]:
    return _codec(register.STORED)


def policy_codec() -> Codec[PolicyEvent]:
    return _codec(policy.STORED)


def erasure_codec() -> Codec[ErasureEvent]:
    return _codec(erasure.STORED)


def every_stored_shape() -> tuple[StoredAs, ...]:
    """All of them, for the golden files."""
    return (
        *events.STORED,
        *compliments.STORED,
        *register.STORED,
        *policy.STORED,
        *erasure.STORED,
    )


def _codec(shapes: tuple[StoredAs, ...]) -> Codec[EventT]:
    types: list[EventType[EventT]] = [
        EventType(
            name=shape.name,
            version=shape.version,
            cls=shape.event,
            main_person=shape.main_person,
        )
        for shape in shapes
    ]
    return Codec(types, UPCASTERS)
