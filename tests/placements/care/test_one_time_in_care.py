"""Nobody is in care twice at once, whoever records it and however many at one moment."""

import asyncio
from typing import Any, Final

import httpx

from tests.placements.application import PlacementsApi
from tests.placements.care.asking import CARE, NOW, become, done, see

ADA: Final = "0b0b0b0b-0000-4000-8000-0000000000ad"
INDEX: Final = "0b0b0b0b-0000-4000-8000-0000000000de"


def child(person: str = ADA) -> dict[str, Any]:
    return {"person": person, "name": "Ada Quill", "date_of_birth": "2012-03-04"}


async def begin(
    api: PlacementsApi, on: str = "2023-04-03", *, person: str = ADA, key: str | None = None
) -> httpx.Response:
    body = CARE | {"started_on": on, "child": child(person)}
    return await api.post("/care", body, at=NOW, key=key)


async def test_a_child_in_care_does_not_become_looked_after(placements_api: PlacementsApi) -> None:
    api = placements_api
    first = await become(api, child=child())
    for day in ("2023-04-02", "2023-04-03", "2023-05-01"):
        refused = await begin(api, day)
        assert (refused.status_code, refused.json()["code"]) == (409, "already-in-care")
        assert refused.json()["facts"]["care"] == first
    assert (await begin(api, person=INDEX)).status_code == 201


async def test_who_left_care_comes_back_from_that_day_on(placements_api: PlacementsApi) -> None:
    api = placements_api
    first = await become(api, child=child())
    await done(api, first, "ending", ended_on="2023-06-01", reason="returned-home")
    refused = await begin(api, "2023-05-31")
    assert (refused.status_code, refused.json()["facts"]["care"]) == (409, first)
    assert (await begin(api, "2023-06-01")).status_code == 201


async def test_a_child_is_known_by_every_reference_they_are_linked_to(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    first = await become(api)
    person = (await see(api, f"/care/{first}"))["child"]["person"]
    link = {"linked_on": "2023-04-04", "person": person, "known_as": INDEX}
    await done(api, first, "people/links", **link)
    assert (await begin(api, person=INDEX)).json()["facts"]["care"] == first
    await done(api, first, "ending", ended_on="2023-06-01", reason="returned-home")
    again = await begin(api, "2023-06-05", person=person)
    assert again.status_code == 201
    assert (await begin(api, "2023-07-03", person=INDEX)).json()["facts"]["care"] == again.json()[
        "reference"
    ]


async def test_of_many_officers_at_once_one_begins(placements_api: PlacementsApi) -> None:
    api = placements_api
    answers = await asyncio.gather(*(begin(api) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert len((await see(api, f"/care?person={ADA}"))["items"]) == 1


async def test_said_twice_it_begins_once(placements_api: PlacementsApi) -> None:
    api = placements_api
    answers = await asyncio.gather(*(begin(api, key="begin-1") for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["reference"] for answer in answers}) == 1
