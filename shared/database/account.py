"""Which account runs the embedded server: our own, unless we are root, which PostgreSQL refuses."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_OWN_NAME: Final = "candour-db"
_LAST_RESORT: Final = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user and a group by number; `dropped` when they are not those of this process."""

    uid: int
    gid: int
    dropped: bool

    def can_reach(self, path: Path) -> bool:
        """Whether this account may enter every folder down to `path`."""
        if not self.dropped:
            return os.access(path, os.X_OK)
        asked = subprocess.run(  # noqa: S603 - a fixed program and a path of ours
            ["/usr/bin/env", "test", "-x", str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            check=False,
            cwd="/",
        )
        return asked.returncode == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of `path`."""
        if self.dropped:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """The account for the server process.

    As root it is the system user `candour-db`, created when missing, or `nobody` on a machine that
    cannot create users.
    """
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), dropped=False)
    entry = _entry(_OWN_NAME) or _created() or pwd.getpwnam(_LAST_RESORT)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, dropped=True)


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _created() -> pwd.struct_passwd | None:
    program = shutil.which("useradd")
    if program is None:
        return None
    subprocess.run(  # noqa: S603 - a fixed command
        [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _OWN_NAME],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # Another process may have created it in the same moment, so the answer is in the register.
    return _entry(_OWN_NAME)
