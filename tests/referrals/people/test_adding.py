"""Nobody is added without a search, past candidates unseen, or with somebody else's number."""

from typing import Any

from tests.referrals.http import Api
from tests.referrals.people.indexing import AT, TOBIAS, add, added, search

AN_HOUR_LATER = "2023-04-03T10:00:00Z"
LATER_STILL = "2023-04-03T10:00:01Z"


async def refused(api: Api, body: dict[str, Any], *, at: str = AT, role: str | None = None) -> str:
    answer = await api.post("/people", body, role=role or "social-worker", at=at)
    assert answer.is_client_error, answer.text
    code: str = answer.json()["code"]
    return code


async def test_search_first(referrals_api: Api) -> None:
    ticket = (await search(referrals_api, **TOBIAS))["search"]

    assert await refused(referrals_api, TOBIAS) == "search-first"
    changes: tuple[dict[str, Any], ...] = (
        {"name": "Tobias Kerr"},
        {"date_of_birth": "2008-03-03"},
        {"identifiers": []},
        {"search": f"{ticket[:-1]}x"},
        {"search": "9999999999.00"},
        {"search": "~"},
    )
    for changed in changes:
        body = {**TOBIAS, "search": ticket, **changed}
        assert await refused(referrals_api, body) == "search-first", changed


async def test_a_ticket_is_the_searchers_own_and_lasts_an_hour(referrals_api: Api) -> None:
    ticket = (await search(referrals_api, **TOBIAS))["search"]
    body = {**TOBIAS, "search": ticket}

    assert await refused(referrals_api, body, role="service-manager") == "search-first"
    elsewhere = referrals_api.in_authority("city-test")
    assert await refused(elsewhere, body) == "search-first"
    assert await refused(referrals_api, body, at=LATER_STILL) == "search-first"
    answer = await referrals_api.post("/people", body, role="social-worker", at=AN_HOUR_LATER)
    assert answer.status_code == 201, answer.text


async def test_the_same_details_spelled_otherwise_were_searched_for(referrals_api: Api) -> None:
    ticket = (await search(referrals_api, **{**TOBIAS, "name": "LARKSPUR OHARE TOBIAS"}))["search"]
    answer = await referrals_api.post(
        "/people", {**TOBIAS, "search": ticket}, role="social-worker", at=AT
    )
    assert answer.status_code == 201, answer.text


async def test_candidates_are_looked_at_first(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    twin = {"name": "Tobias Larkspur", "date_of_birth": "2008-03-02"}
    body = {**twin, "search": (await search(referrals_api, **twin))["search"]}

    assert await refused(referrals_api, body) == "candidates-found"
    assert await refused(referrals_api, {**body, "none_of_these": True}) == "candidates-found"
    assert await refused(referrals_api, {**body, "looked_at": [person]}) == "candidates-found"
    answer = await referrals_api.post(
        "/people",
        {**body, "none_of_these": True, "looked_at": [person]},
        role="social-worker",
        at=AT,
    )
    assert answer.status_code == 201, answer.text


async def test_one_who_was_added_after_the_search_is_a_candidate_too(referrals_api: Api) -> None:
    ticket = (await search(referrals_api, name="Nell Larkspur"))["search"]
    await added(referrals_api, {"name": "Nell Larkspur"})

    body = {"name": "Nell Larkspur", "search": ticket, "none_of_these": True}
    assert await refused(referrals_api, body) == "candidates-found"


async def test_a_number_of_one_person_is_not_anothers(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    answer = await add(referrals_api, {"name": "Nell Kerr", "identifiers": TOBIAS["identifiers"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "identifier-taken")
    assert answer.json()["facts"] == {"person": person}

    local = [{"kind": "local", "value": "A/17"}]
    await added(referrals_api, {"name": "Ada Kerr", "identifiers": local})
    await added(referrals_api, {"name": "Ben Moss", "identifiers": local})


async def test_a_repeated_command_adds_once(referrals_api: Api) -> None:
    body = {**TOBIAS, "search": (await search(referrals_api, **TOBIAS))["search"]}
    answers = [
        await referrals_api.post("/people", body, role="social-worker", at=AT, key="add-1")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


async def test_a_wrong_check_digit_is_noticed(referrals_api: Api) -> None:
    wrong = [{"kind": "upn", "value": "A801200005001"}]
    answer = await referrals_api.post("/people/search", {"identifiers": wrong}, at=AT)
    assert (answer.status_code, answer.json()["code"]) == (422, "check-digit-wrong")
