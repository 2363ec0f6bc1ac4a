"""A time in care as officers use it: begun, placed, reviewed, listed, put right, erased."""

import pytest

from tests.placements.application import PlacementsApi
from tests.placements.care.asking import (
    CARE,
    ELSEWHERE,
    NOW,
    ask,
    at_home,
    become,
    done,
    household,
    see,
)


async def test_a_child_into_care_to_the_first_review(placements_api: PlacementsApi) -> None:
    api = placements_api
    reference = await become(api)
    home = await household(api)
    await done(api, reference, "reviewing-officer/notification", told_on="2023-04-04")
    await done(api, reference, "reviewing-officer", appointed_on="2023-04-06", officer="iro-1")
    await done(api, reference, "placement-requests", requested_on="2023-04-03", needs=["fostering"])
    await done(
        api,
        reference,
        "placement-requests/1/match",
        matched_on="2023-04-03",
        provider="in-house",
        household=home,
    )
    await done(api, reference, "placements", started_on="2023-04-03", request=1, **at_home(home))
    await done(api, reference, "placements/1/plan", planned_on="2023-04-01")
    await done(api, reference, "visits", visited_on="2023-04-06", seen=True, seen_alone=True)
    seen = await done(api, reference, "reviews", held_on="2023-05-04")

    assert reference == "K-2023-00001"
    assert (seen["place"], seen["reviews"][0]["late"]) == ("placed", False)
    standings = {clock["timescale"]: clock["standing"] for clock in seen["clocks"]}
    assert standings["care.review-first"] == "met"
    assert standings["care.review-second"] == "late"
    assert standings["placement.plan"] == "met"
    refused = {action["action"]: action["code"] for action in seen["refused_actions"]}
    assert refused["make-placement"] == "already-placed"
    clock = seen["clocks"][0]
    told = await see(api, clock["explanation"])
    assert any("2 working days" in sentence for sentence in told["sentences"])


