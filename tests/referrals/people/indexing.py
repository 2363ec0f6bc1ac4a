"""People as a worker searches for them and adds them."""

from typing import Any, Final

import httpx

from tests.referrals.http import Api

AT: Final = "2023-04-03T09:00:00Z"
TOBIAS: Final[dict[str, Any]] = {
    "name": "Tobias O'Hare-Larkspur",
    "date_of_birth": "2008-03-02",
    "identifiers": [{"kind": "nhs-number", "value": "943 476 5919"}],
}
SOUGHT: Final = frozenset({"name", "date_of_birth", "expected_on", "identifiers"})


async def search(api: Api, **known: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    answer = await api.post("/people/search", known, role="social-worker", at=AT)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def matches(api: Api, **known: Any) -> list[list[str]]:  # noqa: ANN401 - JSON values
    """What agreed with each candidate, the likeliest first."""
    return [one["matched"] for one in (await search(api, **known))["candidates"]]


async def add(api: Api, details: dict[str, Any], *, key: str | None = None) -> httpx.Response:
    """Search, look at everybody found, and add."""
    found = await search(api, **{name: details[name] for name in SOUGHT & details.keys()})
    body = {
        **details,
        "search": found["search"],
        "none_of_these": bool(found["candidates"]),
        "looked_at": [one["person"] for one in found["candidates"]],
    }
    return await api.post("/people", body, role="social-worker", at=AT, key=key)


async def added(api: Api, details: dict[str, Any]) -> str:
    """The reference of a person just added."""
    answer = await add(api, details)
    assert answer.status_code == 201, answer.text
    person: str = answer.json()["person"]
    return person
