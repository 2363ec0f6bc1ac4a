"""An agency follows its own submissions, and sees codes and dates of what became of each child."""

from typing import Any

from tests.referrals.http import Api
from tests.referrals.submissions.sending import SUBMISSION, progress, send

LATER = "2023-04-04T12:00:00Z"


async def decide(api: Api, referral: str, response: str = "information") -> None:
    answer = await api.post(
        f"/referrals/{referral}/decision",
        {"decided_on": "2023-04-04", "response": response, "reason": "advice-given"},
        role="service-manager",
        at=LATER,
    )
    assert answer.status_code == 200, answer.text


async def tell(api: Api, referral: str) -> None:
    answer = await api.post(
        f"/referrals/{referral}/outcome-told",
        {"told_on": "2023-04-04"},
        role="service-manager",
        at=LATER,
    )
    assert answer.status_code == 200, answer.text


async def test_what_became_of_each_child_comes_again_later(referrals_api: Api) -> None:
    api = referrals_api
    receipt = (await send(api)).json()
    other = (await send(api, {**SUBMISSION, "message_id": "police-2"})).json()
    first, second = [child["referral"] for child in receipt["children"]]

    page = await progress(api)
    assert _shown(page) == [(receipt["reference"], "received"), (other["reference"], "received")]

    await decide(api, first)
    page = await progress(api, after=page["next"], at=LATER)
    assert _shown(page) == [(receipt["reference"], "received")]
    assert [child["response"] for child in page["items"][0]["children"]] == [
        "information",
        None,
    ]

    await decide(api, second)
    page = await progress(api, after=page["next"], at=LATER)
    assert _shown(page) == [(receipt["reference"], "decided")]

    await tell(api, first)
    await tell(api, second)
    page = await progress(api, after=page["next"], at=LATER)
    assert _shown(page) == [(receipt["reference"], "told")]
    assert page["items"][0]["children"][0]["told_on"] == "2023-04-04"

    nothing = await progress(api, after=page["next"], at=LATER)
    assert (nothing["items"], nothing["next"], nothing["more"]) == ([], page["next"], False)


async def test_pages_together_hold_each_submission_once(referrals_api: Api) -> None:
    sent = [
        (await send(referrals_api, {**SUBMISSION, "message_id": f"p-{n}"})).json()["reference"]
        for n in range(7)
    ]
    seen: list[str] = []
    after, more = "0", True
    while more:
        answer = await referrals_api.get(
            "/submissions",
            role="partner-agency",
            agency="police",
            params={"after": after, "limit": 3},
        )
        page = answer.json()
        seen += [item["reference"] for item in page["items"]]
        after, more = page["next"], page["more"]

    assert seen == sent


async def test_no_agency_sees_anothers(referrals_api: Api) -> None:
    police = (await send(referrals_api)).json()["reference"]
    health = (await send(referrals_api, agency="health")).json()["reference"]

    assert _references(await progress(referrals_api)) == [police]
    assert _references(await progress(referrals_api, agency="health")) == [health]
    for agency, reference, status in (
        ("police", police, 200),
        ("health", police, 404),
        ("police", health, 404),
    ):
        answer = await referrals_api.get(
            f"/submissions/{reference}", role="partner-agency", agency=agency
        )
        assert answer.status_code == status
    filtered = await referrals_api.get(
        "/submissions", role="partner-agency", agency="police", params={"agency": "health"}
    )
    assert _references(filtered.json()) == [police]


async def test_an_agency_sees_nothing_but_its_progress(referrals_api: Api) -> None:
    receipt = (await send(referrals_api)).json()
    for path in (
        f"/submissions/{receipt['reference']}/content",
        f"/referrals/{receipt['children'][0]['referral']}",
        "/referrals",
    ):
        answer = await referrals_api.get(path, role="partner-agency", agency="police")
        assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")


async def test_officers_see_all_or_one_agencys(referrals_api: Api) -> None:
    police = (await send(referrals_api)).json()["reference"]
    health = (await send(referrals_api, agency="health")).json()["reference"]

    everything = (await referrals_api.get("/submissions")).json()
    assert _references(everything) == [police, health]
    one = (await referrals_api.get("/submissions", params={"agency": "health"})).json()
    assert _references(one) == [health]


async def test_another_authority_sees_none_of_it(referrals_api: Api) -> None:
    reference = (await send(referrals_api)).json()["reference"]
    elsewhere = referrals_api.in_authority("city-test")

    assert (await progress(elsewhere))["items"] == []
    assert (await elsewhere.get(f"/submissions/{reference}")).status_code == 404


def _shown(page: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["reference"], item["state"]) for item in page["items"]]


def _references(page: dict[str, Any]) -> list[str]:
    return [item["reference"] for item in page["items"]]
