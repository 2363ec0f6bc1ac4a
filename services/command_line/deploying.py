"""The commands that prepare what an installation stands on, where `candour up` does not run it."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from services.command_line.options import WRONG_USE, stop, words_of

OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", help="A service; may be said again. Else all that are there."),
]


def prepare(
    *,
    administrator: Annotated[
        str,
        typer.Option(
            envvar="CANDOUR_ADMINISTRATOR_URL",
            help="postgresql://… of a role that may make roles and databases.",
        ),
    ],
    administrator_password_file: Annotated[
        Path | None, typer.Option(envvar="CANDOUR_ADMINISTRATOR_PASSWORD_FILE")
    ] = None,
    passwords: Annotated[
        Path,
        typer.Option(
            envvar="CANDOUR_PASSWORDS", help="A folder with a file for each role, named like it."
        ),
    ],
    only: OnlyOption = None,
) -> None:
    """Make roles and databases, and bring every schema up to date.

    On a server that somebody else runs, as often as one likes: what is there is kept.
    """
    import asyncpg

    from services.command_line.preparing import PasswordFiles, prepare
    from services.command_line.which_services import NoSuchService, chosen
    from shared.database.secret_files import SecretUnreadable

    try:
        services = chosen(only)
    except NoSuchService as unknown:
        raise stop(f"there is no service {unknown}", WRONG_USE) from unknown
    files = PasswordFiles(folder=passwords)
    try:
        asyncio.run(
            prepare(administrator, administrator_password_file, files, services, typer.echo)
        )
    except SecretUnreadable as missing:
        raise stop(str(missing)) from missing
    except asyncpg.PostgresError as refused:
        raise stop(f"the database server refuses: {refused}") from refused
    except asyncpg.ClientConfigurationError as wrong:
        raise stop(f"CANDOUR_ADMINISTRATOR_URL: {wrong}", WRONG_USE) from wrong
    except (ValueError, OverflowError) as unreadable:
        # Its own words may quote the URL, and so a password.
        because = "is no address of a server, such as postgresql://role@host:5432/postgres"
        raise stop(f"CANDOUR_ADMINISTRATOR_URL {because}", WRONG_USE) from unreadable
    except (OSError, TimeoutError) as away:
        raise stop(f"the database server does not answer: {words_of(away)}") from away


def topics(
    *,
    file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="What to make; else deploy/topics.toml."),
    ] = None,
) -> None:
    """Make the Kafka topics that are missing.

    On the broker that KAFKA_BOOTSTRAP_SERVERS names.
    """
    from services.command_line.broker import BrokerUnusable, make_topics
    from services.command_line.which_services import deployed

    try:
        made = make_topics(file or deployed("topics.toml"))
    except BrokerUnusable as failed:
        raise stop(str(failed)) from failed
    typer.echo("\n".join(f"made {name}" for name in made) or "every topic is there")


def secrets(
    *,
    folder: Annotated[Path, typer.Argument(help="Such as secrets; made where it is missing.")],
    only: OnlyOption = None,
) -> None:
    """Draw the passwords and master keys that are missing.

    A file that is there is never replaced; one that is empty, no key or open to others is named.
    """
    from services.command_line.drawing_secrets import draw_missing, faults_of
    from services.command_line.which_services import NoSuchService, chosen

    try:
        services = chosen(only)
    except NoSuchService as unknown:
        raise stop(f"there is no service {unknown}", WRONG_USE) from unknown
    drawn = draw_missing(folder, services)
    typer.echo("\n".join(f"drew {folder / name}" for name in drawn) or "nothing is missing")
    if faults := faults_of(folder, services):
        raise stop("\n".join(faults))


def health(
    *, address: Annotated[str, typer.Argument(help="Such as http://127.0.0.1:8001/health/ready.")]
) -> None:
    """End with 0 where the address answers well, else with 1 and why."""
    from services.command_line.health import ailment_of

    ailment = ailment_of(address)
    if ailment is not None:
        raise stop(ailment)
    typer.echo("well")
