"""The commands that ask one thing of the services and print the answer."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from services.command_line.api import Answer, Api
from services.command_line.catching_up import (
    Unexpected,
    object_of,
    position_of,
    readers,
    sources,
)

REPORTS: Final[Mapping[str, str]] = MappingProxyType(
    {"complaints-annual": "year", "performance": "period"}
)
"""Each report, and the option that says which of it."""
FORMATS: Final = ("text", "json", "csv")
ASKED_WRONGLY: Final = 422
ROWS_OF_A_PAGE: Final = "200"
NOTHING_RECORDED: Final = "nothing-recorded"
KNOWN_NOWHERE: Final = "no-such-case"


class Misasked(Unexpected):
    """The service refused the content of the question itself; says its code and sentence."""


def report(api: Api, *, name: str, authority: str, which: str, form: str) -> str:
    """The report as the projections write it. Raises Misasked, Unexpected or Unreachable."""
    return _report(api, name=name, authority=authority, which=which, form=form).text


def is_blank(api: Api, *, name: str, authority: str, which: str) -> bool:
    """Whether every cell says that nothing was ever recorded in the authority.

    Records that begin after the year are another matter, which the report itself says.
    Raises as `report`.
    """
    said = object_of(_report(api, name=name, authority=authority, which=which, form="json"))
    figures = said.get("figures")
    tables = figures.values() if isinstance(figures, dict) else ()
    return all(cell.get("reason") == NOTHING_RECORDED for rows in tables for cell in _cells(rows))


def _report(api: Api, *, name: str, authority: str, which: str, form: str) -> Answer:
    answer = api.send(
        service="projections",
        role="reporting-analyst",
        authority=authority,
        method="GET",
        path=f"/reports/{name}",
        query={"authority": authority, REPORTS[name]: which, "format": form},
    )
    return _good(answer)


def _cells(rows: object) -> Iterator[Mapping[str, object]]:
    """Each cell of an indicator, and the one beside it of an earlier year or quarter."""
    for row in rows if isinstance(rows, list) else []:
        yield row
        if isinstance(row.get("previous"), dict):
            yield row["previous"]


def verify(api: Api, service: str, *, authority: str) -> Mapping[str, object]:
    """The examination of a service's log, the positions of all its readers held against it.

    Raises Unexpected or Unreachable.
    """
    positions = [
        {
            "reader": reader,
            "log_id": source["log_id"],
            "position": position_of(source),
            "event_id": source.get("event_id"),
        }
        for reader in readers(api)
        for source in sources(api, reader, authority=authority)
        if source.get("log_id") and source.get("source") == service
    ]
    answer = api.send(
        service=service,
        role="auditor",
        authority=authority,
        method="POST",
        path="/log/verification",
        body={"readers": positions},
    )
    return object_of(_good(answer))


def findings_of(
    service: str, verification: Mapping[str, object]
) -> Iterator[tuple[str, list[Mapping[str, object]]]]:
    """What is wrong with a service's log and with its access log, each under its name."""
    reads = verification.get("access_log")
    for name, of in ((service, verification), (f"the access log of {service}", reads)):
        findings = of.get("findings") if isinstance(of, Mapping) else None
        yield name, findings if isinstance(findings, list) else []


def erase(api: Api, service: str, *, authority: str, person: str, reason: str) -> str | None:
    """Ask that a person be erased from a service; asking again is the same request.

    None where the service knows nobody of that reference. Raises Misasked or Unexpected.
    """
    answer = api.send(
        service=service,
        role="administrator",
        authority=authority,
        method="POST",
        path="/erasures",
        body={"person": person, "reason": reason},
        headers={"Idempotency-Key": f"erasure:{person}"},
    )
    return None if answer.code == KNOWN_NOWHERE else _good(answer).text


def parked(
    api: Api, reader: str, *, authority: str, skipped: bool = False
) -> Iterator[Mapping[str, object]]:
    """The messages that `reader` could not read, each with its reason. Raises Unexpected.

    All pages, since one may hold none of this authority's and yet not be the last.
    """
    query = {"limit": ROWS_OF_A_PAGE, "skipped": str(skipped).lower()}
    while True:
        answer = api.send(
            service=reader,
            role="administrator",
            authority=authority,
            method="GET",
            path="/parked",
            query=query,
        )
        page = object_of(_good(answer))
        items = page.get("items")
        yield from items if isinstance(items, list) else []
        if page.get("next") is None:
            return
        query["cursor"] = str(page["next"])


def retry_parked(api: Api, reader: str, *, authority: str) -> str:
    """Read them again, in order within each case. Raises Unexpected."""
    answer = api.send(
        service=reader,
        role="administrator",
        authority=authority,
        method="POST",
        path="/parked/retry",
    )
    return _good(answer).text


def skip_parked(
    api: Api, reader: str, *, authority: str, source: str, position: int, because: str
) -> str:
    """Give a message up that `reader` could not read. Raises Misasked or Unexpected."""
    answer = api.send(
        service=reader,
        role="administrator",
        authority=authority,
        method="POST",
        path="/parked/skip",
        body={"source": source, "position": position, "because": because},
    )
    return _good(answer).text


def _good(answer: Answer) -> Answer:
    if answer.status == ASKED_WRONGLY:
        raise Misasked(answer.why())
    if not answer.is_good:
        raise Unexpected(answer.why())
    return answer
