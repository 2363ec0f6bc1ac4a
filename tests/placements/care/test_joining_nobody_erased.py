"""Nobody is joined to a person who was erased: that erasure is over, and would not reach them."""

from typing import Final

from tests.placements.application import PlacementsApi
from tests.placements.care.asking import NOW, ask, become, done, see

INDEX: Final = "0b0b0b0b-0000-4000-8000-0000000000ef"


async def test_nobody_is_joined_to_an_erased_person(placements_api: PlacementsApi) -> None:
    api = placements_api
    erased = await become(api)
    gone = (await see(api, f"/care/{erased}"))["child"]["person"]
    link = {"linked_on": "2023-04-04", "person": gone, "known_as": INDEX}
    await done(api, erased, "people/links", **link)
    body = {"person": gone, "reason": "data-subject-request"}
    answer = await api.post("/erasures", body, at=NOW, role="administrator")
    assert answer.status_code == 201, answer.text

    other = await become(api)
    child = (await see(api, f"/care/{other}"))["child"]["person"]
    for known_as in (gone, INDEX):
        joining = {"linked_on": "2023-04-04", "person": child, "known_as": known_as}
        refused = await ask(api, other, "people/links", joining)
        assert (refused.status_code, refused.json()["code"]) == (409, "person-erased")
