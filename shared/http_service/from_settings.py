"""The parts of an edge, made from a service's settings."""

import hmac
from pathlib import Path

from shared.clock import Clock, SystemClock
from shared.identity import (
    DevelopmentTokens,
    IssuedTokens,
    Permissions,
    RememberedTokens,
    Tokens,
    read_key,
)
from shared.identity.issuer_keys import IssuerKeys
from shared.web import Edge, ServiceSettings, SettingsInvalid


def clock_from(settings: ServiceSettings) -> Clock:
    """The machine's clock, shifted where a fault test asks for it."""
    return SystemClock(offset_seconds=settings.clock_offset_seconds)


def tokens_from(settings: ServiceSettings, clock: Clock) -> Tokens:
    """Whoever verifies this installation's tokens: the sign-in service's keys, or the local key.

    Raises SettingsInvalid; KeyFileUnsafe where others can read the local key.
    """
    if settings.issuer is not None and settings.issuer_keys is not None:
        issued = IssuedTokens(
            issuer=settings.issuer,
            audience=settings.audience,
            keys=IssuerKeys(source=settings.issuer_keys, clock=clock),
            clock=clock,
        )
        return RememberedTokens(issued, clock)
    if settings.in_production:
        raise SettingsInvalid(("production needs CANDOUR_ISSUER and CANDOUR_ISSUER_KEYS",))
    key_file = settings.token_key_file or settings.home / "keys" / "token.key"
    return RememberedTokens(DevelopmentTokens(read_key(key_file), clock), clock)


def edge_from(settings: ServiceSettings, clock: Clock, permissions: Permissions) -> Edge:
    """The edge of a service; its fingerprint key derives from the master key file."""
    if settings.key_file is None:
        raise SettingsInvalid(("CANDOUR_KEY_FILE is required",))
    return Edge(
        clock=clock,
        permissions=permissions,
        fingerprint_key=fingerprint_key(settings.key_file),
        simulated_time=settings.simulated_time,
    )


def fingerprint_key(master_key_file: Path) -> bytes:
    """The key of command fingerprints: the same in every process and after every restart.

    Derived, so that a leak of one use of the master key is no leak of another.
    """
    return hmac.digest(read_key(master_key_file), b"candour command fingerprints v1", "sha256")
