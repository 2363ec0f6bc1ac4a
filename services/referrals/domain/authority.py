"""Who may do what: action to role codes. Where the case stands is the rules' own question.

Anybody in social work records a contact, decides, answers the referrer, assesses and works on
exploitation; managers authorise, allocate, close and reopen, as the scrutiny papers have it
(2023-09 A.7, L2300). Policy is the service manager's, the register also the administrator's.
"""

from collections.abc import Mapping
from typing import Final

from services.referrals.domain.actions import Action
from services.referrals.domain.people.rules import PersonAction
from services.referrals.domain.places import NothingOpened, Referral
from services.referrals.domain.submissions.rules import SubmissionAction
from shared.casework.asking import (
    ADMINISTRATOR,
    AUDITOR,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    Asker,
    check_own_team,
)
from shared.casework.authority import roles_in_authority

_MANAGERS: Final = frozenset({TEAM_MANAGER, SERVICE_MANAGER})
_SOCIAL_WORK: Final = _MANAGERS | {SOCIAL_WORKER}

READ_SUBMISSIONS: Final = "read-submissions"
SEARCH_PEOPLE: Final = "search-people"
READ_PEOPLE: Final = "read-people"

_FORWARDING: Final = frozenset({"partner-agency"})
_NEEDING_PEOPLE: Final = _SOCIAL_WORK | {"placement-officer", "reviewing-officer"}

ROLES: Final[Mapping[str, frozenset[str]]] = {
    Action.OPEN_CONTACT: _SOCIAL_WORK,
    Action.DECIDE: _SOCIAL_WORK,
    Action.ACKNOWLEDGE: _SOCIAL_WORK,
    Action.TELL_OUTCOME: _SOCIAL_WORK,
    Action.ALLOCATE: _MANAGERS,
    Action.START_ASSESSMENT: _SOCIAL_WORK,
    Action.AUTHORISE_ASSESSMENT: _MANAGERS,
    Action.RECORD_EXPLOITATION: _SOCIAL_WORK,
    Action.ASSESS_RISK: _SOCIAL_WORK,
    Action.ALLOCATE_EXPLOITATION: _MANAGERS,
    Action.DECIDE_EXPLOITATION: _SOCIAL_WORK,
    Action.CLOSE_EXPLOITATION: _MANAGERS,
    Action.CORRECT: _SOCIAL_WORK,
    Action.CLOSE: _MANAGERS,
    Action.REOPEN: _MANAGERS,
    Action.LINK_PERSON: _SOCIAL_WORK,
    Action.CORRECT_PERSON: _SOCIAL_WORK,
    Action.ADD_NOTE: _SOCIAL_WORK,
    Action.REDACT_TEXT: _MANAGERS | {ADMINISTRATOR},
    Action.ASK_REDACTION: frozenset({ADMINISTRATOR}),
    Action.COMPLETE_REDACTION: _MANAGERS | {ADMINISTRATOR},
    SubmissionAction.SUBMIT: _FORWARDING | _SOCIAL_WORK | {ADMINISTRATOR},
    SubmissionAction.REDACT: _MANAGERS | {ADMINISTRATOR},
    SubmissionAction.ASK_REDACTION: frozenset({ADMINISTRATOR}),
    SubmissionAction.COMPLETE_REDACTION: _MANAGERS | {ADMINISTRATOR},
    READ_SUBMISSIONS: _FORWARDING | _SOCIAL_WORK | {AUDITOR, ADMINISTRATOR},
    PersonAction.ADD_PERSON: _NEEDING_PEOPLE,
    PersonAction.CORRECT_DETAILS: _NEEDING_PEOPLE,
    PersonAction.ADD_IDENTIFIER: _NEEDING_PEOPLE,
    PersonAction.WITHDRAW_IDENTIFIER: _MANAGERS,
    PersonAction.RECORD_ADDRESS: _NEEDING_PEOPLE,
    PersonAction.FORGET_PERSON: frozenset({ADMINISTRATOR}),
    SEARCH_PEOPLE: _NEEDING_PEOPLE,
    READ_PEOPLE: _NEEDING_PEOPLE | {AUDITOR, ADMINISTRATOR},
    **roles_in_authority(working=_SOCIAL_WORK, manager=SERVICE_MANAGER),
}


def check_own_case(action: str, asker: Asker, referral: Referral) -> None:
    """Authority is checked on the case as well as on the verb. Raises NotYourTeamsCase.

    A contact that no team has yet is the front door's, and so anybody's in social work: what it
    waits for is the decision.
    """
    if isinstance(referral, NothingOpened) or referral.contact.team is None:
        return
    check_own_team(action, asker, referral.contact.team, roles=ROLES)
