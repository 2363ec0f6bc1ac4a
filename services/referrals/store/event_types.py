"""The stored names of every event of this service, and the upcasters that read old shapes."""

from typing import Final

from services.referrals.domain import events, policy
from services.referrals.domain.events import ReferralEvent
from shared.casework.codecs import codec_of
from shared.casework.erasure import happenings as erasure
from shared.casework.register import happenings as register
from shared.casework.stored import StoredAs
from shared.event_store.codec import Codec
from shared.event_store.upcasting import Upcaster

UPCASTERS: Final[tuple[Upcaster, ...]] = ()
"""None yet: every stored shape is at its first version."""


def referral_codec() -> Codec[ReferralEvent]:
    return codec_of(events.STORED, UPCASTERS)


def every_stored_shape() -> tuple[StoredAs, ...]:
    """All of them, for the golden files."""
    return (
        *events.STORED,
        *register.STORED,
        *policy.STORED,
        *erasure.STORED,
    )
