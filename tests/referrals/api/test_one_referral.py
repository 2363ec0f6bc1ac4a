"""A referral from the contact to the authorised assessment, over HTTP and real PostgreSQL."""

import json

from tests.referrals.http import Api

CONTACT = {
    "received_on": "2023-04-06",
    "source": "police",
    "agency": "county-police",
    "kind": "safeguarding",
    "category": "neglect",
    "child": {"name": "Ada Example", "date_of_birth": "2011-05-02", "sex": "female"},
    "concerns": "Found alone at home.",
}
SOCIAL_WORK = {
    "decided_on": "2023-04-11",
    "response": "social-work",
    "reason": "in-need",
}


async def test_a_contact_is_decided_and_the_message_says_so(referrals_api: Api) -> None:
    api = referrals_api
    opened = await api.post("/referrals", CONTACT, at="2023-04-06T10:00:00Z", key="1")
    assert opened.status_code == 201, opened.text
    case = opened.json()
    assert case["place"] == "contact"
    # Good Friday is 7 April 2023 and Easter Monday 10 April, so one working day is Tuesday 11.
    assert {clock["timescale"]: clock["due"] for clock in case["clocks"]} == {
        "referral.decision": "2023-04-11",
        "referral.acknowledgement": "2023-04-11",
    }
    path = opened.headers["Location"]
    decided = await api.post(f"{path}/decision", SOCIAL_WORK, at="2023-04-11T10:00:00Z")
    assert decided.status_code == 200, decided.text
    assert decided.json()["place"] == "referral"
    feed = await api.get("/messages", role="service")
    messages = [json.loads(line) for line in [feed.text]][0]
    facts = {fact["kind"]: fact for message in messages for fact in message["data"]["facts"]}
    assert facts["referral.received"]["codes"] == {
        "source": "police",
        "kind": "safeguarding",
        "re_referral": "no",
    }
    assert facts["referral.decided"]["on"] == "2023-04-11"
    assert messages[0]["data"]["people"][0]["age"] == 11
    assert "Ada" not in feed.text
    assert "alone" not in feed.text
