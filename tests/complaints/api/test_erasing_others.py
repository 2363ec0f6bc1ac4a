"""Erasing somebody whose case it is not: their fields go, the case stays, a task is left."""

from typing import Any, Final

import pytest

from tests.complaints.api.asking import (
    LATER,
    RECEIVED,
    Body,
    Complaint,
    at_stage_1,
    codes,
    received,
    refused,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

JO: Final = {"name": "Jo Ashdown", "date_of_birth": "2012-04-11", "contact": "jo@example.org"}
SAID: Final = "Jo has not been to school."
INDEX: Final = "ffffffff-0000-4000-8000-0000000000f{}"


async def with_child(county: Api, **changes: Any) -> tuple[Complaint, str]:  # noqa: ANN401 -- JSON
    complaint = await at_stage_1(county, children=[JO], **({"statement": SAID} | changes))
    [child] = (await complaint.see())["children"]
    return complaint, child["person"]


async def erase(county: Api, person: str, *, key: str | None = None) -> Body:
    body = {"person": person, "reason": "data-subject-request"}
    answer = await county.post("/erasures", body, role="administrator", at=LATER, key=key)
    assert answer.status_code == 201, answer.text
    told: Body = answer.json()
    return told


async def test_the_child_goes_and_the_complainant_stays(county: Api) -> None:
    complaint, jo = await with_child(county)
    told = await erase(county, jo)
    assert (told["state"], told["own_cases"], told["redaction_tasks"]) == ("confirmed", 0, 1)
    case = await complaint.see()
    [child] = case["children"]
    assert child == {
        "person": jo,
        "name": None,
        "date_of_birth": None,
        "contact": None,
        "sex": None,
        "ethnicity": None,
        "disability": None,
        "sexual_orientation": None,
        "erased": True,
    }
    assert case["complainant"]["details"]["name"] == "Mira Ashdown"
    assert [text["words"] for text in case["texts"]] == [SAID]
    history = str(await complaint.history())
    for value in (*JO.values(),):
        assert value not in history


async def test_the_texts_wait_for_somebody_to_look(county: Api) -> None:
    complaint, jo = await with_child(county)
    assert "complete-redaction" in codes((await complaint.see())["refused_actions"])
    await erase(county, jo)
    listed = (await county.get("/complaints", at=LATER)).json()["items"]
    assert "redaction:asked" in listed[0]["tags"]
    case = await complaint.see()
    assert case["people_to_redact"] == 1
    assert "complete-redaction" in codes(case["allowed_actions"])
    text = {
        "redacted_on": "2022-06-30",
        "text": case["texts"][0]["text"],
        "wording": "The child has not been to school.",
    }
    await complaint.do("redactions", text)
    other = {"completed_on": "2022-06-30", "person": INDEX.format(0)}
    refused(
        await complaint.ask("redactions/completion", other), 422, "redaction-not-asked", "person"
    )
    done = await complaint.do("redactions/completion", other | {"person": jo})
    assert done["people_to_redact"] == 0
    assert done["refused_actions"]
    listed = (await county.get("/complaints", at=LATER)).json()["items"]
    assert "redaction:asked" not in listed[0]["tags"]


async def test_a_case_without_texts_leaves_no_task(county: Api) -> None:
    complaint, jo = await with_child(county, statement=None)
    await erase(county, jo)
    case = await complaint.see()
    assert case["people_to_redact"] == 0
    assert case["children"][0]["erased"] is True


async def test_an_erasure_follows_the_links(county: Api) -> None:
    complaint, jo = await with_child(county)
    indexed = INDEX.format(1)
    link = {"linked_on": "2022-04-20", "person": jo, "known_as": indexed}
    await complaint.do("people/links", link)
    elsewhere = await received(
        county,
        complainant={"details": JO | {"person": indexed}, "relation": "child-or-young-person"},
    )
    told = await erase(county, indexed)
    assert set(told["people"]) == {jo, indexed}
    assert (told["own_cases"], told["redaction_tasks"]) == (1, 1)
    assert (await complaint.see())["children"][0]["erased"] is True
    assert (await elsewhere.see())["complainant"]["details"]["erased"] is True
    assert (await complaint.see())["complainant"]["details"]["name"] == "Mira Ashdown"


async def test_it_is_asked_for_once(county: Api) -> None:
    _, jo = await with_child(county)
    first = await erase(county, jo, key="first")
    again = {"person": jo, "reason": "data-subject-request"}
    answer = await county.post("/erasures", again, role="administrator", at=LATER)
    refused(answer, 409, "erasure-already-asked")
    assert await erase(county, jo, key="first") == first
    seen = await county.get(f"/erasures/{jo}", role="administrator")
    assert seen.json() == first


async def test_nothing_new_is_recorded_about_an_erased_person(county: Api) -> None:
    _, jo = await with_child(county)
    await erase(county, jo)
    body = RECEIVED | {"children": [JO | {"person": jo}]}
    answer = await county.post("/complaints", body, at=LATER)
    refused(answer, 409, "person-erased")
    assert "Jo" not in answer.text
    advocate = {"appointed_on": "2022-06-30", "advocate": JO | {"person": jo}}
    complaint = await received(county)
    refused(await complaint.ask("advocate/appointment", advocate), 409, "person-erased")


async def test_another_authoritys_case_is_left_alone(county: Api) -> None:
    _, jo = await with_child(county)
    other = county.in_authority(f"{county.authority}-b")
    body = {"person": jo, "reason": "data-subject-request"}
    answer = await other.post("/erasures", body, role="administrator", at=LATER)
    refused(answer, 404, "no-such-case")


async def test_the_giver_of_a_compliment_is_erased_from_it(county: Api) -> None:
    compliment = {
        "received_on": "2022-04-11",
        "channel": "letter",
        "service_area": "care-leavers",
        "giver": {"name": "Ben Baker", "contact": "ben@example.org"},
        "words": "Thank you, Ann.",
    }
    made = await county.post("/compliments", compliment, at=LATER)
    assert made.status_code == 201, made.text
    assert made.json()["words"] == "Thank you, Ann."
    told = await erase(county, made.json()["giver"]["person"])
    assert (told["own_cases"], told["redaction_tasks"]) == (1, 0)
    seen = (await county.get(made.headers["Location"])).json()
    assert (seen["giver"]["name"], seen["giver"]["erased"], seen["words"]) == (None, True, None)
    [row] = (await county.get("/compliments")).json()["items"]
    assert row["giver"] is None


async def test_a_case_that_is_further_on_in_simulated_time_gets_its_task_too(county: Api) -> None:
    complaint, jo = await with_child(county)
    body = {"person": jo, "reason": "data-subject-request"}
    before_receipt = "2022-04-01T09:00:00Z"
    answer = await county.post("/erasures", body, role="administrator", at=before_receipt)
    assert (answer.status_code, answer.json()["state"]) == (201, "confirmed")
    entry = (await complaint.history())[-1]
    assert (entry["type"], entry["occurred_on"]) == ("redaction-asked", "2022-06-30")


async def test_another_authority_that_uses_the_same_reference_keeps_its_own(county: Api) -> None:
    shared = INDEX.format(9)
    city = county.in_authority(f"{county.authority}-city")
    of_county = await received(county, children=[JO | {"person": shared}])
    of_city = await received(city, children=[JO | {"person": shared}])
    await erase(county, shared)
    assert (await of_county.see())["children"][0]["erased"] is True
    [child] = (await of_city.see())["children"]
    assert (child["erased"], child["name"]) == (False, JO["name"])
    assert (await of_city.see())["people_to_redact"] == 0
    again = await received(city, children=[JO | {"person": shared}])
    assert (await again.see())["children"][0]["name"] == JO["name"]


async def test_nobody_is_joined_to_an_erased_person(county: Api) -> None:
    complaint, jo = await with_child(county)
    index = INDEX.format(7)
    link = {"linked_on": "2022-04-20", "person": jo, "known_as": index}
    await complaint.do("people/links", link)
    await erase(county, jo)
    other, child = await with_child(county)
    for known_as in (jo, index):
        joining = {"linked_on": "2022-06-30", "person": child, "known_as": known_as}
        refused(await other.ask("people/links", joining), 409, "person-erased")
    again = {"linked_on": "2022-06-30", "person": jo, "known_as": INDEX.format(8)}
    refused(await complaint.ask("people/links", again), 409, "person-erased")
    elsewhere = {"linked_on": "2022-06-30", "person": child, "known_as": INDEX.format(8)}
    await other.do("people/links", elsewhere)