async def test_said_again_it_is_the_same_child_and_seen_old_it_is_refused(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    first = await become(api, key="care-1")
    assert await become(api, key="care-1") == first
    stale = await ask(
        api, first, "notes", {"noted_on": "2023-04-04", "text": "A call."}, if_match='"7"'
    )
    assert (stale.status_code, stale.json()["code"]) == (412, "case-changed")
    bad = await api.post("/care", CARE | {"legal_status": "X9"}, at=NOW)
    assert (bad.status_code, bad.json()["code"]) == (422, "body-invalid")


async def test_a_child_can_be_known_by_reference_alone_and_named_later(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    person = "0a0a0a0a-0000-4000-8000-00000000000a"
    reference = await become(api, child={"person": person})
    named = await done(
        api,
        reference,
        "people/correction",
        person=person,
        reason="late-news",
        name="Ada Quill",
    )
    assert named["child"]["name"] == "Ada Quill"
    listed = await see(api, f"/care?person={person}")
    assert [row["child"] for row in listed["items"]] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("role", "noun", "body"),
    [
        ("social-worker", "reviews", {"held_on": "2023-05-04"}),
        ("reviewing-officer", "placements", {"started_on": "2023-04-03", **ELSEWHERE}),
        ("auditor", "notes", {"noted_on": "2023-04-04", "text": "Looked."}),
    ],
)
async def test_each_role_has_its_own_acts(
    placements_api: PlacementsApi, role: str, noun: str, body: dict[str, object]
) -> None:
    reference = await become(placements_api)
    answer = await ask(placements_api, reference, noun, body, role=role)
    assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")


async def test_a_social_worker_acts_on_their_own_team_s_children(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    for team in ("north", "south"):
        body = {"team": team, "title": team, "opened_on": "2020-01-01"}
        assert (await api.post("/teams", body, at=NOW)).status_code == 201
    visit = {"noted_on": "2023-04-04", "text": "Seen at school."}
    other = await become(api, team="south")
    refused = await ask(api, other, "notes", visit, role="social-worker")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-teams-case")
    own = await become(api, team="north")
    assert (await ask(api, own, "notes", visit, role="social-worker")).status_code == 201
    seen = await see(api, f"/care/{other}", role="social-worker")
    assert {one["code"] for one in seen["refused_actions"]} >= {"not-your-teams-case"}


async def test_the_list_finds_by_place_status_household_and_standing(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home = await household(api)
    here = await become(api, legal_status="C2")
    await done(api, here, "placements", started_on="2023-04-03", **at_home(home))
    gone = await become(api)
    await done(api, gone, "ending", ended_on="2023-04-04", reason="returned-home")
    fresh = await become(api, started_on="2023-12-29")

    async def found(query: str) -> set[str]:
        return {row["reference"] for row in (await see(api, f"/care?{query}"))["items"]}

    assert await found("") == {here, gone, fresh}
    assert await found("place=left") == {gone}
    assert await found("in_care_only=true") == {here, fresh}
    assert await found("legal_status=C2&provider=in-house") == {here}
    assert await found(f"household={home}") == {here}
    assert await found("standing=late") == {here}
    assert await found("started_from=2023-12-01") == {fresh}
    assert await found("unowned=true&type=U6") == {here}


async def test_a_text_is_redacted_and_an_erased_child_is_nobody_any_more(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    reference = await become(api)
    place = {"started_on": "2023-04-03", "address": "12 Fennel Row", **ELSEWHERE}
    await done(api, reference, "placements", **place)
    noted = await done(api, reference, "notes", noted_on="2023-04-04", text="Ada rang Mira.")
    text = noted["texts"][0]["text"]
    redacted = await done(
        api, reference, "redactions", redacted_on="2023-04-05", text=text, wording="A call."
    )
    assert [one["words"] for one in redacted["texts"]] == [None, "A call."]

    person = redacted["child"]["person"]
    body = {"person": person, "reason": "court-order"}
    erased = await api.post("/erasures", body, role="administrator", at=NOW)
    assert erased.status_code in {200, 201, 202}, erased.text
    seen = await see(api, f"/care/{reference}")
    assert seen["child"]["erased"]
    assert (seen["child"]["name"], seen["placements"][0]["address"]) == (None, None)
    refused = {one["action"]: one["code"] for one in seen["refused_actions"]}
    assert refused["correct-person"] == "everybody-erased"
    again = await ask(
        api,
        reference,
        "corrections/placements/1/address",
        {"reason": "audit", "address": "1 New Row"},
    )
    assert (again.status_code, again.json()["code"]) == (409, "everybody-erased")
    assert refused["correct-address"] == "everybody-erased"


async def test_messages_and_log_lines_name_nobody(
    placements_api: PlacementsApi, capfd: pytest.CaptureFixture[str]
) -> None:
    api = placements_api
    reference = await become(api)
    place = {"started_on": "2023-04-03", "address": "12 Fennel Row", "postcode": "ZZ9 7QX"}
    await done(api, reference, "placements", **place, **ELSEWHERE)
    await done(api, reference, "notes", noted_on="2023-04-04", text="Ada rang Mira.")
    await ask(api, reference, "placements", {**place, **ELSEWHERE})
    feed = await api.in_authority("*").get("/messages", role="service", params={"limit": 100})
    assert feed.status_code == 200
    logged = "".join(capfd.readouterr())
    assert "already-placed" in logged
    for personal in ("Ada", "Quill", "2012-03-04", "Fennel", "ZZ9", "Mira"):
        assert personal not in feed.text
        assert personal not in logged
    history = await api.get(f"/care/{reference}/history", at=NOW)
    types = [entry["type"] for entry in history.json()]
    assert types == ["care-started", "placement-made", "note-added"]


async def test_an_authority_s_own_limits_hold_from_their_day(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    beyond = {"effective_from": "2023-06-01", "service_told_working_days": 21}
    refused = await api.post("/policies", beyond, at=NOW)
    assert (refused.status_code, refused.json()["code"]) == (422, "outside-policy-bounds")
    terms = {"effective_from": "2023-06-01", "service_told_working_days": 1}
    assert (await api.post("/policies", terms, at=NOW)).status_code == 201
    for started_on, due in (("2023-05-31", "2023-06-02"), ("2023-06-01", "2023-06-02")):
        seen = await see(api, f"/care/{await become(api, started_on=started_on)}")
        assert seen["clocks"][0]["due"] == due
