"""The command `candour`. Each command imports what it needs when it runs, so that help is quick."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from uuid import UUID

import typer

from services.command_line.home import HOME_VARIABLE, Home

if TYPE_CHECKING:
    from services.command_line.api import Api

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
ComplaintsOption = Annotated[
    str | None, typer.Option("--complaints", help="URL; else where candour up runs it.")
]
ProjectionsOption = Annotated[
    str | None, typer.Option("--projections", help="URL; else where candour up runs it.")
]
AuthorityOption = Annotated[str, typer.Option("--authority", help="Such as demo, county-2022.")]


def run() -> None:
    app()


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


@app.command()
def replay(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")],
    complaints: ComplaintsOption = None,
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Send a replay file through the public APIs; sending it again changes nothing."""
    from services.command_line.catching_up import wait_for_projections
    from services.command_line.progress import progress
    from services.command_line.replay_lines import read
    from services.command_line.replaying import replay

    with reaching(home, complaints, projections) as api:
        with file.open(encoding="utf-8") as rows:
            lines = tuple(read(rows))
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
    scale: Annotated[float, typer.Option(min=0.05, max=100, help="1: sixty a year.")] = 1.0,
    years: Annotated[int, typer.Option(min=1, max=10)] = 1,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD; else today.")] = None,
    number: Annotated[int, typer.Option("--seed", help="The same number, the same county.")] = 7,
    complaints: ComplaintsOption = None,
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Fill the authority demo with a small county, in simulated time."""
    from services.command_line.progress import progress
    from services.command_line.seeding import fill, wished

    place = Home.chosen(home)
    with reaching(home, complaints, projections) as api:
        state = wished(place, scale=scale, years=years, until=until, seed=number)
        sent = fill(place, state, api, progress)
    typer.echo(f"{sent.lines} lines sent; the county demo is filled until {state.until}")


@app.command()
def report(
    *,
    name: Annotated[str, typer.Argument(help="complaints-annual")],
    authority: AuthorityOption,
    year: Annotated[str, typer.Option(help="A financial year, such as 2022/23.")],
    form: Annotated[str, typer.Option("--format", help="text, json or csv")] = "text",
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Print a report: its figures, and how fresh they are."""
    from services.command_line import asking

    if form not in asking.FORMATS:
        raise stop(f"the formats are {', '.join(asking.FORMATS)}", WRONG_USE)
    with reaching(home, None, projections) as api:
        text = asking.report(api, name=name, authority=authority, year=year, form=form)
    typer.echo(text, nl=not text.endswith("\n"))


@app.command()
def verify(
    *,
    authority: Annotated[str, typer.Option(help="Any in which you are an auditor.")] = "demo",
    complaints: ComplaintsOption = None,
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Walk the hash chains of the log and name what was edited, deleted or reordered."""
    from services.command_line import asking

    with reaching(home, complaints, projections) as api:
        said = asking.verify(api, authority=authority)
    findings = said.get("findings")
    for finding in findings if isinstance(findings, list) else []:
        typer.echo(f"{finding['kind']} at position {finding['position']}: {finding['said']}")
    if said.get("ok") is not True:
        raise stop(f"the log is not as it was written ({said.get('events_checked')} events)")
    typer.echo(f"the log is as it was written: {said.get('events_checked')} events checked")


@app.command()
def erase(
    *,
    authority: AuthorityOption,
    person: Annotated[UUID, typer.Option(help="The person's reference, never a name.")],
    reason: Annotated[str, typer.Option(help="The code of the reason.")],
    complaints: ComplaintsOption = None,
    home: HomeOption = None,
) -> None:
    """Destroy a person's keys: what names them becomes unreadable, the figures stay true."""
    from services.command_line import asking

    with reaching(home, complaints, None) as api:
        said = asking.erase(api, authority=authority, person=str(person), reason=reason)
    typer.echo(said)


parked_app = typer.Typer(no_args_is_help=True, help="Messages that the projections cannot read.")
app.add_typer(parked_app, name="parked")


@parked_app.command("list")
def parked_list(
    *,
    authority: Annotated[str, typer.Option()] = "demo",
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """What is parked, and why."""
    from services.command_line import asking

    with reaching(home, None, projections) as api:
        typer.echo(asking.parked(api, authority=authority))


@parked_app.command("retry")
def parked_retry(
    *,
    authority: Annotated[str, typer.Option()] = "demo",
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Read what is parked again, in order within each case."""
    from services.command_line import asking

    with reaching(home, None, projections) as api:
        typer.echo(asking.retry_parked(api, authority=authority))


if __name__ == "__main__":
    run()
