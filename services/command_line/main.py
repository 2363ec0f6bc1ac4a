"""The command `candour`. Each command imports what it needs when it runs, so that help is quick."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from services.command_line import deploying, parking, questions
from services.command_line.home import Home, HomeUnusable
from services.command_line.options import (
    FAILED,
    WRONG_USE,
    HomeOption,
    PlacesOption,
    reaching,
    stop,
    words_of,
)

ALREADY_RUNNING: Final = 3
PORT_TAKEN: Final = 4
LAST_PORT_BASE: Final = 65535 - 3
FIRST_YEAR: Final = 2012
LAST_YEAR: Final = 2031

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Candour: casework for a council's children's services, and whether it was on time.",
)


def run() -> None:
    """One command. What the machine refuses it (a folder, a port, a full disk) is a sentence."""
    try:
        app()
    except (HomeUnusable, OSError) as refused:
        sys.exit(stop(words_of(refused)).exit_code)


@app.command()
def up(
    *,
    home: HomeOption = None,
    real_time: Annotated[
        bool, typer.Option("--real-time", help="Refuse simulated time (Candour-Time).")
    ] = False,
    port_base: Annotated[
        int,
        typer.Option(min=1, max=LAST_PORT_BASE, help="Complaints listens here, others after."),
    ] = 8001,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Leave the county demo out.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="A service to run; may be said again. Else all of them."),
    ] = None,
    kafka: Annotated[
        bool,
        typer.Option(
            "--kafka", help="Messages by Apache Kafka: KAFKA_BOOTSTRAP_SERVERS, else one is run."
        ),
    ] = False,
) -> None:
    """Run everything on this machine: database, services, workers, a small county."""
    from services.command_line.broker import BrokerUnusable
    from services.command_line.installation import Wishes
    from services.command_line.supervisor import AlreadyRunning, FoundationEnded, NotReady
    from services.command_line.up import PortTaken, up
    from services.command_line.which_services import NoSuchService, chosen
    from shared.database.embedded import HomeInUse, ServerDidNotStart
    from shared.database.passwords import PasswordsExposed
    from shared.identity import KeyFileUnsafe

    place = Home.chosen(home)
    try:
        services = chosen(only)
    except NoSuchService as unknown:
        raise stop(f"there is no service {unknown}", WRONG_USE) from unknown
    wishes = Wishes(
        port_base=port_base,
        simulated_time=not real_time,
        seed=not no_seed,
        services=services,
        kafka=kafka,
    )
    try:
        up(place, wishes, typer.echo)
    except (AlreadyRunning, HomeInUse) as held:
        raise stop(f"candour is already running in {place.path}", ALREADY_RUNNING) from held
    except PortTaken as taken:
        raise stop(f"another program uses {taken}; try --port-base", PORT_TAKEN) from taken
    except (BrokerUnusable, ServerDidNotStart, KeyFileUnsafe, PasswordsExposed) as failed:
        raise stop(str(failed)) from failed
    except FoundationEnded as ended:
        raise stop("the database server has ended by itself, so everything was stopped") from ended
    except NotReady as late:
        raise stop(f"{late} did not become ready; see {place.logs}/{late}.log") from late


@app.command()
def token(
    *,
    role: Annotated[str, typer.Option("--as", help="A role, such as complaints-manager.")],
    authority: Annotated[
        str, typer.Option(help="Such as demo; '*' is every one, for the role service alone.")
    ],
    team: Annotated[str | None, typer.Option()] = None,
    worker: Annotated[str | None, typer.Option()] = None,
    agency: Annotated[str | None, typer.Option()] = None,
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 366)] = 12,
    home: HomeOption = None,
) -> None:
    """Print a bearer token for development. Production settings refuse it."""
    from services.command_line.tokens import NoKey, NotGrantable, mint_for
    from shared.identity import KeyFileUnsafe

    try:
        minted = mint_for(
            Home.chosen(home),
            role=role,
            authority=authority,
            team=team,
            worker=worker,
            agency=agency,
            hours=hours,
        )
    except NoKey as absent:
        raise stop(f"no key at {absent}; run candour up once", FAILED) from absent
    except NotGrantable as wrong:
        raise stop(str(wrong), WRONG_USE) from wrong
    except KeyFileUnsafe as unsafe:
        raise stop(str(unsafe)) from unsafe
    typer.echo(minted)


@app.command()
def replay(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")],
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Send a replay file through the public APIs; sending it again changes nothing."""
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


@app.command()
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
    """Fill the authority demo, in simulated time, with a small county in every service."""
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


for question in (questions.report, questions.verify, questions.erase, questions.rebuild):
    app.command()(question)
for preparation in (deploying.prepare, deploying.topics, deploying.secrets, deploying.health):
    app.command()(preparation)
app.add_typer(parking.app, name="parked")


if __name__ == "__main__":
    run()
