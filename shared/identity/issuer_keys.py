"""The public keys of the sign-in service (JWKS): from a file or an https address, kept a while."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import extract_compact

from shared.clock import Clock
from shared.identity.refusals import NotSignedIn, SignInUnavailable
from shared.telemetry import log_of

KEPT_SECONDS: Final = 600.0
SOONEST_AGAIN_SECONDS: Final = 30.0

IssuerKey = RSAKey | ECKey
log = log_of("identity.issuer-keys")


class KeysUnreadable(Exception):
    """The document is not a key set."""


@dataclass(slots=True)
class IssuerKeys:
    """The keys of one issuer, fetched when first needed and again when they may have changed.

    They are kept for `KEPT_SECONDS`; a token with an unknown key id asks again at once, but not
    more often than every `SOONEST_AGAIN_SECONDS`. When asking fails, known keys go on being used.
    """

    source: str
    clock: Clock
    _keys: dict[str | None, IssuerKey] = field(default_factory=dict)
    _asked_at: float = float("-inf")
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def key_for(self, token: str) -> IssuerKey:
        """The key that a token names. Raises NotSignedIn or SignInUnavailable."""
        key_id = _key_id(token)
        if self._age() > KEPT_SECONDS:
            await self._ask_again()
        key = self._known(key_id)
        if key is None and self._age() > SOONEST_AGAIN_SECONDS:
            await self._ask_again()
            key = self._known(key_id)
        if key is None and not self._keys:
            raise SignInUnavailable(retry_after_seconds=int(SOONEST_AGAIN_SECONDS))
        if key is None:
            raise NotSignedIn(reason="unknown-key")
        return key

    def _known(self, key_id: str | None) -> IssuerKey | None:
        if key_id is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return self._keys.get(key_id)

    def _age(self) -> float:
        return self.clock.now().timestamp() - self._asked_at

    async def _ask_again(self) -> None:
        asked_before = self._asked_at
        async with self._asking:
            if self._asked_at != asked_before:
                return  # another request asked while this one waited
            try:
                self._keys = _read(await self._document())
            except (OSError, KeysUnreadable) as failure:
                log.warning("issuer-keys-unavailable", exc_info=failure)
            self._asked_at = self.clock.now().timestamp()

    async def _document(self) -> bytes:
        if not self.source.startswith("https://"):
            return await asyncio.to_thread(Path(self.source).read_bytes)
        # Here, because httpx takes as long to import as the rest of a service's edge together, and
        # development never needs it.
        from shared.identity.https_document import fetch  # noqa: PLC0415

        return await fetch(self.source)


def _read(document: bytes) -> dict[str | None, IssuerKey]:
    """The signing keys of a JWKS by key id; keys of other kinds are left out."""
    try:
        entries = json.loads(document)["keys"]
        signing = [entry for entry in entries if entry.get("use", "sig") == "sig"]
        keys: dict[str | None, IssuerKey] = {}
        for entry in signing:
            match entry.get("kty"):
                case "RSA":
                    keys[entry.get("kid")] = RSAKey.import_key(_public(entry))
                case "EC" if entry.get("crv") == "P-256":
                    keys[entry.get("kid")] = ECKey.import_key(_public(entry))
                case _:
                    continue
    except (ValueError, TypeError, KeyError, AttributeError, JoseError) as unreadable:
        raise KeysUnreadable("not a JSON Web Key Set") from unreadable
    if not keys:
        raise KeysUnreadable("no RSA or P-256 signing key in the set")
    return keys


def _public(entry: dict[str, str]) -> dict[str, str | list[str]]:
    return {
        name: value for name, value in entry.items() if name in {"kty", "n", "e", "crv", "x", "y"}
    }


def _key_id(token: str) -> str | None:
    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as malformed:
        raise NotSignedIn(reason="malformed") from malformed
    key_id = header.get("kid")
    return key_id if isinstance(key_id, str) else None
