"""The agency's own message id makes a retry safe, whoever of the agency sends it again."""

import asyncio

from shared.clock import SystemClock
from shared.identity import Role
from shared.identity.caller import Grant
from shared.identity.minting import mint_grants
from tests.referrals.http import Api
from tests.referrals.submissions.sending import AT, SUBMISSION, send


async def test_the_same_content_gives_the_same_receipt(referrals_api: Api) -> None:
    first = await send(referrals_api)
    again = await send(referrals_api, dict(reversed(SUBMISSION.items())), at="2023-04-05T10:00:00Z")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


async def test_other_content_under_the_same_id_is_refused(referrals_api: Api) -> None:
    await send(referrals_api)
    refused = await send(referrals_api, {**SUBMISSION, "concerns": "Something else."})

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "message-id-reused")
    assert problem["field"] == "message_id"


async def test_ids_of_two_agencies_are_two(referrals_api: Api) -> None:
    police = await send(referrals_api)
    health = await send(referrals_api, agency="health")

    assert police.json()["reference"] != health.json()["reference"]
    assert health.status_code == 201


async def test_many_at_once_are_received_once(referrals_api: Api) -> None:
    answers = await asyncio.gather(*(send(referrals_api) for _ in range(12)))

    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len({answer.text for answer in answers}) == 1


async def test_a_number_is_an_id_too(referrals_api: Api) -> None:
    first = await send(referrals_api, {**SUBMISSION, "message_id": 417})
    again = await send(referrals_api, {**SUBMISSION, "message_id": 417})

    assert first.json()["message_id"] == "417"
    assert again.json() == first.json()


async def test_a_credential_of_several_authorities_names_one(referrals_api: Api) -> None:
    grants = [
        Grant(authority=code, roles=(Role.PARTNER_AGENCY,), agency="police")
        for code in ("county-test", "city-test")
    ]
    token = mint_grants(grants, key=referrals_api.key, now=SystemClock().now())
    headers = {"Authorization": f"Bearer {token}", "Candour-Time": AT}

    unnamed = await referrals_api.client.post("/submissions", json=SUBMISSION, headers=headers)
    assert unnamed.json()["code"] == "authority-not-named"
    for authority in ("county-test", "city-test"):
        answer = await referrals_api.client.post(
            "/submissions", json=SUBMISSION, headers=headers | {"Candour-Authority": authority}
        )
        assert (answer.status_code, answer.json()["reference"]) == (201, "S-2023-00001")
