"""What can have happened to one child's referral, from its contact on.

`occurred_on` is the London day on which it happened in the world; for a correction, the day on
which it was corrected. `clocks` is the full new state of each clock that the event touched. Events
of exploitation are in `exploitation_events`, corrections in `correction_events`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.referrals.domain import correction_events, exploitation_events
from services.referrals.domain.child import Child
from services.referrals.domain.correction_events import CorrectionEvent
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.exploitation_events import ExploitationEvent
from services.referrals.domain.exploitation_state import Particulars, RiskFound
from services.referrals.domain.terms import (
    AssessmentOutcome,
    Category,
    ClosingReason,
    ContactKind,
    DecisionReason,
    LegalStatus,
    OverReason,
    ReopeningReason,
    Response,
    Source,
)
from shared.casework.beside import happenings as beside
from shared.casework.beside.happenings import BesideEvent
from shared.casework.people.details import PersonDetails
from shared.casework.stored import StoredAs
from shared.deadlines import Clock
from shared.event_sourcing import FreeText


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOpened:
    """Somebody got in touch about one child. It is a referral once social work is decided."""

    occurred_on: date
    reference: str
    received_at: datetime | None
    source: Source
    agency: str | None
    kind: ContactKind
    category: Category
    child: Child
    referrer: PersonDetails | None
    came_from: str | None
    team: str | None
    concerns: FreeText | None
    exploitation: Particulars | None
    risk: RiskFound | None
    policy_edition: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDecided:
    """What is done about it. `re_referral` is the earlier referral that makes it a further one."""

    occurred_on: date
    response: Response
    reason: DecisionReason
    explanation: FreeText | None
    re_referral: EarlierReferral | None
    former: EarlierReferral | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAcknowledged:
    """A person told the referrer that it had arrived."""

    occurred_on: date
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """The referrer was told what became of it."""

    occurred_on: date
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAllocated:
    """The case has a new owner. `worker` is None while only the team is known."""

    occurred_on: date
    team: str
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentStarted:
    """Assessment `number`, from 1, actually began."""

    occurred_on: date
    number: int
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentAuthorised:
    """A manager authorised assessment `number`. Days are working days from each start.

    `days_from_referral` is of the first assessment only. `looked_after_on` and `legal_status` are
    there where the outcome is that the child becomes looked after.
    """

    occurred_on: date
    number: int
    outcome: AssessmentOutcome
    over_reason: OverReason | None
    days_from_start: int
    days_from_referral: int | None
    looked_after_on: date | None
    legal_status: LegalStatus | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralClosed:
    occurred_on: date
    reason: ClosingReason
    rationale: FreeText
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralReopened:
    """The case stands again where it stood before it was closed."""

    occurred_on: date
    reason: ReopeningReason
    clocks: tuple[Clock, ...]


ReferralEvent = (
    ContactOpened
    | ContactDecided
    | ContactAcknowledged
    | OutcomeTold
    | ReferralAllocated
    | AssessmentStarted
    | AssessmentAuthorised
    | ReferralClosed
    | ReferralReopened
    | BesideEvent
    | ExploitationEvent
    | CorrectionEvent
)

STORED: Final = (
    StoredAs("contact-opened", 1, ContactOpened, "child.person"),
    StoredAs("contact-decided", 1, ContactDecided),
    StoredAs("contact-acknowledged", 1, ContactAcknowledged),
    StoredAs("outcome-told", 1, OutcomeTold),
    StoredAs("referral-allocated", 1, ReferralAllocated),
    StoredAs("assessment-started", 1, AssessmentStarted),
    StoredAs("assessment-authorised", 1, AssessmentAuthorised),
    StoredAs("referral-closed", 1, ReferralClosed),
    StoredAs("referral-reopened", 1, ReferralReopened),
    *beside.STORED,
    *exploitation_events.STORED,
    *correction_events.STORED,
)
