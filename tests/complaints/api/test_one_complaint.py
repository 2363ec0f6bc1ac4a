"""A complaint from receipt to response, over HTTP and real PostgreSQL."""

from tests.support.api import Api

RECEIVED = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {
        "details": {"name": "Ada Example", "date_of_birth": "1980-02-29"},
        "relation": "parent",
    },
    "service_area": "children-in-care",
    "causes": ["delay", "staff-conduct"],
    "statement": "Nobody rang back.",
}
STATUTORY = {
    "decided_on": "2022-04-12",
    "route": "statutory",
    "reason": "both-tests-met",
    "eligibility": "parent",
    "subject": "in-scope",
}


async def test_a_complaint_is_received_decided_and_answered(api: Api) -> None:
    received = await api.post("/complaints", RECEIVED, at="2022-04-12T09:00:00Z", key="1")
    assert received.status_code == 201, received.text
    case = received.json()
    assert case["place"] == "received"
    path = received.headers["Location"]
    decided = await api.post(f"{path}/decision", STATUTORY, at="2022-04-12T10:00:00Z")
    assert decided.status_code == 200, decided.text
    clocks = {clock["timescale"]: clock for clock in decided.json()["clocks"]}
    # 11 April 2022 is day 0. Easter: Good Friday 15 and Monday 18 April do not count, so
    # 12 13 14 19 20 21 22 25 26 27 April are the ten working days.
    assert clocks["complaint.stage-1"]["due"] == "2022-04-27"
    answer = {
        "responded_on": "2022-04-28",
        "outcomes": [
            {"cause": "delay", "outcome": "upheld"},
            {"cause": "staff-conduct", "outcome": "not-upheld"},
        ],
        "apology": True,
    }
    responded = await api.post(f"{path}/stage-1/response", answer, at="2022-04-28T15:00:00Z")
    assert responded.status_code == 200, responded.text
    told = responded.json()
    assert told["answer"]["working_days"] == 11
    assert told["answer"]["in_extended_time"] is False
