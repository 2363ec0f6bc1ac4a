"""The command `candour`. Each command imports what it needs when it runs, so that help is quick."""

import sys
from typing import Annotated, Final

import typer

from services.command_line import deploying, parking, questions, sending
from services.command_line.home import Home, HomeUnusable
from services.command_line.options import (
    FAILED,
    WRONG_USE,
    HomeOption,
    stop,
    words_of,
)

ALREADY_RUNNING: Final = 3
PORT_TAKEN: Final = 4
LAST_PORT_BASE: Final = 65535 - 3

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
    """Run everything on this machine until Ctrl-C.

    Database, services, workers, and a small county to look at.
    """
    from services.command_line.broker import BrokerUnusable
    from services.command_line.installation import Wishes
    from services.command_line.supervisor import AlreadyRunning, FoundationEnded, NotReady
    from services.command_line.up import PortTaken, up
    from services.command_line.which_services import NoSuchService, chosen
    from shared.database.embedded import HomeInUse, ServerDidNotStart
    from shared.database.passwords import PasswordsExposed, PasswordsUnreadable
    from shared.database.postmaster import LeftOverServer
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
    except (BrokerUnusable, ServerDidNotStart, LeftOverServer) as failed:
        raise stop(str(failed)) from failed
    except (KeyFileUnsafe, PasswordsExposed, PasswordsUnreadable) as failed:
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


for telling in (sending.replay, sending.seed):
    app.command()(telling)
for question in (questions.report, questions.verify, questions.erase, questions.rebuild):
    app.command()(question)
for preparation in (deploying.prepare, deploying.topics, deploying.secrets, deploying.health):
    app.command()(preparation)
app.add_typer(parking.app, name="parked")


if __name__ == "__main__":
    run()
