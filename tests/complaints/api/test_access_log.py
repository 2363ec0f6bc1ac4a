"""Who saw which complaint is on record, with role and reason, and only the auditor reads it."""

from typing import Any, Final

import pytest

from tests.complaints.api.asking import (
    COMPLAINANT,
    LATER,
    Body,
    answered,
    received,
    refused,
)
from tests.support.api import Api
from tests.support.reads import access_log, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

MIRA: Final[Body] = {
    "details": {"name": "Mira Ashdown", "person": COMPLAINANT},
    "relation": "parent",
}


async def test_each_way_to_see_a_complaint_is_recorded(county: Api) -> None:
    complaint = await answered(county)
    case = await complaint.see()
    await complaint.history()
    clock = case["clocks"][0]["clock"]
    explained = await county.get(f"{complaint.path}/clocks/{clock}/explanation")
    assert explained.status_code == 200, explained.text
    listed = await county.get("/complaints", at=LATER)
    assert len(listed.json()["items"]) == 1
    assert await seen(county) == [
        ("see-case", "complaint", [complaint.reference]),
        ("see-history", "complaint", [complaint.reference]),
        ("see-explanation", "complaint", [complaint.reference]),
        ("list-cases", "complaint", [complaint.reference]),
    ]


async def test_compliments_and_erasures_are_cases_too(county: Api) -> None:
    body = {"received_on": "2022-04-11", "channel": "email", "service_area": "care-leavers"}
    made = await county.post("/compliments", body, at=LATER)
    assert made.status_code == 201, made.text
    await county.get(made.headers["Location"], at=LATER)
    await county.get("/compliments", at=LATER)
    person = (await (await received(county)).see())["complainant"]["details"]["person"]
    erased = await county.post(
        "/erasures", {"person": person, "reason": "court-order"}, role="administrator", at=LATER
    )
    assert erased.status_code == 201, erased.text
    looked = await county.get(f"/erasures/{person}", role="administrator", at=LATER)
    assert looked.status_code == 200, looked.text
    reads = await seen(county)
    assert [(act, kind) for act, kind, _ in reads] == [
        ("see-case", "compliment"),
        ("list-cases", "compliment"),
        ("see-case", "complaint"),
        ("see-case", "erasure"),
    ]
    assert reads[-1][2] == [person]


async def test_a_read_says_who_in_what_role_and_why(county: Api) -> None:
    complaint = await received(county)
    headers = county.headers(
        "team-manager", team="north", worker="w-9", **{"Candour-Reason": "supervision"}
    )
    answer = await county.client.get(complaint.path, headers=headers | {"Candour-Time": LATER})
    assert answer.status_code == 200, answer.text
    [read] = await access_log(county)
    assert (read["worker"], read["role"], read["team"]) == ("w-9", "team-manager", "north")
    assert (read["reason"], read["act"]) == ("supervision", "see-case")
    assert read["agency"] is None
    assert read["correlation"] == answer.headers["Candour-Correlation"]
    # In real time, whatever time the request simulates.
    assert read["read_at"] > "2026"
    assert await access_log(county, by="w-9") == await access_log(county, by=read["by"]) == [read]
    assert await access_log(county, by="w-8") == []


async def test_a_reason_is_a_code_of_the_list(county: Api) -> None:
    complaint = await received(county)
    headers = county.headers("complaints-manager", **{"Candour-Reason": "Mira asked me to"})
    answer = await county.client.get(complaint.path, headers=headers)
    [error] = refused(answer, 422, "body-invalid")["errors"]
    assert (error["field"], error["code"]) == ("Candour-Reason", "enum")
    assert await access_log(county) == []
    listed = await county.get("/reference/read-reasons")
    assert "supervision" in {one["code"] for one in listed.json()["codes"]}


