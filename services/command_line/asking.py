"""The commands that ask one thing of the services and print the answer."""

from collections.abc import Mapping
from typing import Final

from services.command_line.api import Answer, Api
from services.command_line.catching_up import Unexpected, sources

FORMATS: Final = ("text", "json", "csv")


def report(api: Api, *, name: str, authority: str, year: str, form: str) -> str:
    """The report as the projections write it. Raises Unexpected or Unreachable."""
    answer = api.send(
        service="projections",
        role="reporting-analyst",
        authority=authority,
        method="GET",
        path=f"/reports/{name}",
        query={"authority": authority, "year": year, "format": form},
    )
    return _good(answer).text


def verify(api: Api, *, authority: str) -> Mapping[str, object]:
    """The examination of the log of complaints, readers' positions held against it.

    Raises Unexpected or Unreachable.
    """
    readers = [
        {
            "reader": "projections",
            "log_id": source["log_id"],
            "position": int(str(source["position"])),
            "event_id": source.get("event_id"),
        }
        for source in sources(api, authority=authority)
        if source.get("log_id") and source.get("source") == "complaints"
    ]
    answer = api.send(
        service="complaints",
        role="auditor",
        authority=authority,
        method="POST",
        path="/log/verification",
        body={"readers": readers},
    )
    said = _good(answer).document()
    if not isinstance(said, dict):
        raise Unexpected("the examination is no JSON object")
    return said


def erase(api: Api, *, authority: str, person: str, reason: str) -> str:
    """Ask that a person be erased; asking again is the same request. Raises Unexpected."""
    answer = api.send(
        service="complaints",
        role="administrator",
        authority=authority,
        method="POST",
        path="/erasures",
        body={"person": person, "reason": reason},
        headers={"Idempotency-Key": f"erasure:{person}"},
    )
    return _good(answer).text


def parked(api: Api, *, authority: str) -> str:
    """The messages that could not be read, each with its reason. Raises Unexpected."""
    answer = api.send(
        service="projections",
        role="administrator",
        authority=authority,
        method="GET",
        path="/parked",
    )
    return _good(answer).text


def retry_parked(api: Api, *, authority: str) -> str:
    """Read them again, in order within each case. Raises Unexpected."""
    answer = api.send(
        service="projections",
        role="administrator",
        authority=authority,
        method="POST",
        path="/parked/retry",
    )
    return _good(answer).text


def _good(answer: Answer) -> Answer:
    if not answer.is_good:
        raise Unexpected(answer.why())
    return answer
