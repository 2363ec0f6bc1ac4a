"""A personal value under its key: AES-256-GCM, bound to the place it was written in.

A sealed value is stored as `{"enc": "person"|"text", "key": "<uuid>", "n": …, "c": …}`, nonce and
ciphertext in base64. What it is bound to (its event and field, or its row) is authenticated with
it, so that a ciphertext moved elsewhere does not open.
"""

import os
from base64 import b64encode
from binascii import Error as NotBase64
from binascii import a2b_base64
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.event_sourcing import Erased
from shared.event_store.key_names import KeyKind, KeyName, Keys

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
MOST_NAMES: Final = 20_000
MEMBERS: Final = frozenset({"enc", "key", "n", "c"})

SealedValue = Mapping[str, str]


class BrokenSeal(Exception):
    """A sealed value does not open with its owner's key: it was altered, moved or truncated."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def encrypted(key: bytes, plain: bytes, *, bound_to: bytes) -> bytes:
    """Nonce and ciphertext, in one piece."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypted(key: bytes, nonce_and_cipher: bytes, *, bound_to: bytes) -> bytes:
    """The plain bytes. Raises BrokenSeal."""
    nonce, cipher = nonce_and_cipher[:NONCE_BYTES], nonce_and_cipher[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, cipher, bound_to)
    except (InvalidTag, ValueError):
        raise BrokenSeal("a sealed value does not open with its key") from None


def is_sealed(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == MEMBERS


def name_in(sealed: SealedValue) -> KeyName:
    """Whose key the value is under. Raises BrokenSeal."""
    try:
        return _named(sealed["enc"], sealed["key"])
    except (KeyError, TypeError, ValueError):
        raise BrokenSeal("a sealed value does not say whose key it is under") from None


@lru_cache(maxsize=MOST_NAMES)
def _named(kind: str, owner: str) -> KeyName:
    """Remembered, since one value is looked at twice, and one person is on many."""
    return KeyName(KeyKind(kind), UUID(owner))


def seal(keys: Keys, name: KeyName, value: str, *, bound_to: bytes) -> dict[str, str]:
    """The stored form of `value` under the key of `name`. Raises PersonErased or KeyLost."""
    whole = encrypted(keys.to_write(name), value.encode(), bound_to=_bound(name, bound_to))
    return {
        "enc": name.kind.value,
        "key": str(name.owner),
        "n": b64encode(whole[:NONCE_BYTES]).decode(),
        "c": b64encode(whole[NONCE_BYTES:]).decode(),
    }


def unseal(keys: Keys, sealed: SealedValue, *, bound_to: bytes) -> str | Erased:
    """The value, or `Erased` if its key was destroyed. Raises BrokenSeal or KeyLost."""
    name = name_in(sealed)
    key = keys.to_read(name)
    if key is None:
        return Erased()
    try:
        whole = a2b_base64(sealed["n"], strict_mode=True) + a2b_base64(
            sealed["c"], strict_mode=True
        )
    except (KeyError, TypeError, NotBase64, ValueError):
        raise BrokenSeal("a sealed value is not in base64") from None
    return decrypted(key, whole, bound_to=_bound(name, bound_to)).decode()


def _bound(name: KeyName, place: bytes) -> bytes:
    return name.kind.encode() + name.owner.bytes + place
