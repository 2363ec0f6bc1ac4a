"""The command `candour`. Each command imports what it needs when it runs, so that help is quick."""

from pathlib import Path
from typing import Annotated, Final

import typer

from services.command_line.home import HOME_VARIABLE, Home

ALREADY_RUNNING: Final = 3
PORT_TAKEN: Final = 4
FAILED: Final = 1
WRONG_USE: Final = 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Candour: casework for a council's children's services, and whether it was on time.",
)
HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar=HOME_VARIABLE, help="Where data, keys and logs are kept."),
]
AuthorityOption = Annotated[str, typer.Option("--authority", help="Such as demo, county-2022.")]


def run() -> None:
    app()


def stop(why: str, code: int = FAILED) -> typer.Exit:
    """Say why on standard error; the caller raises what comes back."""
    typer.echo(why, err=True)
    return typer.Exit(code)


@app.command()
def up(
    *,
    home: HomeOption = None,
    real_time: Annotated[
        bool, typer.Option("--real-time", help="Refuse simulated time (Candour-Time).")
    ] = False,
    port_base: Annotated[int, typer.Option(help="Complaints listens here, others after.")] = 8001,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Leave the county demo out.")] = False,
) -> None:
    """Run everything on this machine: database, services, workers, a small county."""
    from services.command_line.installation import Wishes
    from services.command_line.supervisor import AlreadyRunning, NotReady
    from services.command_line.up import PortTaken, up

    place = Home.chosen(home)
    wishes = Wishes(port_base=port_base, simulated_time=not real_time, seed=not no_seed)
    try:
        up(place, wishes, typer.echo)
    except AlreadyRunning as held:
        raise stop(f"candour is already running in {place.path}", ALREADY_RUNNING) from held
    except PortTaken as taken:
        raise stop(f"another program uses {taken}; try --port-base", PORT_TAKEN) from taken
    except NotReady as late:
        raise stop(f"{late} did not become ready; see {place.logs}/{late}.log") from late


@app.command()
def token(
    *,
    role: Annotated[str, typer.Option("--as", help="A role, such as complaints-manager.")],
    authority: AuthorityOption,
    team: Annotated[str | None, typer.Option()] = None,
    worker: Annotated[str | None, typer.Option()] = None,
    agency: Annotated[str | None, typer.Option()] = None,
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 366)] = 12,
    home: HomeOption = None,
) -> None:
    """Print a bearer token for development. Production settings refuse it."""
    from services.command_line.tokens import NoKey, mint_for

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
    except ValueError as unknown:
        raise stop(f"there is no role {role}", WRONG_USE) from unknown
    typer.echo(minted)


if __name__ == "__main__":
    run()
