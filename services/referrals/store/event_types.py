"""The stored names of every event of this service, and the upcasters that read old shapes."""

from typing import Final

from services.referrals.domain import events, policy
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.people import happenings as people
from services.referrals.domain.people.happenings import PersonEvent
from services.referrals.domain.submissions import happenings as submissions
from services.referrals.domain.submissions.happenings import SubmissionEvent
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


def submission_codec() -> Codec[SubmissionEvent]:
    return codec_of(submissions.STORED, UPCASTERS)


def person_codec() -> Codec[PersonEvent]:
    return codec_of(people.STORED, UPCASTERS)


def every_stored_shape() -> tuple[StoredAs, ...]:
    """All of them, for the golden files."""
    return (
        *events.STORED,
        *(shape for shape in submissions.STORED if shape not in events.STORED),
        *people.STORED,
        *register.STORED,
        *policy.STORED,
        *erasure.STORED,
    )
