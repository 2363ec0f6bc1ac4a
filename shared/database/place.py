"""Where the files of a home's server are."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from shared.database.account import Account

# A unix socket's path ends at 107 bytes on Linux; the file's own name takes up to 20 of them.
_LONGEST_SOCKET_FOLDER: Final = 85
_ELSEWHERE: Final = Path("/var/lib")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The server's own folder, its data, its sockets and its log."""

    folder: Path
    data: Path
    sockets: Path
    log: Path

    @classmethod
    def of(cls, home: Path, account: Account) -> Self:
        """The place for `home`, made where it is missing, which `account` owns and can reach.

        That is below the home; or in `/var/lib/candour-<hash of the home>` where the account cannot
        enter one of the home's parents, whose modes are not ours to change.
        """
        if account.dropped:
            # Entering the home is allowed to all, listing it is not; what is secret has its own
            # folder of mode 0700.
            home.chmod((home.stat().st_mode & 0o777) | 0o011)
        folder = home / "postgres"
        if not account.can_reach(home):
            folder = folder_elsewhere(home)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        account.give(folder)
        sockets = folder
        if len(str(folder)) > _LONGEST_SOCKET_FOLDER:
            sockets = Path("/tmp") / _mark(home)  # noqa: S108 - owned, and closed to others
            sockets.mkdir(mode=0o700, exist_ok=True)
            account.give(sockets)
        log = folder / "server.log"
        return cls(folder=folder, data=folder / "data", sockets=sockets, log=log)

    @property
    def draft_of_data(self) -> Path:
        """Where data are made, before they take their name."""
        return self.folder / "data.draft"

    @property
    def draft_of_password(self) -> Path:
        """Where the superuser's password lies while the data are made."""
        return self.folder / "password.draft"

    def clear_drafts(self) -> None:
        """Remove what a start left half made when it was killed."""
        shutil.rmtree(self.draft_of_data, ignore_errors=True)
        self.draft_of_password.unlink(missing_ok=True)


def folder_elsewhere(home: Path) -> Path:
    """Where a home's data are if its account cannot reach the home."""
    return _ELSEWHERE / _mark(home)


def _mark(home: Path) -> str:
    return f"candour-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
