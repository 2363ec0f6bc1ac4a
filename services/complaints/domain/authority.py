"""Who may do what: action to role codes. Where the case stands is the rules' own question.

The complaints team receives, decides, extends, corrects and closes; the team complained about may
acknowledge and answers; anybody in the service may pass a complaint on or write a note; teams and
policy are the complaints manager's (2023-09 paper L847-851, L983, L1152, L1631).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.complaints.domain import compliments, erasure, policy, refusals, register
from services.complaints.domain.actions import Action
from services.complaints.domain.places import Complaint, NothingReceived

OFFICER: Final = "complaints-officer"
MANAGER: Final = "complaints-manager"
TEAM_MANAGER: Final = "team-manager"
SERVICE_MANAGER: Final = "service-manager"
SOCIAL_WORKER: Final = "social-worker"
ADMINISTRATOR: Final = "administrator"

TEAM_BOUND: Final = frozenset({TEAM_MANAGER, SOCIAL_WORKER})
"""Roles that act on the cases of their own team only; whoever may act on all has another role."""

_COMPLAINTS_TEAM: Final = frozenset({OFFICER, MANAGER})
_ANSWERING: Final = _COMPLAINTS_TEAM | {TEAM_MANAGER, SERVICE_MANAGER}
_EVERYBODY: Final = _ANSWERING | {SOCIAL_WORKER}
_ARRANGING: Final = frozenset({MANAGER, ADMINISTRATOR})

READ_CASES: Final = "read-cases"
READ_REGISTER: Final = "read-register"

ROLES: Final[Mapping[str, frozenset[str]]] = {
    Action.RECEIVE: _EVERYBODY,
    Action.ACKNOWLEDGE: _ANSWERING,
    Action.DECIDE_ROUTE: _COMPLAINTS_TEAM,
    Action.ALLOCATE: _ANSWERING,
    Action.EXTEND_STAGE_1: _COMPLAINTS_TEAM,
    Action.AGREE_RESPONSE_DATE: _ANSWERING,
    Action.RECORD_GOOD_REASON: _COMPLAINTS_TEAM,
    Action.PAUSE_STAGE_1: _COMPLAINTS_TEAM,
    Action.RESUME_STAGE_1: _COMPLAINTS_TEAM,
    Action.RESPOND_STAGE_1: _ANSWERING,
    Action.CORRECT: _COMPLAINTS_TEAM,
    Action.WITHDRAW: _COMPLAINTS_TEAM,
    Action.CLOSE: _COMPLAINTS_TEAM,
    Action.REOPEN: _COMPLAINTS_TEAM,
    Action.OFFER_ADVOCATE: _ANSWERING,
    Action.APPOINT_ADVOCATE: _ANSWERING,
    Action.ADD_NOTE: _EVERYBODY,
    Action.REFERENCE_DOCUMENT: _EVERYBODY,
    Action.REDACT_TEXT: _COMPLAINTS_TEAM | {ADMINISTRATOR},
    Action.ASK_REDACTION: _ARRANGING,
    Action.COMPLETE_REDACTION: _COMPLAINTS_TEAM | {ADMINISTRATOR},
    Action.LINK_PERSON: _COMPLAINTS_TEAM,
    Action.CORRECT_PERSON: _COMPLAINTS_TEAM,
    Action.NAME_PERSON: _COMPLAINTS_TEAM,
    compliments.RECEIVE_COMPLIMENT: _EVERYBODY,
    compliments.CORRECT_COMPLIMENT: _COMPLAINTS_TEAM,
    compliments.ALLOCATE_COMPLIMENT: _ANSWERING,
    register.OPEN_TEAM: _ARRANGING,
    register.CLOSE_TEAM: _ARRANGING,
    register.ADD_WORKER: _ARRANGING | {TEAM_MANAGER},
    register.REMOVE_WORKER: _ARRANGING | {TEAM_MANAGER},
    policy.SET_POLICY: frozenset({MANAGER}),
    erasure.ASK_ERASURE: frozenset({ADMINISTRATOR}),
    erasure.CONFIRM_DESTRUCTION: frozenset({ADMINISTRATOR}),
    READ_CASES: _EVERYBODY | {"auditor", ADMINISTRATOR},
    READ_REGISTER: _EVERYBODY | {"auditor", ADMINISTRATOR, "reporting-analyst"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks for an action: every role and team that they hold in the authority."""

    roles: tuple[str, ...]
    teams: tuple[str, ...]


def check_own_case(action: str, asker: Asker, complaint: Complaint) -> None:
    """Authority is checked on the case as well as on the verb. Raises NotYourTeamsCase.

    A case without an owner is nobody's team's: the complaints team allocates it first.
    """
    able = ROLES[action] & frozenset(asker.roles)
    if isinstance(complaint, NothingReceived) or able - TEAM_BOUND or not able:
        return
    if complaint.contact.team not in asker.teams:
        raise refusals.NotYourTeamsCase
