"""What the commands have in common: options, how they reach the services, how they fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from services.command_line.home import HOME_VARIABLE, Home

if TYPE_CHECKING:
    from services.command_line.api import Api

FAILED: Final = 1
WRONG_USE: Final = 2

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar=HOME_VARIABLE, help="Where data, keys and logs are kept."),
]
ComplaintsOption = Annotated[
    str | None, typer.Option("--complaints", help="URL; else where candour up runs it.")
]
ProjectionsOption = Annotated[
    str | None, typer.Option("--projections", help="URL; else where candour up runs it.")
]
AuthorityOption = Annotated[str, typer.Option("--authority", help="Such as demo, county-2022.")]


def stop(why: str, code: int = FAILED) -> typer.Exit:
    """Say why on standard error; the caller raises what comes back."""
    typer.echo(why, err=True)
    return typer.Exit(code)


@contextmanager
def reaching(home: Path | None, complaints: str | None, projections: str | None) -> "Iterator[Api]":
    """The services' APIs; what keeps them from answering becomes a sentence and a failure."""
    from services.command_line import reach

    place = Home.chosen(home)
    try:
        with reach.api(place, {"complaints": complaints, "projections": projections}) as api:
            yield api
    except reach.FAILURES as failure:
        raise stop(reach.in_words(failure)) from failure
