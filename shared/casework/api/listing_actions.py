"""The two lists of actions in every answer: what the caller may do now, and why not the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from fastapi import Request

from shared.casework.api.dependencies import Who
from shared.casework.api.views import ActionView, RefusedActionView
from shared.casework.asking import TEAM_BOUND, Asker
from shared.event_sourcing import Refusal, refusal_of
from shared.identity import Permissions, Role, RoleMayNot
from shared.web import edge_of

StateT = TypeVar("StateT")

MOST_REMEMBERED: Final = 1_000


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

    def on_own(
        self,
        against: Mapping[str, Refusal | None],
        check_own: Callable[[str, Asker, StateT], None],
        state: StateT,
    ) -> Mapping[str, Refusal | None]:
        """What stands `against` each action, or first of all that the case is another team's."""
        if TEAM_BOUND.isdisjoint(self.asker.roles):
            return against
        return {
            action: refusal_of(check_own, action, self.asker, state) or refusal
            for action, refusal in against.items()
        }

    def listed(
        self, against: Mapping[str, Refusal | None], addresses: Mapping[str, str], below: str = ""
    ) -> Actions:
        """The actions in `addresses`, each with the refusal of standing `against` it, if any.

        Addresses are `below` that of the case.

        One that the caller's roles do not allow is refused by `role-may-not`, whatever else is.
        """
        own = frozenset(map(Role, self.asker.roles))
        permitted = self.permissions.allow
        listed = Actions([], [])
        for action, refusal in against.items():
            address = addresses.get(action)
            if address is None:
                continue
            refused = refusal if permitted(own, action) else RoleMayNot(action=action)
            if refused is None:
                listed.allowed.append(ActionView(action=action, href=below + address))
            else:
                listed.refused.append(_refused(action, refused.code, refused.because))
        return listed


@lru_cache(maxsize=MOST_REMEMBERED)
def _refused(action: str, code: str, because: str) -> RefusedActionView:
    """Made once: a service has some hundreds of them, and answers with twenty at a time."""
    return RefusedActionView(action=action, code=code, because=because)


def asker_of(who: Who) -> Asker:
    """Every role and team that the caller holds in the authority."""
    return Asker(roles=who.roles, teams=who.teams)
