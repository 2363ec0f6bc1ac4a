"""What an authority arranges, teams and policy, and what it is thanked for, over HTTP."""

from typing import Final

import pytest

from tests.complaints.api.asking import LATER, Body, refused, with_register
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRAISE: Final[Body] = {
    "received_on": "2022-04-11",
    "channel": "letter",
    "service_area": "care-leavers",
    "relation": "foster-carer",
    "words": "Thank you.",
}


async def compliment(county: Api, **changes: str) -> str:
    made = await county.post("/compliments", PRAISE | changes, at=LATER)
    assert made.status_code == 201, made.text
    location: str = made.headers["Location"]
    return location


async def test_the_register_tells_who_was_where_on_a_day(county: Api) -> None:
    await with_register(county)
    left = {"worker": "w-1", "left_on": "2022-04-14"}
    answer = await county.post("/teams/north/workers/leaving", left, at=LATER)
    assert answer.status_code == 200, answer.text
    answer = await county.post("/teams/south/closure", {"closed_on": "2022-04-14"}, at=LATER)
    assert answer.headers["ETag"] == '"7"', answer.text

    async def on(day: str) -> dict[str, list[str]]:
        teams = (await county.get("/teams", params={"on": day})).json()["teams"]
        return {team["team"]: [one["worker"] for one in team["workers"]] for team in teams}

    assert await on("2020-03-31") == {}
    assert await on("2022-04-14") == {"north": ["w-1", "w-2"], "south": ["w-3"]}
    assert await on("2022-04-15") == {"north": ["w-2"]}
    whole = (await county.get("/teams")).json()
    assert (whole["version"], len(whole["teams"])) == (7, 2)


async def test_a_policy_holds_from_its_day_for_what_is_received_then(county: Api) -> None:
    policy = {"effective_from": "2022-05-01", "acknowledgement_working_days": 2}
    made = await county.post("/policies", policy, at="2022-04-20T09:00:00Z")
    assert made.status_code == 201, made.text
    assert (made.json()["in_force"], made.headers["ETag"]) == (0, '"1"')
    later = (await county.get("/policies", at="2022-05-01T09:00:00Z")).json()
    assert [one["acknowledgement_working_days"] for one in later["editions"]] == [3, 2]
    assert later["in_force"] == 1


async def test_an_authority_without_a_policy_has_the_built_in_one(county: Api) -> None:
    seen = await county.get("/policies")
    assert seen.headers["ETag"] == '"0"'
    assert [one["edition"] for one in seen.json()["editions"]] == [0]


async def test_only_the_complaints_manager_sets_policy(county: Api) -> None:
    body = {"effective_from": "2022-05-01", "acknowledgement_working_days": 2}
    refused(await county.post("/policies", body, role="complaints-officer"), 403, "role-may-not")
    refused(await county.post("/teams", {}, role="social-worker"), 403, "role-may-not")


async def test_a_compliment_is_recorded_corrected_and_allocated(county: Api) -> None:
    await with_register(county)
    path = await compliment(county)
    assert path == "/compliments/CP-2022-00001"
    corrected = await county.post(
        f"{path}/correction", {"reason": "audit", "received_on": "2022-04-12"}, at=LATER
    )
    assert (corrected.json()["received_on"], corrected.json()["version"]) == ("2022-04-12", 2)
    owner = {"allocated_on": "2022-04-12", "team": "north", "worker": "w-1"}
    allocated = await county.post(f"{path}/allocation", owner, at=LATER)
    assert (allocated.json()["team"], allocated.json()["worker"]) == ("north", "w-1")
    refused(
        await county.post(f"{path}/allocation", owner, at=LATER), 422, "nothing-to-change", "team"
    )
    same = {"reason": "audit", "received_on": "2022-04-12"}
    refused(
        await county.post(f"{path}/correction", same, at=LATER), 422, "nothing-to-change", "reason"
    )


async def test_compliments_are_listed_the_latest_first(county: Api) -> None:
    await compliment(county)
    await compliment(county, received_on="2022-05-03", service_area="disabled-children")
    listed = (await county.get("/compliments")).json()["items"]
    assert [item["received_on"] for item in listed] == ["2022-05-03", "2022-04-11"]
    some = (await county.get("/compliments", params={"received_to": "2022-05-02"})).json()
    assert [item["received_on"] for item in some["items"]] == ["2022-04-11"]
    area = (await county.get("/compliments", params={"service_area": "disabled-children"})).json()
    assert [item["reference"] for item in area["items"]] == ["CP-2022-00002"]
    assert (await county.get("/complaints")).json()["items"] == []


async def test_a_compliment_is_no_complaint(county: Api) -> None:
    path = await compliment(county)
    reference = path.rsplit("/", 1)[-1]
    refused(await county.get(f"/complaints/{reference}"), 404, "no-such-case")
    note = {"noted_on": "2022-04-13", "text": "No."}
    refused(await county.post(f"/complaints/{reference}/notes", note), 404, "no-such-case")


async def test_every_code_list_is_published_with_labels(county: Api) -> None:
    names = (await county.get("/reference")).json()
    assert "causes" in names
    for name in names:
        codes = (await county.get(f"/reference/{name}")).json()["codes"]
        assert codes
        assert all(one["label"] for one in codes)
    causes = {one["code"]: one for one in (await county.get("/reference/causes")).json()["codes"]}
    assert causes["multiple"]["used_to"] == "2016-03-31"
    refused(await county.get("/reference/weather"), 404, "no-such-list")
