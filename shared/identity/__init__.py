"""Who is calling, in what role, in which authority, and what that role may do."""

from shared.identity.caller import EVERY_AUTHORITY, Caller, Grant
from shared.identity.key_file import KeyFileUnsafe, ensure_key, read_key
from shared.identity.minting import AUDIENCE, DEVELOPMENT_ISSUER, mint, mint_grants
from shared.identity.permissions import Permissions
from shared.identity.refusals import (
    AuthorityNotNamed,
    AuthorityNotYours,
    NotSignedIn,
    RoleMayNot,
    SignInUnavailable,
)
from shared.identity.roles import Role
from shared.identity.tokens import DevelopmentTokens, IssuedTokens, RememberedTokens, Tokens

__all__ = [
    "AUDIENCE",
    "DEVELOPMENT_ISSUER",
    "EVERY_AUTHORITY",
    "AuthorityNotNamed",
    "AuthorityNotYours",
    "Caller",
    "DevelopmentTokens",
    "Grant",
    "IssuedTokens",
    "KeyFileUnsafe",
    "NotSignedIn",
    "Permissions",
    "RememberedTokens",
    "Role",
    "RoleMayNot",
    "SignInUnavailable",
    "Tokens",
    "ensure_key",
    "mint",
    "mint_grants",
    "read_key",
]
