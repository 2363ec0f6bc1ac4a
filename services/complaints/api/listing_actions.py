"""The two lists of actions in every answer: what the caller may do now, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fastapi import Request

from services.complaints.api.views import ActionView, RefusedActionView
from shared.casework.asking import Asker
from shared.event_sourcing import Refusal
from shared.identity import Permissions, Role, RoleMayNot
from shared.web import Asking, Said, edge_of


class Actions(NamedTuple):
    """Each action that has an address, on the one list or the other."""

    allowed: list[ActionView]
    refused: list[RefusedActionView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lister:
    """Whom the lists are for, and what each role may do."""

    permissions: Permissions
    asker: Asker

    @classmethod
    def for_caller(cls, request: Request, who: Said | Asking) -> "Lister":
        """For every role and team that the caller of the request holds in the authority."""
        return cls(permissions=edge_of(request).permissions, asker=asker_of(who))

    def listed(
        self, against: Mapping[str, Refusal | None], addresses: Mapping[str, str]
    ) -> Actions:
        """The actions in `addresses`, each with the refusal of standing `against` it, if any.

        One that the caller's roles do not allow is refused by `role-may-not`, whatever else is.
        """
        own = frozenset(map(Role, self.asker.roles))
        listed = Actions([], [])
        for action, refusal in against.items():
            if action not in addresses:
                continue
            refused = refusal if self.permissions.allow(own, action) else RoleMayNot(action=action)
            if refused is None:
                listed.allowed.append(ActionView(action=action, href=addresses[action]))
            else:
                listed.refused.append(
                    RefusedActionView(action=action, code=refused.code, because=refused.because)
                )
        return listed


def asker_of(who: Said | Asking) -> Asker:
    """Every role and team that the caller holds in the authority."""
    return Asker(roles=who.roles, teams=who.teams)
