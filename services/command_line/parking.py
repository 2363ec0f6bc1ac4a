"""`candour parked`: the messages that a service could not apply are listed, retried or given up."""

import json
from typing import Annotated

import typer

from services.command_line.options import (
    HomeOption,
    PlacesOption,
    one_authority,
    one_reader,
    reaching,
)
from services.command_line.which_services import PROJECTIONS

app = typer.Typer(no_args_is_help=True, help="Messages that a service could not apply.")

ReaderOption = Annotated[
    str,
    typer.Option(
        help="Who could not apply them: projections, referrals, placements.", callback=one_reader
    ),
]


@app.command("list")
def list_parked(
    *,
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    service: ReaderOption = PROJECTIONS,
    skipped: Annotated[
        bool, typer.Option("--skipped", help="What was given up, in place of what waits.")
    ] = False,
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """What is parked, and why; or what was skipped, by whom and why."""
    from services.command_line import asking

    with reaching(home, places) as api:
        items = list(asking.parked(api, service, authority=authority, skipped=skipped))
    typer.echo(json.dumps({"items": items}, indent=2))


@app.command("retry")
def retry(
    *,
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    service: ReaderOption = PROJECTIONS,
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Read what is parked again, in order within each case."""
    from services.command_line import asking

    with reaching(home, places) as api:
        typer.echo(asking.retry_parked(api, service, authority=authority))


@app.command("skip")
def skip(
    *,
    source: Annotated[str, typer.Option(help="Whose message it is, as the list has it.")],
    position: Annotated[int, typer.Option(min=1, help="Its place in that log.")],
    because: Annotated[str, typer.Option(help="Why it is given up; names nobody.")],
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    service: ReaderOption = PROJECTIONS,
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Give a message up for good.

    What follows on its case can then be retried.
    """
    from services.command_line import asking

    with reaching(home, places) as api:
        said = asking.skip_parked(
            api, service, authority=authority, source=source, position=position, because=because
        )
    typer.echo(said)
