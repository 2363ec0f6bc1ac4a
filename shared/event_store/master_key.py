"""The master key: 32 bytes in a file that only its owner may read, which wrap all other keys."""

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from shared.event_store.sealing import KEY_BYTES

OTHERS = stat.S_IRWXG | stat.S_IRWXO


class UnsafeMasterKey(Exception):
    """The file of the master key is missing, readable by others, or not 32 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterKey:
    """`name` is stored beside each key that it wraps, so that a wrong file is recognised."""

    secret: bytes = field(repr=False)
    name: str

    @classmethod
    def read(cls, path: Path) -> "MasterKey":
        """The key in the file. Raises UnsafeMasterKey."""
        try:
            with path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                secret = file.read(KEY_BYTES + 1)
        except OSError as problem:
            raise UnsafeMasterKey(f"the master key cannot be read: {problem.strerror}") from None
        if mode & OTHERS:
            raise UnsafeMasterKey("the master key's file is open to others: it must be mode 0600")
        if len(secret) != KEY_BYTES:
            raise UnsafeMasterKey(f"the master key is not {KEY_BYTES} bytes")
        return cls.of(secret)

    @classmethod
    def of(cls, secret: bytes) -> "MasterKey":
        digest = hashlib.sha256(b"candour master key\0" + secret).hexdigest()
        return cls(secret=secret, name=f"master:{digest[:16]}")
