"""Development tokens: `candour token --as ROLE` and the tests. Production refuses them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from joserfc import jwt
from joserfc.jwk import OctKey

from shared.identity.caller import Grant
from shared.identity.roles import Role

DEVELOPMENT_ISSUER: Final = "candour-development"
AUDIENCE: Final = "candour"


def mint(
    *,
    role: Role | str,
    authority: str,
    key: bytes,
    now: datetime,
    team: str | None = None,
    worker: str | None = None,
    agency: str | None = None,
    hours: float = 12,
) -> str:
    """A bearer token for one role in one authority. ValueError for an unknown role.

    `sub` derives from role, authority, team, worker and agency, so that whoever mints the same
    token again (to repeat a replay) is the same caller.
    """
    grant = Grant(
        authority=authority,
        roles=(Role(role),),
        teams=() if team is None else (team,),
        worker=worker,
        agency=agency,
    )
    return mint_grants([grant], key=key, now=now, hours=hours)


def mint_grants(grants: Sequence[Grant], *, key: bytes, now: datetime, hours: float = 12) -> str:
    """A bearer token for several grants; `sub` derives from all of them."""
    claims = {
        "iss": DEVELOPMENT_ISSUER,
        "aud": AUDIENCE,
        "sub": subject_of(grants),
        "iat": int(now.timestamp()),
        "exp": int((now + timedelta(hours=hours)).timestamp()),
        "grants": [_claim(grant) for grant in grants],
    }
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(key), algorithms=["HS256"])


def subject_of(grants: Sequence[Grant]) -> str:
    """The `sub` that goes with these grants: the same for the same grants, always."""
    said = "|".join(
        ",".join(
            (
                grant.authority,
                "+".join(grant.roles),
                "+".join(grant.teams),
                grant.worker or "",
                grant.agency or "",
            )
        )
        for grant in grants
    )
    return str(uuid5(NAMESPACE_URL, f"candour:development:{said}"))


def _claim(grant: Grant) -> dict[str, object]:
    claim: dict[str, object] = {
        "authority": grant.authority,
        "roles": [role.value for role in grant.roles],
        "teams": list(grant.teams),
    }
    if grant.worker is not None:
        claim["worker"] = grant.worker
    if grant.agency is not None:
        claim["agency"] = grant.agency
    return claim
