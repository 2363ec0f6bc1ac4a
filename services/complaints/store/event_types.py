"""The stored names of every event of this service, and the upcasters that read old shapes."""

from typing import Final

from services.complaints.domain import compliments, events, policy
from services.complaints.domain.compliments import ComplimentEvent
from services.complaints.domain.events import ComplaintEvent
from shared.casework.codecs import codec_of
from shared.casework.erasure import happenings as erasure
from shared.casework.register import happenings as register
from shared.casework.stored import StoredAs
from shared.event_store.codec import Codec
from shared.event_store.upcasting import Upcaster

UPCASTERS: Final[tuple[Upcaster, ...]] = ()
"""None yet: every stored shape is at its first version."""


def complaint_codec() -> Codec[ComplaintEvent]:
    return codec_of(events.STORED, UPCASTERS)


def compliment_codec() -> Codec[ComplimentEvent]:
    return codec_of(compliments.STORED, UPCASTERS)


def every_stored_shape() -> tuple[StoredAs, ...]:
    """All of them, for the golden files."""
    return (
        *events.STORED,
        *compliments.STORED,
        *register.STORED,
        *policy.STORED,
        *erasure.STORED,
    )
