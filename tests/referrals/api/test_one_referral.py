"""A referral from the contact to its end, over HTTP and real PostgreSQL."""

import pytest

from tests.referrals.api.asking import (
    AUTHORISED,
    CLOSED,
    CONTACT,
    LATER,
    REOPENED,
    SOCIAL_WORK,
    STARTED,
    Referral,
    clock_of,
    messages,
    opened,
    with_register,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

BECOMES = {
    "authorised_on": "2023-06-15",
    "outcome": "becomes-looked-after",
    "looked_after": {"on": "2023-06-14", "legal_status": "section-20"},
}


async def test_a_contact_is_decided_and_the_message_says_so(county: Api) -> None:
    made = await county.post("/referrals", CONTACT, at="2023-04-06T10:00:00Z", key="1")
    assert made.status_code == 201, made.text
    case = made.json()
    assert case["place"] == "contact"
    # Good Friday is 7 April 2023 and Easter Monday 10 April, so one working day is Tuesday 11.
    assert {clock["timescale"]: clock["due"] for clock in case["clocks"]} == {
        "referral.decision": "2023-04-11",
        "referral.acknowledgement": "2023-04-11",
    }
    referral = Referral(county, made.headers["Location"])
    decided = await referral.do("decision", SOCIAL_WORK, at="2023-04-11T10:00:00Z")
    assert decided["place"] == "referral"
    first, second = await messages(county)
    contact = {fact["kind"]: fact for fact in first["data"]["facts"]}["referral.contact"]
    assert contact["codes"]["response"] == "undecided"
    facts = {fact["kind"]: fact for fact in second["data"]["facts"]}
    assert facts["referral.received"]["codes"] == {
        "source": "police",
        "kind": "safeguarding",
        "re_referral": "no",
    }
    assert (facts["referral.decided"]["on"], facts["referral.contact"]["change"]) == (
        "2023-04-11",
        "stated",
    )
    child = {one["part"]: one for one in first["data"]["people"]}["child"]
    assert (child["age"], child["sex"]) == (11, "female")
    again = await county.post("/referrals", CONTACT, at="2023-04-06T10:00:00Z", key="1")
    assert again.json()["reference"] == case["reference"]


async def test_from_the_contact_to_the_second_assessment(county: Api) -> None:
    await with_register(county)
    case = await opened(county)
    await case.do("acknowledgement", {"acknowledged_on": "2023-04-11"})
    await case.do("decision", SOCIAL_WORK)
    await case.do("outcome-told", {"told_on": "2023-04-12"})
    owned = await case.do(
        "allocation", {"allocated_on": "2023-04-12", "team": "first-response", "worker": "w-1"}
    )
    assert (owned["team"], owned["worker"]) == ("first-response", "w-1")
    await case.do("assessments", STARTED)
    done = await case.do("assessments/1/authorisation", AUTHORISED)
    [assessment] = done["assessments"]
    assert (assessment["days_from_start"], assessment["days_from_referral"]) == (43, 45)
    assert clock_of(done, "assessment.from-referral")["standing"] == "met"
    await case.do("assessments", {"started_on": "2023-06-20"})
    late = {"authorised_on": "2023-09-01", "outcome": "section-47", "over_reason": "complexity"}
    again = await case.do("assessments/2/authorisation", late)
    # 20 June is day 0: 8 days to 30 June, 21 in July, 22 in August (28 is a bank holiday), 1 more.
    assert again["assessments"][1]["days_from_start"] == 52
    shut = await case.do("closure", CLOSED | {"closed_on": "2023-09-04"})
    assert shut["place"] == "closed"
    back = await case.do("reopening", REOPENED | {"reopened_on": "2023-09-05"})
    assert back["place"] == "referral"
    facts = [fact for one in await messages(county) for fact in one["data"]["facts"]]
    completed = [fact for fact in facts if fact["kind"] == "assessment.completed"]
    assert [fact["codes"]["over_reason"] for fact in completed] == ["none", "complexity"]
    assert completed[0]["numbers"] == {
        "working_days_from_start": 43,
        "working_days_from_referral": 45,
    }
    assert completed[1]["numbers"] == {"working_days_from_start": 52}


async def test_a_correction_names_the_assessment_that_it_corrects(county: Api) -> None:
    case = await opened(county)
    await case.do("decision", SOCIAL_WORK)
    await case.do("assessments", STARTED)
    await case.do("assessments/1/authorisation", AUTHORISED)
    await case.do("assessments", {"started_on": "2023-06-20"})
    body = {"reason": "miskeyed", "assessments": [{"number": 1, "started_on": "2023-04-13"}]}
    await case.do("correction", body)
    history = (await county.get(f"{case.path}/history", at=LATER)).json()
    started = [one for one in history if one["type"] == "assessment-started"]
    assert history[-1]["corrects"] == started[0]["event"]


async def test_becoming_looked_after_is_told_as_a_fact(county: Api) -> None:
    case = await opened(county)
    await case.do("decision", SOCIAL_WORK)
    await case.do("assessments", STARTED)
    await case.do("assessments/1/authorisation", BECOMES)
    facts = {fact["kind"]: fact for fact in (await messages(county))[-1]["data"]["facts"]}
    became = facts["child.became-looked-after"]
    assert (became["on"], became["codes"]) == ("2023-06-14", {"legal_status": "section-20"})


async def test_a_correction_moves_clocks_and_facts_and_names_what_it_corrects(
    county: Api,
) -> None:
    case = await opened(county)
    await case.do("decision", SOCIAL_WORK)
    moved = await case.do("correction", {"reason": "miskeyed", "received_on": "2023-04-11"})
    assert clock_of(moved, "referral.decision")["taken"] == 0
    assert clock_of(moved, "assessment.from-referral")["starts_from"] == "2023-04-11"
    history = (await county.get(f"{case.path}/history", at=LATER)).json()
    assert history[-1]["type"] == "received-corrected"
    assert history[-1]["corrects"] == history[0]["event"]
    message = (await messages(county))[-1]["data"]
    assert {fact["change"] for fact in message["facts"]} == {"corrected"}
    assert {one["change"] for one in message["clocks"]} == {"corrected"}
    clock = clock_of(moved, "referral.decision")
    explained = await county.get(clock["explanation"], at=LATER)
    assert explained.status_code == 200, explained.text
    assert any("Keyed wrongly" in one for one in explained.json()["sentences"])
