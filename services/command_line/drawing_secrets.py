"""`candour secrets`: draw what an installation has to keep secret, a file for each."""

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from shared.database.provision import OWNER, role_of
from shared.database.secret_files import keep_unless_there
from shared.identity.key_file import KEY_BYTES

ADMINISTRATOR: Final = "postgres_password"
_BYTES_OF_RANDOMNESS: Final = 24
_READ_ONLY: Final = 0o400
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def draw_missing(folder: Path, services: Sequence[str]) -> tuple[str, ...]:
    """Files for the passwords and master keys that are not there; the names of the new ones.

    Nothing that is there is ever replaced: with another master key every name would be unreadable.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passwords = [
        name
        for name in _passwords(services)
        if keep_unless_there(folder / name, _new_password(), mode=_READ_ONLY)
    ]
    keys = [
        name
        for name in _master_keys(services)
        if keep_unless_there(folder / name, secrets.token_bytes(KEY_BYTES))
    ]
    return (*passwords, *keys)


def faults_of(folder: Path, services: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each file that cannot be what it is for, or is open to others.

    Of a file that is closed to us, as one handed to the services' user is, only size and mode.
    """
    return (
        *(fault for name in _passwords(services) for fault in _of_password(folder / name)),
        *(fault for name in _master_keys(services) for fault in _of_key(folder / name)),
    )


def _passwords(services: Sequence[str]) -> tuple[str, ...]:
    return (ADMINISTRATOR, OWNER, *map(role_of, services))


def _master_keys(services: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{service}_master_key" for service in services)


def _new_password() -> bytes:
    return f"{secrets.token_urlsafe(_BYTES_OF_RANDOMNESS)}\n".encode()


def _of_password(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{path} is no file"
    elif path.stat().st_size == 0 or (os.access(path, os.R_OK) and not path.read_bytes().strip()):
        yield f"{path} is empty: remove it, and another is drawn"
    yield from _open_to_others(path)


def _of_key(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{path} is no file"
    elif (size := path.stat().st_size) != KEY_BYTES:
        yield (
            f"{path} holds {size} bytes, and a key {KEY_BYTES}: put the right one back, or remove "
            "it where nothing was ever stored under it"
        )
    yield from _open_to_others(path)


def _open_to_others(path: Path) -> Iterator[str]:
    if path.is_file() and path.stat().st_mode & _OTHERS:
        yield f"{path} is open to others: chmod 400"
