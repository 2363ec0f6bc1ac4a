"""What the commands have in common: options, how they reach the services, how they fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from services.command_line.authority_code import SPELLING, is_authority
from services.command_line.home import HOME_VARIABLE, Home
from services.command_line.which_services import reading_others

if TYPE_CHECKING:
    from services.command_line.api import Api

FAILED: Final = 1
WRONG_USE: Final = 2


def one_authority(code: str) -> str:
    """The code as typed. Raises typer.BadParameter where no authority can have it."""
    if not is_authority(code):
        raise typer.BadParameter(f"an authority's code is {SPELLING}")
    return code


def one_reader(service: str) -> str:
    """The service as typed. Raises typer.BadParameter where it reads nobody's messages."""
    if service not in (readers := reading_others()):
        raise typer.BadParameter(f"messages are parked where they are read: {', '.join(readers)}")
    return service


HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar=HOME_VARIABLE, help="Where data, keys and logs are kept."),
]
PlacesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--at", help="SERVICE=URL, such as complaints=http://…; else where candour up runs it."
    ),
]
AuthorityOption = Annotated[
    str,
    typer.Option("--authority", help="Such as demo, county-2022.", callback=one_authority),
]


def stop(why: str, code: int = FAILED) -> typer.Exit:
    """Say why on standard error; the caller raises what comes back."""
    typer.echo(why, err=True)
    return typer.Exit(code)


def words_of(failure: Exception) -> str:
    """One sentence, also for what the operating system says with a number and a file."""
    if not isinstance(failure, OSError) or failure.strerror is None:
        return str(failure)
    place = f"{failure.filename}: " if failure.filename else ""
    return f"{place}{failure.strerror}"


@contextmanager
def reaching(home: Path | None, places: list[str] | None) -> "Iterator[Api]":
    """The services' APIs; what keeps them from answering becomes a sentence and a failure."""
    from services.command_line import reach

    try:
        with reach.api(Home.chosen(home), reach.addresses(places or ())) as api:
            yield api
    except reach.WRONG_USES as wrong:
        raise stop(reach.in_words(wrong), WRONG_USE) from wrong
    except reach.FAILURES as failure:
        raise stop(reach.in_words(failure)) from failure
