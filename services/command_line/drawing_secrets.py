"""`candour secrets`: draw what an installation has to keep secret, a file for each."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from shared.database.provision import OWNER, role_of
from shared.identity.key_file import ensure_key

ADMINISTRATOR: Final = "postgres_password"
_BYTES_OF_RANDOMNESS: Final = 24
_OWNER_ONLY: Final = 0o400


def draw_missing(folder: Path, services: Sequence[str]) -> tuple[str, ...]:
    """Files for the passwords and master keys that are not there; the names of the new ones.

    Nothing that is there is ever replaced: with another master key every name would be unreadable.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    drawn = [
        name
        for name in (ADMINISTRATOR, OWNER, *map(role_of, services))
        if _draw_password(folder / name)
    ]
    for service in services:
        key = folder / f"{service}_master_key"
        if not key.exists():
            ensure_key(key)
            drawn.append(key.name)
    return tuple(drawn)


def _draw_password(path: Path) -> bool:
    """Whether it was not there. It is made whole or not at all, and never over another."""
    if path.exists():
        return False
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(_BYTES_OF_RANDOMNESS) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True
