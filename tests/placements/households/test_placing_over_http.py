"""A child and a household in one step: both are recorded, or neither is."""

from typing import Final

import httpx

from tests.placements.application import PlacementsApi
from tests.placements.households.asking import NOW, Json, approve, ask, see

FAMILY: Final = "7e0a3a86-6c5d-4a39-9c40-9a3e7d3f0001"


async def child(api: PlacementsApi, *, family: str | None = None, born: str = "2015-02-03") -> str:
    body: Json = {
        "started_on": "2023-04-10",
        "child": {"name": "Ari Moss", "date_of_birth": born},
        "legal_status": "C2",
        "sibling_group": family,
    }
    answer = await api.post("/care", body, at=NOW)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


async def place(
    api: PlacementsApi,
    care: str,
    household: str,
    *,
    ground: str = "within-terms",
    on: str = "2023-05-01",
) -> httpx.Response:
    body: Json = {
        "started_on": on,
        "provider": "in-house",
        "type": "U6",
        "place": {"household": household, "ground": ground},
        "address": "7 Larch Row",
    }
    return await api.post(f"/care/{care}/placements", body, at=NOW)


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["code"])


async def test_a_child_takes_a_place(placements_api: PlacementsApi) -> None:
    api, household = placements_api, await approve(placements_api)
    care = await child(api)
    assert (await place(api, care, household)).status_code == 201

    seen = await see(api, household)
    assert seen["places"] == {"approved": 2, "filled": 1, "on_hold": 0, "vacant": 1}
    (stay,) = seen["children"]
    assert (stay["care"], stay["age"], stay["ground"]) == (care, 8, "within-terms")
    assert "Moss" not in str(seen)


async def test_what_the_household_refuses_the_case_does_not_record(
    placements_api: PlacementsApi,
) -> None:
    api, household = placements_api, await approve(placements_api, terms={"places": 1})
    first, second = await child(api), await child(api)
    await place(api, first, household)

    refused = await place(api, second, household)

    assert (refused.status_code, code_of(refused)) == (422, "beyond-terms")
    assert refused.json()["facts"] == {"on": "2023-05-01", "limit": "places"}
    assert (await api.get(f"/care/{second}", at=NOW)).json()["placements"] == []
    assert len((await see(api, household))["children"]) == 1


async def test_what_the_case_refuses_the_household_does_not_record(
    placements_api: PlacementsApi,
) -> None:
    api, household = placements_api, await approve(placements_api)
    other = await approve(placements_api)
    care = await child(api)
    await place(api, care, household)
    assert (await place(api, care, other, on="2023-05-09")).status_code == 409
    assert (await see(api, other))["children"] == []


async def test_an_unknown_household_is_said_so(placements_api: PlacementsApi) -> None:
    answer = await place(placements_api, await child(placements_api), "H-2023-99999")
    assert (answer.status_code, code_of(answer)) == (422, "no-such-household")


async def test_an_emergency_starts_its_clock_and_changed_terms_settle_it(
    placements_api: PlacementsApi,
) -> None:
    api, household = placements_api, await approve(placements_api, terms={"places": 1})
    await place(api, await child(api), household)
    care = await child(api)
    placed = await place(api, care, household, ground="emergency", on="2023-05-02")
    assert placed.status_code == 201, placed.text
    clock = next(c for c in placed.json()["clocks"] if c["timescale"] == "placement.outside-terms")
    assert (clock["starts_from"], clock["due"]) == ("2023-05-02", "2023-05-11")
    (beyond,) = (await see(api, household))["beyond"]
    assert beyond == {"care": care, "limit": "places", "lawful_by": ["emergency"]}

    settled = {"settled_on": "2023-05-05"}
    still = await api.post(f"/care/{care}/placements/1/terms-settled", settled, at=NOW)
    assert (still.status_code, code_of(still)) == (422, "still-beyond-terms")
    await ask(api, household, "terms", {"effective_on": "2023-05-05", "terms": {"places": 2}})
    done = await api.post(f"/care/{care}/placements/1/terms-settled", settled, at=NOW)
    assert done.status_code == 200, done.text
    clock = next(c for c in done.json()["clocks"] if c["timescale"] == "placement.outside-terms")
    assert clock["stopped"] == "2023-05-05"


async def test_siblings_go_beyond_the_places_and_nobody_joins_them(
    placements_api: PlacementsApi,
) -> None:
    api, household = placements_api, await approve(placements_api, terms={"places": 1})
    one, two = await child(api, family=FAMILY), await child(api, family=FAMILY)
    await place(api, one, household)
    assert code_of(await place(api, two, household)) == "beyond-terms"
    assert (await place(api, two, household, ground="siblings")).status_code == 201
    stranger = await child(api)
    answer = await place(api, stranger, household, ground="emergency", on="2023-05-09")
    assert code_of(answer) == "others-beyond-limit"


async def test_a_move_frees_one_place_and_takes_another(placements_api: PlacementsApi) -> None:
    api = placements_api
    old, new = await approve(api), await approve(api)
    care = await child(api)
    await place(api, care, old)
    moved = await api.post(
        f"/care/{care}/moves",
        {
            "moved_on": "2023-06-01",
            "reason": "better-match",
            "provider": "in-house",
            "type": "U6",
            "place": {"household": new},
        },
        at=NOW,
    )
    assert moved.status_code == 201, moved.text
    assert (await see(api, old))["children"][0]["to_on"] == "2023-06-01"
    assert (await see(api, new))["children"][0]["from_on"] == "2023-06-01"


async def test_a_corrected_household_takes_the_stay_along(placements_api: PlacementsApi) -> None:
    api = placements_api
    wrong, right = await approve(api), await approve(api)
    care = await child(api)
    await place(api, care, wrong)
    corrected = await api.post(
        f"/care/{care}/corrections/placements/1",
        {"reason": "miskeyed", "place": {"household": right}},
        at=NOW,
    )
    assert corrected.status_code == 200, corrected.text
    assert (await see(api, wrong))["children"] == []
    assert (await see(api, right))["children"][0]["from_on"] == "2023-05-01"
    assert len(corrected.json()["placements"]) == 1


async def test_an_erased_carer_is_named_nowhere(placements_api: PlacementsApi) -> None:
    api, household = placements_api, await approve(placements_api)
    person = (await see(api, household))["carers"][0]["person"]
    asked = await api.post(
        "/erasures",
        {"person": person, "reason": "data-subject-request"},
        at=NOW,
        role="administrator",
    )
    assert asked.status_code < 300, asked.text
    (carer,) = (await see(api, household))["carers"]
    assert carer["erased"]
    assert carer["name"] is None
    assert (await api.get("/households", at=NOW)).json()["items"][0]["carers"] in ([None], [])
