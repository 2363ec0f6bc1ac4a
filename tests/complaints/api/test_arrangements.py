"""What an authority arranges, teams and policy, and what it is thanked for, over HTTP."""

from typing import Final

import httpx
import pytest

from tests.complaints.api.asking import LATER, TEAM, WORKER, Body, codes, refused, with_register
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


def listed(answer: httpx.Response) -> tuple[dict[str, str], dict[str, str]]:
    """Where each action is asked for that the caller may do, and the code against each other."""
    assert answer.status_code in {200, 201}, answer.text
    seen = answer.json()
    for one in seen["refused_actions"]:
        assert one["because"]
    return {one["action"]: one["href"] for one in seen["allowed_actions"]}, codes(
        seen["refused_actions"]
    )


async def test_the_register_lists_what_the_caller_may_do(county: Api) -> None:
    may, may_not = listed(await county.get("/teams", at=LATER))
    assert may == {"open-team": "/teams"}
    assert may_not == {
        "close-team": "no-team-to-close",
        "add-worker": "no-team-in-register",
        "remove-worker": "nobody-in-teams",
    }
    opened = await county.post("/teams", TEAM, at=LATER)
    may, may_not = listed(opened)
    assert may_not == {"remove-worker": "nobody-in-teams"}
    joined = await county.post(may["add-worker"].format(team="north"), WORKER, at=LATER)
    may, may_not = listed(joined)
    assert not may_not
    left = {"worker": "w-1", "left_on": "2022-04-14"}
    gone = await county.post(may["remove-worker"].format(team="north"), left, at=LATER)
    assert listed(gone)[1] == {"remove-worker": "nobody-in-teams"}
    ended = {"closed_on": "2022-04-14"}
    closed = await county.post(may["close-team"].format(team="north"), ended, at=LATER)
    assert listed(closed)[1]["close-team"] == "no-team-to-close"
    may, may_not = listed(await county.get("/teams", at=LATER, role="auditor"))
    assert not may
    assert set(may_not.values()) == {"role-may-not"}


async def test_the_policy_lists_what_the_caller_may_do(county: Api) -> None:
    assert listed(await county.get("/policies")) == ({"set-policy": "/policies"}, {})
    seen = await county.get("/policies", role="complaints-officer")
    assert listed(seen) == ({}, {"set-policy": "role-may-not"})
    policy = {"effective_from": "2022-05-01", "acknowledgement_working_days": 2}
    made = await county.post("/policies", policy, at="2022-04-20T09:00:00Z")
    assert listed(made) == ({"set-policy": "/policies"}, {})


async def test_a_compliment_lists_what_the_caller_may_do(county: Api) -> None:
    made = await county.post("/compliments", PRAISE, at=LATER)
    path = made.headers["Location"]
    assert listed(made) == (
        {"correct-compliment": f"{path}/correction"},
        {"allocate-compliment": "nobody-to-allocate-to"},
    )
    await with_register(county)
    may, may_not = listed(await county.get(path, at=LATER))
    assert (set(may), may_not) == ({"correct-compliment", "allocate-compliment"}, {})
    owner = {"allocated_on": "2022-04-12", "team": "north"}
    assert listed(await county.post(may["allocate-compliment"], owner, at=LATER))[0] == may
    assert listed(await county.get(path, at=LATER, role="social-worker"))[1] == {
        "correct-compliment": "role-may-not",
        "allocate-compliment": "role-may-not",
    }
    put_right = {"reason": "audit", "channel": "email"}
    assert listed(await county.post(may["correct-compliment"], put_right, at=LATER))[0] == may


async def test_a_team_that_is_opened_again_shows_only_who_joined_it_since(county: Api) -> None:
    await with_register(county)
    await county.post("/teams/north/closure", {"closed_on": "2022-03-31"}, at=LATER)
    again = await county.post("/teams", TEAM | {"opened_on": "2022-06-01"}, at=LATER)
    assert again.status_code == 201, again.text
    late = {"worker": "w-1", "left_on": "2022-05-01"}
    refused(
        await county.post("/teams/north/workers/leaving", late, at=LATER),
        422,
        "worker-not-in-team",
        "left_on",
    )
    rejoined = WORKER | {"joined_on": "2022-06-02"}
    joined = await county.post("/teams/north/workers", rejoined, at=LATER)
    assert joined.status_code == 201, joined.text
    norths = [team for team in joined.json()["teams"] if team["team"] == "north"]
    assert [[(one["worker"], one["left_on"]) for one in team["workers"]] for team in norths] == [
        [("w-1", "2022-03-31"), ("w-2", "2022-03-31")],
        [("w-1", None)],
    ]
