"""Bearer tokens: minted with the local development key, or the one the environment gives."""

import os
from dataclasses import dataclass, field
from typing import Final

from services.command_line.home import Home
from shared.clock import SystemClock
from shared.identity import mint
from shared.identity.key_file import read_key

TOKEN_VARIABLE: Final = "CANDOUR_TOKEN"  # noqa: S105 — the name of a variable
DEFAULT_HOURS: Final = 12.0


class NoKey(Exception):
    """There is no development key in this home, so no token can be minted here."""


@dataclass(slots=True, kw_only=True)
class LocalTokens:
    """Mints a token for each role and authority once. Against an installation whose tokens come
    from elsewhere, set CANDOUR_TOKEN: it is then used as it is.
    """

    home: Home
    minted: dict[tuple[str, str], str] = field(default_factory=dict)

    def bearer(self, *, role: str, authority: str) -> str:
        """Raises NoKey, or ValueError for an unknown role."""
        if given := os.environ.get(TOKEN_VARIABLE):
            return given
        if (role, authority) not in self.minted:
            self.minted[role, authority] = mint_for(self.home, role=role, authority=authority)
        return self.minted[role, authority]


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

    Raises NoKey, or ValueError for an unknown role.
    """
    try:
        key = read_key(home.token_key)
    except FileNotFoundError as absent:
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