async def test_commands_and_refusals_are_no_reads(county: Api) -> None:
    complaint = await received(county)
    await complaint.do("notes", {"noted_on": "2022-04-13", "text": "Rang twice."})
    refused(await county.get("/complaints/C-2022-99999"), 404, "no-such-case")
    refused(await county.get(complaint.path, role="partner-agency"), 403, "role-may-not")
    missing = f"{complaint.path}/clocks/{COMPLAINANT}/explanation"
    refused(await county.get(missing), 404, "no-such-clock")
    assert await access_log(county) == []


async def test_an_empty_list_was_looked_for_too(county: Api) -> None:
    await county.get("/complaints", at=LATER, params={"team": "north"})
    assert await seen(county) == [("list-cases", "complaint", [])]


async def test_reads_are_found_by_case_by_person_and_by_day(county: Api) -> None:
    hers, other = await received(county, complainant=MIRA), await received(county)
    await hers.see()
    await other.see()
    await county.get("/complaints", at=LATER)
    both = sorted([hers.reference, other.reference])
    of_case = await seen(county, case=hers.reference)
    assert [(act, sorted(map(str, cases))) for act, _, cases in of_case] == [
        ("see-case", [hers.reference]),
        ("list-cases", both),
    ]
    assert await seen(county, person=COMPLAINANT) == of_case
    assert await seen(county, person="99999999-0000-4000-8000-000000000009") == []
    assert await seen(county, case="C-2022-99999") == []
    today = (await access_log(county))[0]["read_at"][:10]
    assert len(await access_log(county, **{"from": "2022-01-01"})) == 3
    assert len(await access_log(county, to="2099-12-31", case=other.reference)) == 2
    assert await access_log(county, to="2022-01-01") == []
    assert await access_log(county, **{"from": "2099-01-01"}) == []
    assert today > "2026"


async def test_pages_are_whole_and_stable_while_others_read(county: Api) -> None:
    complaint = await received(county)
    for _ in range(5):
        await complaint.see()
    params: dict[str, Any] = {"limit": 2, "case": complaint.reference}
    positions: list[int] = []
    while True:
        page = (await county.get("/access-log", role="auditor", params=params)).json()
        positions += [one["position"] for one in page["items"] if one["act"] == "see-case"]
        await county.get("/complaints", at=LATER, params={"team": "nobody"})
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert len(positions) == len(set(positions)) == 5
    assert positions == sorted(positions, reverse=True)


async def test_to_read_the_access_log_is_a_read(county: Api) -> None:
    complaint = await received(county)
    await county.get("/access-log", role="auditor", params={"case": complaint.reference})
    answer = await county.get("/access-log", role="auditor")
    [read] = answer.json()["items"]
    assert (read["act"], read["role"]) == ("see-access-log", "auditor")
    assert [case["reference"] for case in read["cases"]] == [complaint.reference]


@pytest.mark.parametrize(
    "role",
    ["administrator", "complaints-manager", "service-manager", "reporting-analyst", "service"],
)
async def test_nobody_but_the_auditor_reads_it(county: Api, role: str) -> None:
    refused(await county.get("/access-log", role=role), 403, "role-may-not")


async def test_another_authoritys_reads_are_not_seen(county: Api) -> None:
    complaint = await received(county)
    await complaint.see()
    elsewhere = county.in_authority(f"{county.authority}-elsewhere")
    assert await access_log(elsewhere) == []
    assert await access_log(elsewhere, case=complaint.reference) == []


async def test_nothing_personal_is_in_it(county: Api) -> None:
    complaint = await received(county, complainant=MIRA)
    await complaint.see()
    await county.get("/complaints", at=LATER)
    async with county.database.behind_its_back() as connection:
        rows = await connection.fetch(
            "select r::text from access_log r where authority = $1", county.authority
        )
    assert len(rows) == 2
    assert not any("Mira" in row[0] or "Ashdown" in row[0] for row in rows)
    assert not any(COMPLAINANT in row[0] for row in rows)


async def test_the_metrics_tell_how_long_it_takes(county: Api) -> None:
    await county.get("/complaints", at=LATER)
    metrics = (await county.client.get("/metrics")).text
    assert "candour_read_recorded_seconds_count" in metrics
