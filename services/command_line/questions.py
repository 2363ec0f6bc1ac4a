"""The commands that ask one thing of the services: report, verify, erase, parked."""

from typing import Annotated, Final
from uuid import UUID

import typer

from services.command_line.erasure_reasons import ErasureReason
from services.command_line.options import (
    WRONG_USE,
    AuthorityOption,
    ComplaintsOption,
    HomeOption,
    ProjectionsOption,
    one_authority,
    reaching,
    stop,
)

parked = typer.Typer(no_args_is_help=True, help="Messages that the projections cannot read.")


NOTHING_RECORDED: Final = (
    "Nothing has been recorded in the authority {authority}. Is its code right? If it is, record "
    "its cases, or send a replay of them: candour replay FILE."
)


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

    if name not in asking.REPORTS:
        raise stop(f"the reports are {', '.join(asking.REPORTS)}", WRONG_USE)
    if form not in asking.FORMATS:
        raise stop(f"the formats are {', '.join(asking.FORMATS)}", WRONG_USE)
    with reaching(home, None, projections) as api:
        text = asking.report(api, name=name, authority=authority, year=year, form=form)
        blank = asking.is_blank(api, name=name, authority=authority, year=year)
    typer.echo(text, nl=not text.endswith("\n"))
    if blank:
        typer.echo(NOTHING_RECORDED.format(authority=authority), err=True)


def verify(
    *,
    authority: Annotated[
        str, typer.Option(help="Any in which you are an auditor.", callback=one_authority)
    ] = "demo",
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


def erase(
    *,
    authority: AuthorityOption,
    person: Annotated[UUID, typer.Option(help="The person's reference, never a name.")],
    reason: Annotated[ErasureReason, typer.Option(help="Why; one of these codes.")],
    complaints: ComplaintsOption = None,
    home: HomeOption = None,
) -> None:
    """Destroy a person's keys: what names them becomes unreadable, the figures stay true."""
    from services.command_line import asking

    with reaching(home, complaints, None) as api:
        said = asking.erase(api, authority=authority, person=str(person), reason=reason)
    typer.echo(said)


@parked.command("list")
def parked_list(
    *,
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """What is parked, and why."""
    from services.command_line import asking

    with reaching(home, None, projections) as api:
        typer.echo(asking.parked(api, authority=authority))


@parked.command("retry")
def parked_retry(
    *,
    authority: Annotated[str, typer.Option(callback=one_authority)] = "demo",
    projections: ProjectionsOption = None,
    home: HomeOption = None,
) -> None:
    """Read what is parked again, in order within each case."""
    from services.command_line import asking

    with reaching(home, None, projections) as api:
        typer.echo(asking.retry_parked(api, authority=authority))
