"""Bearer tokens: minted with the local development key, or the one the environment gives."""

import os
import re
from dataclasses import dataclass, field
from typing import Final

from pydantic import ValidationError

from services.command_line.home import Home
from shared.clock import SystemClock
from shared.identity import EVERY_AUTHORITY, mint
from shared.identity.claims import KNOWN_ROLES, GrantClaim
from shared.identity.key_file import read_key

TOKEN_VARIABLE: Final = "CANDOUR_TOKEN"  # noqa: S105 — the name of a variable
BEARER: Final = re.compile(r"[!-~]{1,16384}")
DEFAULT_HOURS: Final = 12.0


class NoKey(Exception):
    """There is no development key in this home, so no token can be minted here."""


class NotGrantable(ValueError):
    """No service would believe a token that says this; says which part, in a sentence."""


class TokenUnusable(Exception):
    """What CANDOUR_TOKEN holds cannot be a bearer token."""


@dataclass(slots=True, kw_only=True)
class LocalTokens:
    """Mints a token for each role and authority once. Against an installation whose tokens come
    from elsewhere, set CANDOUR_TOKEN: it is then used as it is.
    """

    home: Home
    minted: dict[tuple[str, str, str | None], str] = field(default_factory=dict)

    def bearer(self, *, role: str, authority: str, agency: str | None = None) -> str:
        """Raises NoKey, NotGrantable or TokenUnusable."""
        if given := os.environ.get(TOKEN_VARIABLE):
            if not BEARER.fullmatch(given):
                raise TokenUnusable(f"{TOKEN_VARIABLE} is no bearer token")
            return given
        grant = role, authority, agency
        if grant not in self.minted:
            self.minted[grant] = mint_for(self.home, role=role, authority=authority, agency=agency)
        return self.minted[grant]


def mint_for(
    home: Home,
    *,
    role: str,
    authority: str,
    team: str | None = None,
    worker: str | None = None,
    agency: str | None = None,
    hours: float = DEFAULT_HOURS,
) -> str:
    """A development token. The same words give the same `sub`, so the same caller.

    Raises NoKey, NotGrantable, or KeyFileUnsafe.
    """
    _check(role=role, authority=authority, team=team, worker=worker, agency=agency)
    try:
        key = read_key(home.token_key)
    except (FileNotFoundError, NotADirectoryError) as absent:
        raise NoKey(str(home.token_key)) from absent
    return mint(
        role=role,
        authority=authority,
        team=team,
        worker=worker,
        agency=agency,
        hours=hours,
        key=key,
        now=SystemClock().now(),
    )


def _check(
    *, role: str, authority: str, team: str | None, worker: str | None, agency: str | None
) -> None:
    """A grant as the services will read it. Raises NotGrantable."""
    if role not in KNOWN_ROLES:
        raise NotGrantable(f"there is no role {role!r}: {', '.join(sorted(KNOWN_ROLES))}")
    teams = [] if team is None else [team]
    try:
        claim = GrantClaim(
            authority=authority, roles=[role], teams=teams, worker=worker, agency=agency
        )
    except ValidationError as wrong:
        fields = sorted({str(error["loc"][0]).removesuffix("s") for error in wrong.errors()})
        raise NotGrantable(
            f"{' and '.join(fields)} cannot be a code: lower-case letters, digits and hyphens, "
            "at most 64, such as county-2022"
        ) from wrong
    if claim.grant() is None:
        raise NotGrantable(f"only the role service may be granted in {EVERY_AUTHORITY}")
