"""The passwords of database roles, kept in one file that only its owner can read."""

import json
import os
import secrets
from pathlib import Path
from typing import Final

_BYTES_OF_RANDOMNESS: Final = 24


class PasswordsExposed(Exception):
    """The file can be read by others than its owner, so its passwords are no longer secret."""


class PasswordsUnreadable(Exception):
    """The file holds something else than passwords."""


class Passwords:
    """Passwords by role name, drawn once and remembered.

    Raises PasswordsExposed where the group or the world may read the file, PasswordsUnreadable
    where it holds none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, role: str) -> str:
        """The role's password, drawn now if it has none yet."""
        known = self._read()
        if role not in known:
            known[role] = secrets.token_urlsafe(_BYTES_OF_RANDOMNESS)
            self._write(known)
        return known[role]

    def _read(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        if self.path.stat().st_mode & 0o077:
            raise PasswordsExposed(f"{self.path} must be readable by its owner only (mode 0600)")
        try:
            known = json.loads(self.path.read_text())
            return {str(role): str(password) for role, password in known.items()}
        except (ValueError, AttributeError) as other:
            raise PasswordsUnreadable(
                f"{self.path} does not hold passwords: remove it, and they are set anew"
            ) from other

    def _write(self, passwords: dict[str, str]) -> None:
        """Replace the file in one step, so that a crash leaves the old one or the new one."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(passwords, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
