"""The stored names of every event of this service, and the upcasters that read old shapes."""

from typing import Final

from services.placements.domain import policy
from services.placements.domain.care import events as care
from services.placements.domain.care.events import CareEvent
from services.placements.domain.households import events as households
from services.placements.domain.households.events import HouseholdEvent
from shared.casework.codecs import codec_of
from shared.casework.erasure import happenings as erasure
from shared.casework.register import happenings as register
from shared.casework.stored import StoredAs
from shared.event_store.codec import Codec
from shared.event_store.upcasting import Upcaster

UPCASTERS: Final[tuple[Upcaster, ...]] = ()
"""None yet: every stored shape is at its first version."""


def care_codec() -> Codec[CareEvent]:
    return codec_of(care.STORED, UPCASTERS)


def household_codec() -> Codec[HouseholdEvent]:
    return codec_of(households.STORED, UPCASTERS)


def every_stored_shape() -> tuple[StoredAs, ...]:
    """All of them, for the golden files."""
    return (
        *care.STORED,
        *households.STORED,
        *register.STORED,
        *policy.STORED,
        *erasure.STORED,
    )
