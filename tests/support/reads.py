"""What the access log of a service says, as an auditor reads it."""

from typing import Any

from shared.casework.settings import CaseworkSettings
from tests.support.service_api import ServiceApi

Json = dict[str, Any]
Read = tuple[str, str, list[str | None]]


async def access_log(api: ServiceApi[CaseworkSettings] | Any, **filters: str) -> list[Json]:  # noqa: ANN401 - of any service's settings
    """Every read that the filters let through, oldest first; none of the log itself."""
    reads: list[Json] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await api.get("/access-log", role="auditor", params={**filters, **cursor})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        reads += page["items"]
        if page["next"] is None:
            return [one for one in reversed(reads) if one["act"] != "see-access-log"]
        cursor = {"cursor": page["next"]}


async def seen(api: ServiceApi[CaseworkSettings] | Any, **filters: str) -> list[Read]:  # noqa: ANN401 - of any service's settings
    """What was read, of which kind, with the references of what the answers showed."""
    return [
        (one["act"], one["kind"], [case["reference"] for case in one["cases"]])
        for one in await access_log(api, **filters)
    ]
