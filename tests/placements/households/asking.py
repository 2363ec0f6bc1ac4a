"""A fostering household over HTTP, in as few words as a test needs."""

from typing import Any, Final

import httpx

from tests.placements.application import PlacementsApi

Json = dict[str, Any]

NOW: Final = "2023-06-30T15:00:00Z"
HOUSEHOLD: Final[Json] = {
    "approved_on": "2023-04-03",
    "kind": "in-house",
    "carers": [{"name": "Orla Fenwick", "contact": "7 Larch Row", "date_of_birth": "1979-02-03"}],
    "terms": {"places": 2, "youngest": 0, "oldest": 11},
}


async def approve(
    api: PlacementsApi,
    *,
    terms: dict[str, int] | None = None,
    no_terms: bool = False,
    key: str | None = None,
) -> str:
    """The reference of a new household."""
    body = HOUSEHOLD | ({} if terms is None else {"terms": terms})
    if no_terms:
        del body["terms"]
    answer = await api.post("/households", body, at=NOW, key=key)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


async def ask(
    api: PlacementsApi, reference: str, noun: str, body: Json, *, role: str | None = None
) -> httpx.Response:
    return await api.post(f"/households/{reference}/{noun}", body, at=NOW, role=role)


async def see(api: PlacementsApi, reference: str, *, role: str | None = None) -> Json:
    answer = await api.get(f"/households/{reference}", at=NOW, role=role)
    assert answer.status_code == 200, answer.text
    seen: Json = answer.json()
    return seen


async def listed(api: PlacementsApi, **filters: str | float) -> list[str]:
    answer = await api.get("/households", at=NOW, params=filters)
    assert answer.status_code == 200, answer.text
    return [str(row["reference"]) for row in answer.json()["items"]]
