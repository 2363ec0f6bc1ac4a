"""The commands that send many requests and wait until the figures know them: replay, seed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from services.command_line.home import Home
from services.command_line.options import WRONG_USE, HomeOption, PlacesOption, reaching, stop

FIRST_YEAR: Final = 2012
LAST_YEAR: Final = 2031


def replay(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")],
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Send a replay file; sending it again changes nothing.

    Through the public APIs, case by case, until the projections know all of it.
    """
    from services.command_line.catching_up import wait_for_projections
    from services.command_line.progress import progress
    from services.command_line.replay_lines import read, rows_of
    from services.command_line.replaying import replay

    with reaching(home, places) as api:
        lines = tuple(read(rows_of(file)))
        with progress(len(lines)) as after_each:
            sent = replay(lines, api, after_each)
        for authority in sent.authorities:
            wait_for_projections(api, authority=authority)
    typer.echo(
        f"{sent.lines} lines sent, {sent.refused} refused as stated; the projections know them"
    )


def seed(
    *,
    scale: Annotated[
        float, typer.Option(min=0.05, max=100, help="1: sixty complaints a year, and so on.")
    ] = 1.0,
    years: Annotated[int, typer.Option(min=1, max=10)] = 1,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; else today.")
    ] = None,
    number: Annotated[int, typer.Option("--seed", help="The same number, the same county.")] = 7,
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Fill the authority demo with a small county.

    In every service, in simulated time, through the public APIs.
    """
    from services.command_line.progress import progress
    from services.command_line.seeding import fill, wished

    place = Home.chosen(home)
    if until and not FIRST_YEAR + years <= until.year <= LAST_YEAR:
        because = f"--until lies in {FIRST_YEAR + years} to {LAST_YEAR}, as far as calendars reach"
        raise stop(because, WRONG_USE)
    with reaching(home, places) as api:
        last_day = until.date().isoformat() if until else None
        state = wished(place, scale=scale, years=years, until=last_day, seed=number)
        sent = fill(place, state, api, progress)
    typer.echo(f"{sent.lines} lines sent; the county demo is filled until {state.until}")
