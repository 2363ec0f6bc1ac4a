"""What a token says, read strictly: a claim of the wrong shape makes the token worthless."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from shared.identity.caller import EVERY_AUTHORITY, Caller, Grant
from shared.identity.refusals import NotSignedIn
from shared.identity.roles import Role

KNOWN_ROLES = frozenset(role.value for role in Role)

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Authority = Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]{0,63}|\*)$")]
Subject = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]
Worker = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,100}$")]


class GrantClaim(BaseModel):
    """One grant as the token spells it; roles of other systems are left out, not refused."""

    model_config = ConfigDict(strict=True, extra="ignore")

    authority: Authority
    roles: Annotated[list[str], Field(max_length=50)]
    teams: Annotated[list[Code], Field(max_length=100)] = []
    worker: Worker | None = None
    agency: Code | None = None

    def grant(self) -> Grant | None:
        """The grant; None where no role of it is one of ours, or a person asks for everywhere."""
        roles = tuple(Role(role) for role in self.roles if role in KNOWN_ROLES)
        if not roles or (self.authority == EVERY_AUTHORITY and roles != (Role.SERVICE,)):
            return None
        return Grant(
            authority=self.authority,
            roles=roles,
            teams=tuple(self.teams),
            worker=self.worker,
            agency=self.agency,
        )


class Claims(BaseModel):
    """The claims of a verified token that say who holds it."""

    model_config = ConfigDict(strict=True, extra="ignore")

    sub: Subject
    exp: int | float
    grants: Annotated[list[GrantClaim], Field(max_length=500)]


def caller_of(claims: object) -> tuple[Caller, float]:
    """The caller and when the token expires (seconds since 1970). Raises NotSignedIn."""
    try:
        read = Claims.model_validate(claims)
    except ValidationError as unreadable:
        raise NotSignedIn(reason="malformed") from unreadable
    grants = tuple(grant for claim in read.grants if (grant := claim.grant()) is not None)
    if not grants:
        raise NotSignedIn(reason="no-grants")
    return Caller(sub=read.sub, grants=grants), float(read.exp)
