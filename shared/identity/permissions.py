"""Who may do what: a table from action to roles, the same for the route and for what it lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.identity.refusals import RoleMayNot
from shared.identity.roles import Role


@dataclass(frozen=True, slots=True)
class Permissions:
    """Which roles may do each action. An action that is not in the table is a defect, not a no."""

    table: Mapping[str, frozenset[Role]]

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> "Permissions":
        """From role codes as a domain writes them; ValueError for an unknown role."""
        return cls({action: frozenset(map(Role, roles)) for action, roles in table.items()})

    def allow(self, roles: Iterable[Role], action: str) -> bool:
        """True where one of `roles` may do `action`; KeyError for an action not in the table."""
        return not self.table[action].isdisjoint(roles)

    def role_for(self, roles: Iterable[Role], action: str) -> Role:
        """The first of `roles` that may do `action`: the one in which the caller then acts.

        Raises RoleMayNot; KeyError for an action that is not in the table.
        """
        permitted = self.table[action]
        for role in roles:
            if role in permitted:
                return role
        raise RoleMayNot(action=action)
