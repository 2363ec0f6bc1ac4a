"""Households as officers use them: approve, change, find one with room, and who may do what."""

import pytest

from tests.placements.application import PlacementsApi
from tests.placements.households.asking import HOUSEHOLD, NOW, approve, ask, listed, see


async def test_a_household_is_approved_and_seen(placements_api: PlacementsApi) -> None:
    reference = await approve(placements_api)

    seen = await see(placements_api, reference)

    assert reference == "H-2023-00001"
    assert seen["places"] == {"approved": 2, "filled": 0, "on_hold": 0, "vacant": 2}
    assert seen["carers"][0]["name"] == "Orla Fenwick"
    assert seen["beyond"] == []
    assert not seen["beyond_terms"]
    allowed = {action["action"]: action["href"] for action in seen["allowed_actions"]}
    assert allowed["hold-places"] == f"/households/{reference}/holds"
    refused = {action["action"]: action["code"] for action in seen["refused_actions"]}
    assert refused["release-hold"] == "nothing-on-hold"
    assert refused["end-exemption"] == "no-exemption-in-force"


async def test_said_again_it_is_the_same_household(placements_api: PlacementsApi) -> None:
    first = await approve(placements_api, key="approval-1")
    assert await approve(placements_api, key="approval-1") == first
    other = HOUSEHOLD | {"kind": "kinship"}
    answer = await placements_api.post("/households", other, at=NOW, key="approval-1")
    assert answer.json()["code"] == "key-reused"


async def test_every_limit_is_changed_and_shown(placements_api: PlacementsApi) -> None:
    api, reference = placements_api, await approve(placements_api)

    for noun, body in (
        ("terms", {"effective_on": "2023-05-01", "terms": {"places": 3, "oldest": 17}}),
        ("terms/correction", {"reason": "audit", "change": 1, "effective_on": "2023-05-02"}),
        ("exemptions", {"granted_on": "2023-05-03", "care": "K-2023-00004"}),
        ("exemptions/ending", {"ended_on": "2023-05-30", "care": "K-2023-00004"}),
        ("holds", {"from_on": "2023-05-04", "places": 2, "reason": "illness"}),
        ("correction", {"reason": "miskeyed", "kind": "specialist"}),
    ):
        answer = await ask(api, reference, noun, body)
        assert answer.status_code in {200, 201}, answer.text

    seen = await see(api, reference)
    assert [period["from_on"] for period in seen["terms"]] == ["2023-04-03", "2023-05-02"]
    assert seen["kind"] == "specialist"
    assert seen["exemptions"][0]["to_on"] == "2023-05-30"
    assert seen["places"] == {"approved": 3, "filled": 0, "on_hold": 2, "vacant": 1}
    released = await ask(api, reference, "holds/release", {"hold": 1, "released_on": "2023-06-01"})
    assert released.json()["places"]["vacant"] == 3


async def test_households_with_room_are_found(placements_api: PlacementsApi) -> None:
    api = placements_api
    small = await approve(api, terms={"places": 1})
    for_babies = await approve(api, terms={"places": 3, "oldest": 1})
    resting = await approve(api, terms={"places": 3})
    await ask(
        api, resting, "holds", {"from_on": "2023-05-01", "places": 3, "reason": "carers-rest"}
    )
    gone = await approve(api, terms={"places": 3})
    await ask(api, gone, "closure", {"closed_on": "2023-06-01", "reason": "retired"})

    assert set(await listed(api)) == {small, for_babies, resting, gone}
    assert set(await listed(api, vacant=1)) == {small, for_babies}
    assert await listed(api, vacant=2) == [for_babies]
    assert await listed(api, vacant=1, age=7) == [small]
    assert set(await listed(api, vacant=3, on="2023-04-30")) == {for_babies, resting, gone}
    assert gone not in await listed(api, open_only="true")


