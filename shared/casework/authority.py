"""Who may do what every service can do for an authority, beside its own kinds of case."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from shared.casework.asking import (
    ADMINISTRATOR,
    AUDITOR,
    READ_CASES,
    READ_REGISTER,
    REPORTING_ANALYST,
    TEAM_MANAGER,
)
from shared.casework.erasure.rules import ASK_ERASURE, CONFIRM_DESTRUCTION
from shared.casework.policy.rules import SET_POLICY
from shared.casework.register.rules import ADD_WORKER, CLOSE_TEAM, OPEN_TEAM, REMOVE_WORKER


def roles_in_authority(*, working: AbstractSet[str], manager: str) -> Mapping[str, frozenset[str]]:
    """Action to role codes, for a service whose own cases those who are `working` may see.

    `manager` sets the policy, and keeps the register with the administrator; a team's manager says
    who is in it. Only an administrator erases. Whoever audits or runs the system sees cases too.
    """
    arranging = frozenset({manager, ADMINISTRATOR})
    seeing = frozenset(working) | {AUDITOR, ADMINISTRATOR}
    return {
        OPEN_TEAM: arranging,
        CLOSE_TEAM: arranging,
        ADD_WORKER: arranging | {TEAM_MANAGER},
        REMOVE_WORKER: arranging | {TEAM_MANAGER},
        SET_POLICY: frozenset({manager}),
        ASK_ERASURE: frozenset({ADMINISTRATOR}),
        CONFIRM_DESTRUCTION: frozenset({ADMINISTRATOR}),
        READ_CASES: seeing,
        READ_REGISTER: seeing | {REPORTING_ANALYST},
    }
