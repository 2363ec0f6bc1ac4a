"""The commands that ask one thing of the services: report, verify, erase, rebuild, parked."""

from typing import Annotated, Final
from uuid import UUID

import typer

from services.command_line.erasure_reasons import ErasureReason
from services.command_line.options import (
    WRONG_USE,
    AuthorityOption,
    HomeOption,
    PlacesOption,
    one_authority,
    one_reader,
    reaching,
    stop,
)
from services.command_line.which_services import PROJECTIONS

parked = typer.Typer(no_args_is_help=True, help="Messages that a service could not apply.")

ReaderOption = Annotated[
    str,
    typer.Option(
        help="Who could not apply them: projections, referrals, placements.", callback=one_reader
    ),
]

NOTHING_RECORDED: Final = (
    "Nothing has been recorded in the authority {authority}. Is its code right? If it is, record "
    "its cases, or send a replay of them: candour replay FILE."
)


def report(
    *,
    name: Annotated[str, typer.Argument(help="complaints-annual or performance")],
    authority: AuthorityOption,
    year: Annotated[
        str | None,
        typer.Option(help="Of complaints-annual: a financial year, such as 2022/23."),
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Of performance: a quarter, such as 2023/24-Q1.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or csv")] = "text",
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Print a report: its figures, and how fresh they are."""
    from services.command_line import asking

    if name not in asking.REPORTS:
        raise stop(f"the reports are {', '.join(asking.REPORTS)}", WRONG_USE)
    if form not in asking.FORMATS:
        raise stop(f"the formats are {', '.join(asking.FORMATS)}", WRONG_USE)
    option = asking.REPORTS[name]
    given = {"year": year, "period": period}
    which = given.pop(option)
    if which is None or any(given.values()):
        raise stop(f"the report {name} takes --{option}, and nothing else for a time", WRONG_USE)
    with reaching(home, places) as api:
        text = asking.report(api, name=name, authority=authority, which=which, form=form)
        blank = asking.is_blank(api, name=name, authority=authority, which=which)
    typer.echo(text, nl=not text.endswith("\n"))
    if blank:
        typer.echo(NOTHING_RECORDED.format(authority=authority), err=True)


def verify(
    *,
    authority: Annotated[
        str, typer.Option(help="Any in which you are an auditor.", callback=one_authority)
    ] = "demo",
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Walk the hash chains of every log, of events and of reads, and name what was changed."""
    from services.command_line import asking
    from services.command_line.catching_up import logs

    with reaching(home, places) as api:
        found = {service: asking.verify(api, service, authority=authority) for service in logs(api)}
    for service, said in found.items():
        for log, findings in asking.findings_of(service, said):
            for finding in findings:
                place = f"{log}, position {finding['position']}"
                typer.echo(f"{finding['kind']} at {place}: {finding['said']}")
    changed = [service for service, said in found.items() if said.get("ok") is not True]
    if changed:
        raise stop(f"not as it was written: the log of {', '.join(changed)}")
    for service, said in found.items():
        checked = said.get("events_checked")
        typer.echo(f"the log of {service} is as it was written: {checked} events checked")
        reads = said.get("access_log")
        if isinstance(reads, dict):
            checked = reads.get("reads_checked")
            typer.echo(f"the access log of {service} is as it was written: {checked} reads checked")


def erase(
    *,
    authority: AuthorityOption,
    person: Annotated[UUID, typer.Option(help="The person's reference, never a name.")],
    reason: Annotated[ErasureReason, typer.Option(help="Why; one of these codes.")],
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Destroy a person's keys: what names them becomes unreadable, the figures stay true."""
    from services.command_line import asking
    from services.command_line.catching_up import logs

    with reaching(home, places) as api:
        told = [
            asking.erase(api, service, authority=authority, person=str(person), reason=reason)
            for service in logs(api)
        ]
    erased = [said for said in told if said is not None]
    if not erased:
        raise stop("no service has anybody of this reference on a case", WRONG_USE)
    for said in erased:
        typer.echo(said)


def rebuild(
    *,
    back: Annotated[
        bool, typer.Option("--back", help="Go back to the tables that answered before the last.")
    ] = False,
    authority: Annotated[
        str, typer.Option(help="Any in which you are an administrator.", callback=one_authority)
    ] = "demo",
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Make the figures' tables anew beside those that answer, check them, and switch."""
    from services.command_line import rebuilding
    from services.command_line.progress import folding

    with reaching(home, places) as api, folding() as show:
        asked = stands = rebuilding.ask(api, authority=authority, back=back)
        for stands in rebuilding.watched(api, asked.rebuild_id, authority=authority):
            show(stands.state, stands.messages_done, stands.messages)
    try:
        typer.echo(rebuilding.summary(stands))
    except rebuilding.RebuildDidNotSucceed as failed:
        raise stop(str(failed)) from failed


@parked.command("list")
def parked_list(
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
        typer.echo(asking.parked(api, service, authority=authority, skipped=skipped))


@parked.command("retry")
def parked_retry(
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


@parked.command("skip")
def parked_skip(
    *,
    source: Annotated[str, typer.Option(help="Whose message it is, as the list has it.")],
    position: Annotated[int, typer.Option(min=1, help="Its place in that log.")],
    because: Annotated[str, typer.Option(help="Why it is given up; names nobody.")],
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    service: ReaderOption = PROJECTIONS,
    places: PlacesOption = None,
    home: HomeOption = None,
) -> None:
    """Give a message up for good, so that what follows on its case can be retried."""
    from services.command_line import asking

    with reaching(home, places) as api:
        said = asking.skip_parked(
            api, service, authority=authority, source=source, position=position, because=because
        )
    typer.echo(said)
