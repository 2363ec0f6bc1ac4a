"""What a worker can ask of one child's referral, in the words a worker would use.

Business dates are London dates; none is in the future. Texts are already clean and within length:
the edge sees to it. Commands of exploitation are in `exploitation_commands`, corrections in
`correction_command`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.exploitation_commands import (
    AllocateExploitation,
    AssessRisk,
    CloseExploitation,
    DecideExploitation,
    RecordExploitation,
)
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
from shared.casework.beside.happenings import AddNote, AskRedaction, CompleteRedaction, RedactText
from shared.casework.people.details import PersonDetails
from shared.casework.terms import CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenContact:
    """Record that somebody got in touch about one child.

    `agency` is the code of the agency where one is known; `came_from` is the reference of what it
    came out of: a submission, or a complaint. `risk` is what came with it of a risk tool.
    """

    reference: str
    received_on: date
    received_at: datetime | None = None
    source: Source
    agency: str | None = None
    kind: ContactKind
    category: Category
    child: Child
    referrer: PersonDetails | None = None
    came_from: str | None = None
    team: str | None = None
    concerns: str | None = None
    exploitation: Particulars | None = None
    risk: RiskFound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Decide what is done about the contact.

    `earlier` are the earlier referrals of this child that this service knows; `former` is one that
    a former system held.
    """

    decided_on: date
    response: Response
    reason: DecisionReason
    explanation: str | None = None
    earlier: tuple[EarlierReferral, ...] = ()
    former: EarlierReferral | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """A person told the referrer that it had arrived. An automatic receipt is not that."""

    acknowledged_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOutcome:
    """The referrer was told what became of it."""

    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocate:
    """Give the case to a team, and a worker in it; again to give it to others."""

    allocated_on: date
    team: str
    worker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAssessment:
    """The assessment actually began. A later one on the open case is a reassessment."""

    started_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAfter:
    """From when, and under which status, the child is looked after."""

    on: date
    legal_status: LegalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoriseAssessment:
    """A manager authorised assessment `number`, from 1."""

    number: int
    authorised_on: date
    outcome: AssessmentOutcome
    over_reason: OverReason | None = None
    looked_after: LookedAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """`rationale` is the manager's, in words (2023-09 L2300)."""

    closed_on: date
    reason: ClosingReason
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    reopened_on: date
    reason: ReopeningReason


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPerson:
    """`person`, a reference made here, is `known_as` in the index of people.

    `earlier` are the referrals that are known of the child once the link is made.
    """

    linked_on: date
    person: UUID
    known_as: UUID
    earlier: tuple[EarlierReferral, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectChild:
    """Put right what was recorded of the child. What is None in `details` stays."""

    reason: CorrectionReason
    details: Child


ReferralCommand = (
    OpenContact
    | Decide
    | Acknowledge
    | TellOutcome
    | Allocate
    | StartAssessment
    | AuthoriseAssessment
    | RecordExploitation
    | AssessRisk
    | AllocateExploitation
    | DecideExploitation
    | CloseExploitation
    | Correct
    | Close
    | Reopen
    | LinkPerson
    | CorrectChild
    | AddNote
    | RedactText
    | AskRedaction
    | CompleteRedaction
)
