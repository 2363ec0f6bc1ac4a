"""A submission is received at once, opens a case for each child, and stops no clock."""

from tests.referrals.http import Api
from tests.referrals.submissions.sending import AT, SUBMISSION, codes, send


async def test_the_receipt_says_what_matters_now(referrals_api: Api) -> None:
    answer = await send(referrals_api)

    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert receipt["reference"] == "S-2023-00001"
    assert receipt["message_id"] == "police-2023-000417"
    assert receipt["agency"] == "police"
    assert receipt["received_at"] == "2023-04-03T09:00:00Z"
    assert receipt["emergency"]["number"] == "999"
    assert receipt["decision_due"] == "2023-04-04"
    assert receipt["warnings"] == []
    assert [child["child"] for child in receipt["children"]] == [1, 2]
    assert answer.headers["Location"] == "/submissions/S-2023-00001"
    assert "Larkspur" not in answer.text


async def test_each_child_has_a_case_whose_clocks_run(referrals_api: Api) -> None:
    receipt = (await send(referrals_api)).json()

    for child in receipt["children"]:
        case = (await referrals_api.get(f"/referrals/{child['referral']}", at=AT)).json()
        running = {clock["timescale"]: clock for clock in case["clocks"]}
        assert set(running) == {"referral.decision", "referral.acknowledgement"}
        assert {clock["state"] for clock in running.values()} == {"running"}
        assert {clock["due"] for clock in running.values()} == {"2023-04-04"}
        assert case["came_from"] == receipt["reference"]


async def test_what_was_understood_is_on_the_childs_case(referrals_api: Api) -> None:
    receipt = (await send(referrals_api)).json()
    born, unborn = [
        (await referrals_api.get(f"/referrals/{child['referral']}", at=AT)).json()
        for child in receipt["children"]
    ]

    assert (born["child"]["name"], born["child"]["date_of_birth"]) == (
        "Tobias Larkspur",
        "2008-02-29",
    )
    assert unborn["child"]["expected_on"] == "2023-09-01"
    assert (born["source"], born["kind"], born["category"]) == (
        "police",
        "exploitation",
        "criminal-exploitation",
    )
    assert born["exploitation"]["particulars"]["models"] == ["county-lines", "online"]


async def test_an_officer_enters_one_for_an_agency(referrals_api: Api) -> None:
    refused = await referrals_api.post("/submissions", SUBMISSION, at=AT)
    assert (refused.status_code, refused.json()["code"]) == (422, "agency-not-named")

    answer = await referrals_api.post("/submissions", {**SUBMISSION, "agency": "school-12"}, at=AT)
    assert answer.json()["agency"] == "school-12"


async def test_an_officer_enters_what_arrived_on_paper_before_the_holiday(
    referrals_api: Api,
) -> None:
    """Received on Maundy Thursday: Good Friday and Easter Monday do not count."""
    sent = {**SUBMISSION, "agency": "school-12", "received_at": "2023-04-06T16:00:00+01:00"}
    answer = await referrals_api.post("/submissions", sent, at="2023-04-12T09:00:00Z")

    assert codes(answer) == set()
    receipt = answer.json()
    assert (receipt["received_at"], receipt["decision_due"]) == (
        "2023-04-06T15:00:00Z",
        "2023-04-11",
    )
    ahead = {**sent, "message_id": "ahead-1", "received_at": "2023-04-12T09:00:01Z"}
    warned = await referrals_api.post("/submissions", ahead, at="2023-04-12T09:00:00Z")
    assert codes(warned) == {("received_at", "in-the-future")}
    assert warned.json()["received_at"] == "2023-04-12T09:00:00Z"


async def test_a_credential_sends_for_its_own_agency_only(referrals_api: Api) -> None:
    refused = await send(referrals_api, {**SUBMISSION, "agency": "health"})
    assert (refused.status_code, refused.json()["code"]) == (403, "agency-not-yours")

    nameless = await referrals_api.post("/submissions", SUBMISSION, role="partner-agency", at=AT)
    assert (nameless.status_code, nameless.json()["code"]) == (403, "credential-without-agency")


async def test_the_local_number_is_the_authoritys_own(referrals_api: Api) -> None:
    before = await send(referrals_api)
    policy = {"effective_from": "2023-04-04", "emergency_number": "01632 960000"}
    changed = await referrals_api.post("/policies", policy, at=AT)
    assert changed.status_code in {200, 201}, changed.text
    later = {**SUBMISSION, "message_id": "police-2"}
    after = await send(referrals_api, later, at="2023-04-04T00:00:00+01:00")

    assert before.json()["emergency"]["local_number"] is None
    assert after.json()["emergency"]["local_number"] == "01632 960000"
    assert (await send(referrals_api)).json() == before.json()


async def test_what_arrived_before_any_calendar_is_a_slip(referrals_api: Api) -> None:
    sent = {**SUBMISSION, "agency": "police", "received_at": "0001-01-01T00:00:00+14:00"}
    answer = await referrals_api.post("/submissions", sent, at=AT)
    assert codes(answer) == {("received_at", "too-long-ago")}


async def test_a_concern_without_a_child_opens_a_case_all_the_same(referrals_api: Api) -> None:
    sent = {"message_id": "school-1", "concerns": "A girl of about ten, alone at night."}
    answer = await send(referrals_api, sent, agency="school")

    assert ("children", "missing") in codes(answer)
    [child] = answer.json()["children"]
    case = (await referrals_api.get(f"/referrals/{child['referral']}", at=AT)).json()
    assert (case["child"]["name"], case["source"]) == (None, "school")
