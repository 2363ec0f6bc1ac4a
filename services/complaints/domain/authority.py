"""Who may do what: action to role codes. Where the case stands is the rules' own question.

The complaints team receives, decides, extends, corrects and closes; the team complained about may
acknowledge and answers; anybody in the service may pass a complaint on or write a note; teams and
policy are the complaints manager's (2023-09 paper L847-851, L983, L1152, L1631).
"""

from collections.abc import Mapping
from typing import Final

from services.complaints.domain import compliments
from services.complaints.domain.actions import Action
from services.complaints.domain.places import Complaint, NothingReceived
from shared.casework.asking import (
    ADMINISTRATOR,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    Asker,
    check_own_team,
)
from shared.casework.authority import roles_in_authority

OFFICER: Final = "complaints-officer"
MANAGER: Final = "complaints-manager"

_COMPLAINTS_TEAM: Final = frozenset({OFFICER, MANAGER})
_ANSWERING: Final = _COMPLAINTS_TEAM | {TEAM_MANAGER, SERVICE_MANAGER}
_EVERYBODY: Final = _ANSWERING | {SOCIAL_WORKER}
_ARRANGING: Final = frozenset({MANAGER, ADMINISTRATOR})

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
    Action.RECORD_HOUSEHOLD: _ANSWERING,
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
    **roles_in_authority(working=_EVERYBODY, manager=MANAGER),
}


def check_own_case(action: str, asker: Asker, complaint: Complaint) -> None:
    """Authority is checked on the case as well as on the verb. Raises NotYourTeamsCase."""
    if not isinstance(complaint, NothingReceived):
        check_own_team(action, asker, complaint.contact.team, roles=ROLES)
