"""A time in care over HTTP, in as few words as a test needs."""

from typing import Any, Final

import httpx

from tests.placements.application import PlacementsApi

Json = dict[str, Any]

NOW: Final = "2023-12-29T15:00:00Z"
CARE: Final[Json] = {
    "started_on": "2023-04-03",
    "child": {"name": "Ada Quill", "date_of_birth": "2012-03-04"},
    "legal_status": "V2",
    "need": "N1",
}
HOUSEHOLD: Final[Json] = {
    "approved_on": "2020-01-06",
    "kind": "in-house",
    "carers": [{"name": "Bo Ray"}],
    "terms": {"places": 1},
}
ELSEWHERE: Final[Json] = {"provider": "residential", "type": "K2"}


async def become(api: PlacementsApi, *, key: str | None = None, **more: object) -> str:
    """The reference of a new time in care."""
    answer = await api.post("/care", CARE | more, at=NOW, key=key)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


async def ask(
    api: PlacementsApi,
    reference: str,
    noun: str,
    body: Json,
    *,
    role: str | None = None,
    key: str | None = None,
    if_match: str | None = None,
) -> httpx.Response:
    path = f"/care/{reference}/{noun}"
    return await api.post(path, body, at=NOW, role=role, key=key, if_match=if_match)


async def done(api: PlacementsApi, reference: str, noun: str, **body: object) -> Json:
    """The case after a step that is accepted."""
    answer = await ask(api, reference, noun, body)
    assert answer.status_code in {200, 201}, answer.text
    seen: Json = answer.json()
    return seen


async def see(api: PlacementsApi, path: str, *, role: str | None = None) -> Json:
    answer = await api.get(path, at=NOW, role=role)
    assert answer.status_code == 200, answer.text
    seen: Json = answer.json()
    return seen


async def household(api: PlacementsApi, **more: object) -> str:
    """The reference of a household of ours with one place."""
    answer = await api.post("/households", HOUSEHOLD | more, at=NOW)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


def at_home(reference: str, ground: str = "within-terms") -> Json:
    """A placement in that household."""
    where = {"household": reference, "ground": ground}
    return {"provider": "in-house", "type": "U6", "place": where}


async def stays(api: PlacementsApi, reference: str) -> list[tuple[str, str, str | None]]:
    """Who is and was in a household: care reference, from, to."""
    seen = await see(api, f"/households/{reference}")
    return [(stay["care"], stay["from_on"], stay["to_on"]) for stay in seen["children"]]
