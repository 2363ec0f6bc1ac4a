"""Who asks, and whether the case is theirs: authority is checked on the case as on the verb."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shared.casework.refusals import NotYourTeamsCase

TEAM_MANAGER: Final = "team-manager"
SOCIAL_WORKER: Final = "social-worker"
SERVICE_MANAGER: Final = "service-manager"
ADMINISTRATOR: Final = "administrator"
AUDITOR: Final = "auditor"
REPORTING_ANALYST: Final = "reporting-analyst"
"""The codes of the roles that more than one service knows, as tokens spell them."""

TEAM_BOUND: Final = frozenset({TEAM_MANAGER, SOCIAL_WORKER})
"""Roles that act on the cases of their own team only; whoever may act on all has another role."""

READ_CASES: Final = "read-cases"
READ_REGISTER: Final = "read-register"
"""The actions of whoever only looks: at cases; at the register and the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks for an action: every role and team that they hold in the authority."""

    roles: tuple[str, ...]
    teams: tuple[str, ...]


def check_own_team(
    action: str, asker: Asker, team: str | None, *, roles: Mapping[str, frozenset[str]]
) -> None:
    """Raises NotYourTeamsCase. `roles` are those that may do each action; `team` has the case.

    A case without an owner is nobody's team's: somebody who acts on all allocates it first.
    """
    if team in asker.teams or TEAM_BOUND.isdisjoint(asker.roles):
        return
    able = roles[action] & frozenset(asker.roles)
    if able and able <= TEAM_BOUND:
        raise NotYourTeamsCase