async def test_the_list_goes_on_page_by_page(placements_api: PlacementsApi) -> None:
    api = placements_api
    references = {await approve(api, terms={"places": 1 + number % 2}) for number in range(5)}
    found: list[str] = []
    params: dict[str, str | float] = {"limit": 2, "vacant": 1}
    while True:
        page = (await api.get("/households", at=NOW, params=params)).json()
        found += [row["reference"] for row in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert len(found) == len(references)
    assert set(found) == references


async def test_an_open_complaint_shows_by_reference(placements_api: PlacementsApi) -> None:
    api, reference = placements_api, await approve(placements_api)
    noted = await ask(
        api, reference, "complaints", {"complaint": "C-2023-00009", "received_on": "2023-05-01"}
    )
    assert noted.json()["complaints"][0]["complaint"] == "C-2023-00009"
    again = await ask(
        api, reference, "complaints", {"complaint": "C-2023-00009", "received_on": "2023-05-01"}
    )
    assert (again.status_code, again.json()["code"]) == (422, "complaint-already-noted")
    row = (await api.get("/households", at=NOW)).json()["items"][0]
    assert row["complaints"] == ["C-2023-00009"]
    closed = await ask(
        api,
        reference,
        "complaints/closure",
        {"complaint": "C-2023-00009", "closed_on": "2023-06-01"},
    )
    assert closed.json()["complaints"][0]["to_on"] == "2023-06-01"
    assert (await api.get("/households", at=NOW)).json()["items"][0]["complaints"] == []


@pytest.mark.parametrize(
    ("role", "noun", "body", "code"),
    [
        (
            "placement-officer",
            "exemptions",
            {"granted_on": "2023-05-03", "care": "K-2023-00004"},
            "role-may-not",
        ),
        (
            "social-worker",
            "holds",
            {"from_on": "2023-05-04", "places": 1, "reason": "illness"},
            "not-your-teams-case",
        ),
        ("reporting-analyst", "closure", {"closed_on": "2023-06-01", "reason": "retired"}, None),
    ],
)
async def test_who_may_not_is_told_so(
    placements_api: PlacementsApi, role: str, noun: str, body: dict[str, str], code: str | None
) -> None:
    reference = await approve(placements_api)
    answer = await ask(placements_api, reference, noun, body, role=role)
    assert answer.status_code == 403
    assert answer.json()["code"] == (code or "role-may-not")


async def test_nothing_personal_is_published(placements_api: PlacementsApi) -> None:
    await approve(placements_api)
    feed = await placements_api.in_authority("*").get(
        "/messages", role="service", params={"wait": 0}
    )
    assert feed.status_code == 200, feed.text
    assert b"household-approved" in feed.content
    for personal in (b"Orla", b"Fenwick", b"Larch", b"1979"):
        assert personal not in feed.content


async def test_the_places_are_told_for_every_day_they_change(
    placements_api: PlacementsApi,
) -> None:
    api, reference = placements_api, await approve(placements_api)
    await ask(api, reference, "holds", {"from_on": "2023-05-04", "places": 1, "reason": "illness"})
    feed = (await api.in_authority("*").get("/messages", role="service", params={"wait": 0})).json()
    (stated,) = feed[-1]["data"]["facts"]
    assert stated["kind"] == "household.places"
    assert stated["on"] == "2023-05-04"
    assert stated["numbers"] == {"approved": 2, "filled": 0, "on_hold": 1, "vacant": 1}


@pytest.mark.parametrize(
    "body",
    [
        {**HOUSEHOLD, "terms": {"places": 13}},
        {**HOUSEHOLD, "carers": []},
        {**HOUSEHOLD, "kind": "hotel"},
        {**HOUSEHOLD, "approved_on": "2023-06-31"},
        {**HOUSEHOLD, "surname": "Fenwick"},
    ],
    ids=["places", "carers", "kind", "date", "unknown"],
)
async def test_a_body_that_cannot_be_is_refused(
    placements_api: PlacementsApi, body: dict[str, object]
) -> None:
    answer = await placements_api.post("/households", body, at=NOW)
    assert (answer.status_code, answer.json()["code"]) == (422, "body-invalid")
