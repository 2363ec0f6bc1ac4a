"""Who is calling, and what they were granted in which authority."""

import re
from dataclasses import dataclass, replace
from typing import Final

from shared.identity.refusals import AuthorityNotNamed, AuthorityNotYours
from shared.identity.roles import Role

_AUTHORITY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
EVERY_AUTHORITY: Final = "*"
"""In a grant of the role `service` only: a machine that works for the whole installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token grants in one authority; `teams` begins with the holder's own."""

    authority: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...] = ()
    worker: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A person or a machine whose token was verified. `sub` is the issuer's name for them."""

    sub: str
    grants: tuple[Grant, ...]

    def grant_in(self, authority: str | None) -> Grant:
        """The grant that a request stands on.

        Without `authority` the token must cover exactly one. Raises AuthorityNotNamed or
        AuthorityNotYours.
        """
        if authority is None or authority == EVERY_AUTHORITY:
            return self._only_grant()
        for grant in self.grants:
            if grant.authority == authority:
                return grant
        for grant in self.grants:
            if grant.authority == EVERY_AUTHORITY and _AUTHORITY.fullmatch(authority):
                return replace(grant, authority=authority)
        raise AuthorityNotYours

    def has_role(self, *roles: Role) -> bool:
        """True where any grant holds one of `roles`: for what belongs to no authority."""
        return any(role in grant.roles for grant in self.grants for role in roles)

    def serves_every_authority(self) -> bool:
        """True for a machine of the whole installation: what it reads is of every authority."""
        return any(
            grant.authority == EVERY_AUTHORITY and Role.SERVICE in grant.roles
            for grant in self.grants
        )

    def _only_grant(self) -> Grant:
        if len(self.grants) == 1 and self.grants[0].authority != EVERY_AUTHORITY:
            return self.grants[0]
        raise AuthorityNotNamed
