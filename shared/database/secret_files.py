"""A secret in a file of its own: the only place in which this project takes a password."""

from pathlib import Path


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
