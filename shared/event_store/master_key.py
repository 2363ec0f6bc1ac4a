"""The master key: 32 bytes in a file that only its owner may read, which wrap all other keys."""

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from shared.event_store.sealing import KEY_BYTES, new_key

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


def create_master_key(path: Path) -> None:
    """Write a new master key, mode 0600, unless the file is there: it is never overwritten.

    The file appears whole or not at all, also where two starts race.
    """
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new_key())
            file.flush()
            os.fsync(file.fileno())
        _keep_unless_there(draft, path)
    finally:
        draft.unlink()


def _keep_unless_there(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
