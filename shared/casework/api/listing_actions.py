"""The two lists of actions in every answer: what the caller may do now, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from fastapi import Request

from shared.casework.api.dependencies import Who
from shared.casework.api.views import ActionView, RefusedActionView
from shared.casework.asking import Asker
from shared.event_sourcing import Refusal
from shared.identity import Permissions, Role, RoleMayNot
from shared.web import edge_of

MOST_REMEMBERED: Final = 10_000


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
    def for_caller(cls, request: Request, who: Who) -> "Lister":
        """For every role and team that the caller of the request holds in the authority."""
        return cls(permissions=edge_of(request).permissions, asker=asker_of(who))

    def listed(
        self, against: Mapping[str, Refusal | None], addresses: Mapping[str, str], below: str = ""
    ) -> Actions:
        """The actions in `addresses`, each with the refusal of standing `against` it, if any.

        Addresses are `below` that of the case.

        One that the caller's roles do not allow is refused by `role-may-not`, whatever else is.
        """
        own = frozenset(map(Role, self.asker.roles))
        listed = Actions([], [])
        for action, refusal in against.items():
            if action not in addresses:
                continue
            refused = refusal if self.permissions.allow(own, action) else RoleMayNot(action=action)
            if refused is None:
                listed.allowed.append(_allowed(action, f"{below}{addresses[action]}"))
            else:
                listed.refused.append(_refused(action, refused.code, refused.because))
        return listed


@lru_cache(maxsize=MOST_REMEMBERED)
def _allowed(action: str, href: str) -> ActionView:
    """Made once for as long as the case is asked about: an answer has a dozen of them."""
    return ActionView(action=action, href=href)


@lru_cache(maxsize=MOST_REMEMBERED)
def _refused(action: str, code: str, because: str) -> RefusedActionView:
    """Made once: a service has some hundreds of them, and answers with twenty at a time."""
    return RefusedActionView(action=action, code=code, because=because)


def asker_of(who: Who) -> Asker:
    """Every role and team that the caller holds in the authority."""
    return Asker(roles=who.roles, teams=who.teams)
