"""`candour prepare`: roles, databases and schemas on a server that somebody else runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.command_line.installation import bring_up_to_date
from shared.database.secret_files import secret_in
from shared.database.urls import with_password


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenServer:
    """A server by the URL of its administrator, who may make roles and databases."""

    superuser_dsn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordFiles:
    """A folder with one file for each role, named like it: `candour_owner`, and so on."""

    folder: Path

    def of(self, role: str) -> str:
        """Raises SecretUnreadable."""
        return secret_in(self.folder / role)


async def prepare(
    url: str,
    password_file: Path | None,
    passwords: PasswordFiles,
    services: Sequence[str],
    say: Callable[[str], None],
) -> None:
    """Make what is missing, set every role's password to its file's, and migrate all services.

    Done again it changes nothing but a password whose file changed. Raises SecretUnreadable, and
    what the server refuses.
    """
    whole = url if password_file is None else with_password(url, secret_in(password_file))
    for service in services:
        await bring_up_to_date(GivenServer(superuser_dsn=whole), passwords, service)
        say(f"{service}: role, databases and schemas are up to date")
