"""The commands that ask one thing of the services: report, verify, erase, rebuild."""

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
    reaching,
    stop,
)

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
    """Check that no log was changed, and name what was.

    Walks the hash chains of every log, of events and of reads.
    """
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
    """Erase a person: what names them can never be read again.

    Destroys the person's keys, in every service; the figures stay true.
    """
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
    """Make the figures' tables anew, check them, and switch.

    Those that there are answer meanwhile, and are kept for going back.
    """
    from services.command_line import rebuilding
    from services.command_line.progress import folding
    from services.command_line.standstill import NobodyRebuilds

    try:
        with reaching(home, places) as api, folding() as telling:
            stands = rebuilding.ask(api, authority=authority, back=back, say=telling.say)
            told = rebuilding.watched(api, stands.rebuild_id, authority=authority, say=telling.say)
            for stands in told:
                telling.show(stands.state, stands.messages_done, stands.messages)
        typer.echo(rebuilding.summary(stands))
    except (NobodyRebuilds, rebuilding.RebuildDidNotSucceed) as failed:
        raise stop(str(failed)) from failed
