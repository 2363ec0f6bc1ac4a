"""Who may do what: action to role codes. Where the case stands is the rules' own question.

Placements are found and households looked after by placement officers, under the service manager;
whether carers are approved, exempted or approved no more is not the placing worker's to decide
(2016-11 paper L2172-2175, L2434-2436).
"""

from collections.abc import Mapping
from typing import Final

from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.state import Care, NotInCare
from services.placements.domain.households.decide import HouseholdAction
from services.placements.domain.households.household import Household, NotApproved
from shared.casework.asking import (
    ADMINISTRATOR,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    Asker,
    check_own_team,
)
from shared.casework.authority import roles_in_authority

PLACEMENT_OFFICER: Final = "placement-officer"
REVIEWING_OFFICER: Final = "reviewing-officer"

_PLACING: Final = frozenset({PLACEMENT_OFFICER, SERVICE_MANAGER})
_FOSTERING: Final = _PLACING | {TEAM_MANAGER}
_ARRANGING: Final = frozenset({SERVICE_MANAGER, ADMINISTRATOR})
_EVERYBODY: Final = _FOSTERING | {SOCIAL_WORKER, REVIEWING_OFFICER}

_HOUSEHOLDS: Final[Mapping[str, frozenset[str]]] = {
    HouseholdAction.APPROVE: _PLACING,
    HouseholdAction.CORRECT_APPROVAL: _PLACING,
    HouseholdAction.ALLOCATE: _FOSTERING,
    HouseholdAction.CHANGE_TERMS: _PLACING,
    HouseholdAction.CORRECT_TERMS: _PLACING,
    HouseholdAction.GRANT_EXEMPTION: frozenset({SERVICE_MANAGER}),
    HouseholdAction.END_EXEMPTION: frozenset({SERVICE_MANAGER}),
    HouseholdAction.HOLD_PLACES: _FOSTERING | {SOCIAL_WORKER},
    HouseholdAction.RELEASE_HOLD: _FOSTERING | {SOCIAL_WORKER},
    HouseholdAction.CLOSE: _PLACING,
    HouseholdAction.NOTE_COMPLAINT: _FOSTERING,
    HouseholdAction.CLOSE_COMPLAINT: _FOSTERING,
}

_WORKING: Final = _FOSTERING | {SOCIAL_WORKER}
_REVIEWING: Final = frozenset({REVIEWING_OFFICER, SERVICE_MANAGER})

_CARE: Final[Mapping[str, frozenset[str]]] = {
    CareAction.BECOME_LOOKED_AFTER: _WORKING,
    CareAction.RECORD_SIBLINGS: _WORKING,
    CareAction.ALLOCATE: _FOSTERING,
    CareAction.CHANGE_LEGAL_STATUS: _WORKING,
    CareAction.TELL_SERVICE: _EVERYBODY,
    CareAction.APPOINT_OFFICER: _REVIEWING,
    CareAction.REQUEST_PLACEMENT: _WORKING,
    CareAction.MATCH_PLACEMENT: _PLACING,
    CareAction.MAKE_PLACEMENT: _WORKING,
    CareAction.MOVE_CHILD: _WORKING,
    CareAction.PLAN_PLACEMENT: _WORKING,
    CareAction.END_PLACEMENT: _WORKING,
    CareAction.SETTLE_TERMS: _PLACING,
    CareAction.VISIT_CHILD: _WORKING,
    CareAction.HOLD_REVIEW: _REVIEWING,
    CareAction.CONTINUE_REVIEW: _REVIEWING,
    CareAction.ADJOURN_REVIEW: _REVIEWING,
    CareAction.ASK_EARLIER_REVIEW: _REVIEWING,
    CareAction.END_CARE: _WORKING,
    CareAction.CORRECT_START: _FOSTERING,
    CareAction.CORRECT_STATUS: _FOSTERING,
    CareAction.CORRECT_OFFICER: _REVIEWING,
    CareAction.CORRECT_PLACEMENT: _FOSTERING,
    CareAction.WITHDRAW_PLACEMENT: _FOSTERING,
    CareAction.CORRECT_ADDRESS: _WORKING,
    CareAction.CORRECT_VISIT: _FOSTERING,
    CareAction.CORRECT_REVIEW: _REVIEWING,
    CareAction.CORRECT_END: _FOSTERING,
    CareAction.ADD_NOTE: _EVERYBODY,
    CareAction.REDACT_TEXT: _ARRANGING,
    CareAction.ASK_REDACTION: _ARRANGING,
    CareAction.COMPLETE_REDACTION: _ARRANGING,
    CareAction.LINK_PERSON: _FOSTERING,
    CareAction.CORRECT_PERSON: _FOSTERING,
}
"""Reviews and the officer are the reviewing service's: independent of those who place the child."""

ROLES: Final[Mapping[str, frozenset[str]]] = {
    **_CARE,
    **_HOUSEHOLDS,
    **roles_in_authority(working=_EVERYBODY, manager=SERVICE_MANAGER),
}


def check_own_household(action: str, asker: Asker, household: Household) -> None:
    """Authority is checked on the case as well as on the verb. Raises NotYourTeamsCase."""
    if not isinstance(household, NotApproved):
        check_own_team(action, asker, household.team, roles=ROLES)


def check_own_care(action: str, asker: Asker, care: Care) -> None:
    """Authority is checked on the case as well as on the verb. Raises NotYourTeamsCase."""
    if not isinstance(care, NotInCare):
        check_own_team(action, asker, care.time.team, roles=ROLES)
