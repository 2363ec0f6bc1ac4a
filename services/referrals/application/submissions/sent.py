"""What a partner sent, as far as it was understood, and as it was said."""

from dataclasses import dataclass
from datetime import datetime

from services.referrals.domain.child import Child
from services.referrals.domain.exploitation_state import Particulars, RiskFound
from services.referrals.domain.submissions.happenings import Told
from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.people.details import PersonDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class SentChild:
    """`child` is what was understood, `as_said` the JSON; None where nothing was said of them."""

    child: Child
    as_said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A submission before it has references. `referrer_details` is None where nobody is named."""

    received_at: datetime
    agency: str
    message_id: str | None
    schema: str | None
    source: Source
    kind: ContactKind
    category: Category
    consent: Consent | None
    sharing_reason: SharingReason | None
    children: tuple[SentChild, ...]
    referrer: Told | None
    referrer_details: PersonDetails | None
    around: tuple[Told, ...]
    exploitation: Particulars | None
    risk: RiskFound | None
    rest: str
    warnings: str | None
