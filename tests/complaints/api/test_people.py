"""People put right and named over HTTP: the case, its history, its list row, its messages."""

from typing import Final

import pytest

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    COMPLAINANT,
    LATER,
    Body,
    Complaint,
    at_stage_1,
    received,
    refused,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMED: Final[Body] = {
    "named_on": "2022-04-13",
    "part": "child",
    "details": {"name": "Jo Ashdown", "date_of_birth": "2012-04-12", "sex": "male"},
}


async def mira_of(complaint: Complaint) -> str:
    reference: str = (await complaint.see())["complainant"]["details"]["person"]
    return reference


async def last_message(complaint: Complaint) -> Body:
    """The latest message of the case, of all that its authority's machines can read."""
    county = complaint.county.in_authority("*")
    head = int((await county.get("/messages", role="service")).headers["Candour-Head"])
    page = await county.get("/messages", role="service", params={"after": head - 1})
    [message] = page.json()
    assert message["data"]["case"]["reference"] == complaint.reference
    told: Body = message["data"]
    return told


async def test_the_case_and_the_list_show_what_is_right(county: Api) -> None:
    complaint = await at_stage_1(county)
    mira = await mira_of(complaint)
    right = {
        "person": mira,
        "reason": "miskeyed",
        "name": "  Mira Ashdowne ",
        "date_of_birth": "1984-02-29",
        "contact": "mira@example.org",
    }
    before = await complaint.see()
    case = await complaint.do("people/correction", right)
    assert case["version"] == before["version"] + 1
    assert case["complainant"]["details"] == before["complainant"]["details"] | {
        "name": "Mira Ashdowne",
        "date_of_birth": "1984-02-29",
        "contact": "mira@example.org",
    }
    assert (case["clocks"], case["place"]) == (before["clocks"], before["place"])
    assert await complaint.see() == case
    [row] = (await county.get("/complaints", at=LATER)).json()["items"]
    assert row["complainant"] == "Mira Ashdowne"


async def test_the_history_names_what_was_corrected(county: Api) -> None:
    complaint = await received(county)
    mira = await mira_of(complaint)
    await complaint.do("people", NAMED)
    for name in ("Mira Ashdowne", "Mira Asherdown"):
        respelt = {"person": mira, "reason": "miskeyed", "name": name}
        await complaint.do("people/correction", respelt)
    came, named, first, second = await complaint.history()
    assert (named["type"], named["occurred_on"]) == ("person-named", "2022-04-13")
    assert (named["details"]["part"], named["corrects"]) == ("child", None)
    assert (first["type"], first["occurred_on"]) == ("person-corrected", "2022-06-30")
    assert (first["corrects"], second["corrects"]) == (came["event"], first["event"])
    assert first["details"]["reason"] == "miskeyed"
    assert first["details"]["details"]["name"] == "Mira Ashdowne"


async def test_a_corrected_date_of_birth_corrects_the_age_and_no_fact(county: Api) -> None:
    complaint = await at_stage_1(county)
    named = await complaint.do("people", NAMED)
    [jo] = named["children"]
    told = await last_message(complaint)
    # Born on 12 April 2012: nine on 11 April 2022, the day received. Born in 2011: ten.
    assert [(one["part"], one.get("age")) for one in told["people"]] == [
        ("complainant", None),
        ("child", 9),
    ]
    assert (told["facts"], told["clocks"], told["corrects"]) == ([], [], None)
    right = {"person": jo["person"], "reason": "evidence-found", "date_of_birth": "2011-04-12"}
    await complaint.do("people/correction", right, at="2022-04-20T09:00:00Z")
    told = await last_message(complaint)
    [_, child] = told["people"]
    assert (child["person"], child["age"], child["sex"]) == (jo["person"], 10, "male")
    assert (told["facts"], told["clocks"]) == ([], [])
    assert told["corrects"] == (await complaint.history())[0]["event"]
    await complaint.do("acknowledgement", ACKNOWLEDGED)
    [_, child] = (await last_message(complaint))["people"]
    assert child["age"] == 10


async def test_whoever_is_named_is_found_and_can_do_what_the_others_can(county: Api) -> None:
    complaint = await received(county)
    case = await complaint.do(
        "people", NAMED | {"part": "representative", "details": {"name": "Una Kerr"}}
    )
    una = case["representative"]
    assert (una["name"], una["erased"], case["children"]) == ("Una Kerr", False, [])
    found = await county.get("/complaints", params={"person": una["person"]})
    assert [one["reference"] for one in found.json()["items"]] == [complaint.reference]
    link = {"linked_on": "2022-04-20", "person": una["person"], "known_as": COMPLAINANT}
    await complaint.do("people/links", link)
    right = {"person": una["person"], "reason": "miskeyed", "name": "Una Carr"}
    corrected = await complaint.do("people/correction", right)
    assert corrected["representative"]["name"] == "Una Carr"


async def test_a_repeated_naming_names_once(county: Api) -> None:
    complaint = await received(county)
    path = f"{complaint.path}/people"
    first = await county.post(path, NAMED, at=LATER, key="named")
    again = await county.post(path, NAMED, at=LATER, key="named")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json() == await complaint.see()
    other = await county.post(path, NAMED, at=LATER, key="named again")
    children = other.json()["children"]
    assert len({child["person"] for child in children}) == len(children) == 2


async def test_an_erased_person_is_not_named_again(county: Api) -> None:
    complaint = await received(county)
    [jo] = (await complaint.do("people", NAMED))["children"]
    body = {"person": jo["person"], "reason": "data-subject-request"}
    erased = await county.post("/erasures", body, role="administrator", at=LATER)
    assert erased.status_code == 201, erased.text
    elsewhere = await received(county)
    details = NAMED["details"] | {"person": jo["person"]}
    answer = await elsewhere.ask("people", NAMED | {"details": details})
    refused(answer, 409, "person-erased")
    assert "Jo" not in answer.text
