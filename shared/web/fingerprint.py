"""Is this the same command again? Its identity from the key, its content from a keyed hash."""

import hmac
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from shared.web.refusals import IdempotencyKeyInvalid

LONGEST_KEY: Final = 200
_COMMANDS: Final = uuid5(NAMESPACE_URL, "candour:commands")


def command_id_of(authority: str, caller: str, key: str) -> UUID:
    """The id of the command that `caller` names `key` in `authority`; the same for ever."""
    # The length keeps ("a", "b:c") apart from ("a:b", "c").
    return uuid5(_COMMANDS, f"{authority}:{len(caller)}:{caller}:{key}")


def checked_key(key: str) -> str:
    """An Idempotency-Key as sent. Raises IdempotencyKeyInvalid."""
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise IdempotencyKeyInvalid
    return key


def fingerprint(secret: bytes, *, method: str, path: str, body: bytes) -> bytes:
    """HMAC-SHA256 over the method, the full path with its query, and the canonical body.

    Canonical means: members sorted, no white space, so that a client may order and indent as it
    likes. Keyed, because a plain hash of a short body would tell what it says.
    """
    said = b"\n".join((method.encode(), path.encode(), canonical(body)))
    return hmac.digest(secret, said, "sha256")


def canonical(body: bytes) -> bytes:
    """JSON with sorted members and no white space; what is not JSON stays as it came."""
    if not body:
        return b""
    try:
        return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return body
