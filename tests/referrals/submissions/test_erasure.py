"""What was said is stored unreadably; erasing one child leaves the others' as they were."""

import json
from typing import Any

from tests.referrals.database import everything_stored
from tests.referrals.http import Api
from tests.referrals.submissions.sending import AT, SUBMISSION, send

LATER = "2023-05-02T09:00:00Z"
PERSONAL = ("Tobias", "Larkspur", "Winterbourne", "960417", "2008-02-29", "older men", "23*000417")


async def content(api: Api, reference: str, at: str = LATER) -> dict[str, Any]:
    answer = await api.get(f"/submissions/{reference}/content", at=at)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def erase(api: Api, person: str) -> None:
    body = {"person": person, "reason": "data-subject-request"}
    answer = await api.post("/erasures", body, role="administrator", at=LATER)
    assert answer.status_code == 201, answer.text


async def test_everything_is_shown_to_social_work_as_it_was_said(referrals_api: Api) -> None:
    reference = (await send(referrals_api)).json()["reference"]
    shown = await content(referrals_api, reference)

    by_part = [(one["part"], one["as_said"]) for one in shown["people"]]
    assert by_part == [
        ("child", SUBMISSION["children"][0]),
        ("child", SUBMISSION["children"][1]),
        ("referrer", SUBMISSION["referrer"]),
        ("around", SUBMISSION["people_around"][0]),
    ]
    assert shown["rest"] == {
        name: SUBMISSION[name]
        for name in SUBMISSION.keys() - {"children", "referrer", "people_around"}
    }


async def test_nothing_of_it_is_readable_where_it_is_stored(referrals_api: Api) -> None:
    sent = {**SUBMISSION, "shoe_size_of_Tobias": 38, "message_id": "Tobias Larkspur"}
    answer = await send(referrals_api, sent)
    assert ("message_id", "not-an-id") in {
        (one["field"], one["code"]) for one in answer.json()["warnings"]
    }

    stored = await everything_stored(referrals_api)
    assert [word for word in PERSONAL if word in stored] == []
    feed = await referrals_api.in_authority("*").get("/messages", role="service")
    assert [word for word in PERSONAL if word in feed.text] == []


async def test_one_child_of_two_is_erased(referrals_api: Api) -> None:
    receipt = (await send(referrals_api)).json()
    before = await content(referrals_api, receipt["reference"])
    await erase(referrals_api, before["people"][0]["person"])

    after = await content(referrals_api, receipt["reference"])
    assert (after["people"][0]["erased"], after["people"][0]["as_said"]) == (True, None)
    assert after["people"][1:] == before["people"][1:]
    assert after["rest"] == before["rest"]
    assert after["redactions_asked"] == [before["people"][0]["person"]]


async def test_the_rest_is_redacted_and_the_task_completed(referrals_api: Api) -> None:
    api = referrals_api
    reference = (await send(api)).json()["reference"]
    person = (await content(api, reference))["people"][0]["person"]
    await erase(api, person)
    [text] = [
        one["text"]
        for one in (await content(api, reference))["texts"]
        if one["kind"] == "submission"
    ]

    body = {"redacted_on": "2023-05-02", "text": text, "wording": "Seen near the station."}
    redacted = await api.post(f"/submissions/{reference}/redactions", body, at=LATER)
    assert redacted.status_code == 200, redacted.text
    assert (redacted.json()["rest"], "older men" in redacted.text) == (None, False)
    again = await api.post(f"/submissions/{reference}/redactions", body, at=LATER)
    assert (again.status_code, again.json()["code"]) == (422, "no-such-text")

    done = await api.post(
        f"/submissions/{reference}/redactions/completion",
        {"completed_on": "2023-05-02", "person": person},
        at=LATER,
    )
    assert done.json()["redactions_asked"] == []


async def test_the_only_child_takes_every_word_along(referrals_api: Api) -> None:
    alone = {**SUBMISSION, "children": SUBMISSION["children"][:1], "weather": "rain"}
    receipt = (await send(referrals_api, alone)).json()
    before = await content(referrals_api, receipt["reference"])
    await erase(referrals_api, before["people"][0]["person"])

    after = await content(referrals_api, receipt["reference"])
    assert (after["rest"], after["warnings"], after["redactions_asked"]) == (None, [], [])
    assert "station" not in json.dumps(after)
    codes = {one["action"]: one["code"] for one in after["refused_actions"]}
    assert codes["redact-submission"] == "person-erased"
    again = await send(referrals_api, alone, at=AT)
    assert (again.status_code, again.json()["reference"]) == (200, receipt["reference"])
