"""Who gets in, and in whose authority they stand."""

import pytest

from shared.clock import SystemClock
from shared.identity import Grant, Role
from shared.identity.minting import mint_grants
from tests.complaints.api.asking import (
    LATER,
    NOTE,
    RECEIVED,
    STATUTORY,
    codes,
    received,
    refused,
    with_register,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")


def token(county: Api, *authorities: str) -> dict[str, str]:
    grants = [Grant(authority=one, roles=(Role.COMPLAINTS_MANAGER,)) for one in authorities]
    minted = mint_grants(grants, key=county.key, now=SystemClock().now())
    return {"Authorization": f"Bearer {minted}"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/complaints"),
        ("POST", "/complaints"),
        ("GET", "/complaints/C-2022-00001"),
        ("POST", "/complaints/C-2022-00001/notes"),
        ("GET", "/teams"),
        ("POST", "/erasures"),
        ("GET", "/messages"),
        ("POST", "/log/verification"),
    ],
)
async def test_without_a_token_nothing_is_told(county: Api, method: str, path: str) -> None:
    answer = await county.client.request(method, path)
    refused(answer, 401, "not-signed-in")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


async def test_a_case_of_another_authority_is_not_there(county: Api) -> None:
    complaint = await received(county)
    elsewhere = county.in_authority(f"{county.authority}-elsewhere")
    missing = await elsewhere.get("/complaints/C-2022-99999")
    for path in ("", "/history"):
        hidden = await elsewhere.get(f"{complaint.path}{path}")
        problem = refused(hidden, 404, "no-such-case")
        for told in (problem, expected := missing.json()):
            told.pop("correlation", None)
        assert problem == expected
    refused(await elsewhere.post(f"{complaint.path}/notes", NOTE), 404, "no-such-case")
    refused(await elsewhere.post(f"{complaint.path}/decision", STATUTORY), 404, "no-such-case")
    assert (await elsewhere.get("/complaints")).json()["items"] == []
    assert (await complaint.see())["version"] == 1


async def test_an_authority_that_the_token_lacks_is_refused(county: Api) -> None:
    headers = token(county, county.authority) | {"Candour-Authority": "somewhere-else"}
    answer = await county.client.get("/complaints", headers=headers)
    refused(answer, 403, "authority-not-yours", "Candour-Authority")
    answer = await county.client.post("/complaints", json=RECEIVED, headers=headers)
    refused(answer, 403, "authority-not-yours", "Candour-Authority")


async def test_a_token_of_two_authorities_names_one(county: Api) -> None:
    other = f"{county.authority}-b"
    headers = token(county, county.authority, other)
    answer = await county.client.get("/complaints", headers=headers)
    refused(answer, 422, "authority-not-named", "Candour-Authority")
    named = headers | {"Candour-Authority": other, "Candour-Time": LATER}
    made = await county.client.post("/complaints", json=RECEIVED, headers=named)
    assert made.status_code == 201, made.text
    assert (await county.get("/complaints")).json()["items"] == []
    assert len((await county.in_authority(other).get("/complaints")).json()["items"]) == 1


async def test_references_are_numbered_in_each_authority(county: Api) -> None:
    other = county.in_authority(f"{county.authority}-b")
    first, second = await received(county), await received(other)
    assert first.reference == second.reference == "C-2022-00001"
    assert (await received(county)).reference == "C-2022-00002"


async def test_who_did_it_is_on_the_record(county: Api) -> None:
    complaint = await received(await with_register(county))
    await complaint.do("allocation", {"allocated_on": "2022-04-12", "team": "north"})
    headers = county.headers("social-worker", team="north", worker="w-7")
    answer = await county.client.post(f"{complaint.path}/notes", json=NOTE, headers=headers)
    assert answer.status_code == 201, answer.text
    entry = (await complaint.history())[-1]
    assert (entry["actor"], entry["role"], entry["team"]) == ("w-7", "social-worker", "north")
    assert answer.json()["texts"][0]["actor"] == "w-7"


async def test_a_team_acts_on_its_own_cases_only(county: Api) -> None:
    complaint = await received(await with_register(county))
    unowned = await complaint.ask("notes", NOTE, role="social-worker")
    refused(unowned, 403, "not-your-teams-case")
    await complaint.do("allocation", {"allocated_on": "2022-04-12", "team": "south"})
    refused(await complaint.ask("notes", NOTE, role="team-manager"), 403, "not-your-teams-case")
    listed = codes((await complaint.see(role="team-manager"))["refused_actions"])
    assert listed["add-note"] == "not-your-teams-case"
    assert listed["correct"] == "role-may-not"
    await complaint.do("allocation", {"allocated_on": "2022-04-13", "team": "north"})
    assert (await complaint.ask("notes", NOTE, role="team-manager")).status_code == 201
    assert (await complaint.ask("notes", NOTE, role="service-manager")).status_code == 201


async def test_only_an_administrator_erases(county: Api) -> None:
    body = {"person": "dddddddd-0000-4000-8000-00000000000d", "reason": "court-order"}
    refused(await county.post("/erasures", body), 403, "role-may-not")
    nobody = await county.post("/erasures", body, role="administrator")
    refused(nobody, 404, "no-such-case")
    page = f"/erasures/{body['person']}"
    refused(await county.get(page), 403, "role-may-not")
    refused(await county.get(page, role="administrator"), 404, "no-such-case")


async def test_correlation_is_taken_over_and_stored(county: Api) -> None:
    mine = "12345678-1234-4234-8234-123456789abc"
    headers = county.headers("complaints-manager", **{"Candour-Correlation": mine})
    answer = await county.client.post(
        "/complaints", json=RECEIVED, headers=headers | {"Candour-Time": LATER}
    )
    assert answer.headers["Candour-Correlation"] == mine
    everywhere = county.in_authority("*")
    feed = await everywhere.get("/messages", role="service", params={"limit": 5000})
    assert feed.status_code == 200, feed.text
    mine_only = [one for one in feed.json() if one["correlationid"] == mine]
    assert [one["type"] for one in mine_only] == ["candour.complaints.complaint-received.v1"]
