"""Bearer tokens: verified once, then remembered by their hash until they expire.

Two kinds, never both: in development a token signed with a local key (HS256), in production one of
the configured issuer (RS256 or ES256, keys from its JWKS). Which algorithms may be used is fixed
here and never taken from the token, so that `alg: none` and a public key used as a secret fail.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final, Protocol

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import ECKey, OctKey, RSAKey

from shared.clock import Clock
from shared.identity.caller import Caller
from shared.identity.claims import caller_of
from shared.identity.issuer_keys import IssuerKeys
from shared.identity.minting import AUDIENCE, DEVELOPMENT_ISSUER
from shared.identity.refusals import NotSignedIn

LONGEST_TOKEN: Final = 16_384
LEEWAY_SECONDS: Final = 30
REMEMBERED_TOKENS: Final = 4_096
REMEMBERED_SECONDS: Final = 300.0
"""A revoked issuer key stops working after this long at the latest."""


class Tokens(Protocol):
    """Whoever can tell who holds a token."""

    async def verify(self, token: str) -> tuple[Caller, float]:
        """The caller, and when the token expires (seconds since 1970).

        Raises NotSignedIn; SignInUnavailable where the issuer's keys cannot be had.
        """
        ...


@dataclass(frozen=True, slots=True)
class DevelopmentTokens:
    """Tokens signed with the local key of this machine."""

    key: bytes
    clock: Clock

    async def verify(self, token: str) -> tuple[Caller, float]:
        claims = _claims(
            token,
            key=OctKey.import_key(self.key),
            algorithms=["HS256"],
            issuer=DEVELOPMENT_ISSUER,
            audience=AUDIENCE,
            now=self.clock.now().timestamp(),
        )
        return caller_of(claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedTokens:
    """Tokens of the authority's own sign-in service (OpenID Connect)."""

    issuer: str
    audience: str
    keys: IssuerKeys
    clock: Clock

    async def verify(self, token: str) -> tuple[Caller, float]:
        key = await self.keys.key_for(token)
        claims = _claims(
            token,
            key=key,
            algorithms=["RS256", "ES256"],
            issuer=self.issuer,
            audience=self.audience,
            now=self.clock.now().timestamp(),
        )
        return caller_of(claims)


class RememberedTokens:
    """Tokens that were verified before: a signature is checked once, an expiry every time.

    Kept by SHA-256 of the token, at most `REMEMBERED_TOKENS` of them, the longest unused leaving
    first. A token that was turned away is not remembered.
    """

    __slots__ = ("_clock", "_known", "_tokens")

    def __init__(self, tokens: Tokens, clock: Clock) -> None:
        self._tokens = tokens
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[Caller, float, float]] = OrderedDict()

    async def verify(self, token: str) -> tuple[Caller, float]:
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise NotSignedIn(reason="malformed")
        digest = hashlib.sha256(token.encode()).digest()
        now = self._clock.now().timestamp()
        known = self._known.get(digest)
        if known is not None:
            caller, expires, forgotten_at = known
            if expires + LEEWAY_SECONDS <= now:
                raise NotSignedIn(reason="expired")
            if now < forgotten_at:
                self._known.move_to_end(digest)
                return caller, expires
        caller, expires = await self._tokens.verify(token)
        self._known[digest] = (caller, expires, now + REMEMBERED_SECONDS)
        if len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return caller, expires


def _claims(
    token: str,
    *,
    key: OctKey | RSAKey | ECKey,
    algorithms: list[str],
    issuer: str,
    audience: str,
    now: float,
) -> dict[str, Any]:
    rules = jwt.JWTClaimsRegistry(
        now=int(now),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        exp={"essential": True},
        sub={"essential": True},
    )
    try:
        read = jwt.decode(token, key, algorithms=algorithms)
        rules.validate(read.claims)
    except ExpiredTokenError as expired:
        raise NotSignedIn(reason="expired") from expired
    except (JoseError, ValueError) as unacceptable:
        raise NotSignedIn(reason="not-valid") from unacceptable
    return read.claims
