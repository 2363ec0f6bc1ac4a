"""A key in a file that only its owner may read: what signs development tokens, a master key."""

import secrets
import stat
from pathlib import Path
from typing import Final

from shared.database.secret_files import keep_unless_there

KEY_BYTES: Final = 32


class KeyFileUnsafe(Exception):
    """The key file can be read by others than its owner, or does not hold a key."""


def ensure_key(path: Path) -> bytes:
    """The key in `path`, made there (mode 0600) if the file is absent.

    Raises KeyFileUnsafe. Two processes that start together end with the same key.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_unless_there(path, secrets.token_bytes(KEY_BYTES))
    return read_key(path)


def read_key(path: Path) -> bytes:
    """The key in `path`. Raises KeyFileUnsafe, or FileNotFoundError."""
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileUnsafe(f"{path} can be read by others: chmod 600")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyFileUnsafe(f"{path} does not hold {KEY_BYTES} bytes")
    return key
