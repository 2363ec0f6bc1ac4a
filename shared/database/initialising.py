"""Making the data of a new server: locale C, UTF-8, and a password for its superuser."""

import os
import subprocess
from pathlib import Path
from typing import Final

from shared.database.account import Account
from shared.database.place import Place

SUPERUSER: Final = "postgres"
# Nothing of the caller's: a PGDATA or a locale of theirs would change the server.
ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class ServerDidNotStart(Exception):
    """The server ended, stayed silent or could not be made; its log file says why."""


def make_data(account: Account, place: Place, bin_folder: Path, password: str) -> None:
    """Make the data as a draft, then name it: an interrupted start leaves nothing half-made.

    Raises ServerDidNotStart.
    """
    secret = place.draft_of_password
    descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password)
    account.give(secret)
    try:
        subprocess.run(  # noqa: S603 - the wheel's program, arguments of ours
            [
                str(bin_folder / "initdb"),
                *("-D", str(place.draft_of_data), "-U", SUPERUSER, f"--pwfile={secret}"),
                *("--locale=C", "--encoding=UTF8", "--auth=scram-sha-256"),
                *("--set", "scram_iterations=1"),
                "--no-instructions",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            user=account.uid if account.dropped else None,
            group=account.gid if account.dropped else None,
            extra_groups=[] if account.dropped else None,
            cwd=place.folder,
            env=ENVIRONMENT,
        )
    except subprocess.CalledProcessError as failed:
        said = failed.stderr.decode(errors="replace")
        raise ServerDidNotStart(f"the database could not be made: {said}") from failed
    finally:
        secret.unlink()
    place.draft_of_data.rename(place.data)
