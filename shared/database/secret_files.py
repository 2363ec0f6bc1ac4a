"""A secret in a file of its own: the only place in which this project takes a password or a key."""

import os
import tempfile
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600


class SecretUnreadable(Exception):
    """The file is not there, is closed to us, or holds nothing; the message names it."""


def secret_in(path: Path) -> str:
    """What the file holds, without the spaces and line ends around it. Raises SecretUnreadable."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SecretUnreadable(f"{path} cannot be read") from unreadable
    if not secret:
        raise SecretUnreadable(f"{path} is empty")
    return secret


def keep_unless_there(path: Path, secret: bytes, *, mode: int = OWNER_ONLY) -> bool:
    """Whether `secret` is now what the file holds: a file that is there is never written over.

    It appears whole and on the disk or not at all, and of two who come at once the first wins.
    Raises OSError, with the path.
    """
    if os.path.lexists(path):
        return False
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError as refused:
        # A full disk does not say by itself which file it did not take.
        raise OSError(refused.errno, refused.strerror, str(path)) from refused
    finally:
        Path(draft).unlink()
    return True
