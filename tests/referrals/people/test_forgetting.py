"""What a person is found by can be read by nobody, and is gone when the person is erased."""

import re
from uuid import UUID

from tests.referrals.api.asking import CONTACT, refused
from tests.referrals.database import everything_stored, tags_of
from tests.referrals.http import Api
from tests.referrals.people.indexing import AT, TOBIAS, added, matches, search

PERSONAL = ("Tobias", "tobias", "Larkspur", "larkspur", "2008-03-02", "9434765919", "Quay Street")
ERASED_AT = "2023-05-02T09:00:00Z"


async def test_nothing_readable_is_stored(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    address = {"from_on": "2020-01-01", "lines": "9 Quay Street"}
    await referrals_api.post(f"/people/{person}/addresses", address, role="social-worker", at=AT)

    stored = await everything_stored(referrals_api)
    assert [word for word in PERSONAL if word in stored] == []
    tags = await tags_of(referrals_api, person)
    assert all(re.fullmatch(r"(name|dob|id):[0-9a-f]{32}", tag) for tag in tags)
    # The whole name, three pairs of its three parts, a date, a number.
    assert len(tags) == 6


async def test_a_message_carries_the_reference_and_nothing_else(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    feed = await referrals_api.in_authority("*").get("/messages", role="service")

    [message] = feed.json()
    assert message["type"] == "candour.referrals.person-added.v1"
    assert message["data"]["case"]["reference"] == person
    assert (message["data"].get("people") or [], message["data"].get("facts") or []) == ([], [])


async def test_an_erased_person_is_found_by_nothing(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    answer = await referrals_api.post(
        "/erasures",
        {"person": person, "reason": "data-subject-request"},
        role="administrator",
        at=ERASED_AT,
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "confirmed"), answer.text

    assert await tags_of(referrals_api, person) == []
    for known in ({"name": TOBIAS["name"]}, {"date_of_birth": TOBIAS["date_of_birth"]}):
        assert await matches(referrals_api, **known) == []
    view = (await referrals_api.get(f"/people/{person}", at=ERASED_AT)).json()
    assert (view["erased"], view["name"], view["identifiers"]) == (True, None, [])
    assert {one["code"] for one in view["refused_actions"]} == {"person-forgotten"}
    assert view["allowed_actions"] == []


async def test_the_number_of_an_erased_person_is_free_again(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    await referrals_api.post(
        "/erasures",
        {"person": person, "reason": "data-subject-request"},
        role="administrator",
        at=ERASED_AT,
    )

    assert (await search(referrals_api, **TOBIAS))["candidates"] == []
    assert await added(referrals_api, TOBIAS) != person


async def test_nobody_is_joined_to_whoever_was_erased(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    await referrals_api.post(
        "/erasures",
        {"person": person, "reason": "data-subject-request"},
        role="administrator",
        at=ERASED_AT,
    )
    opened = await referrals_api.post("/referrals", CONTACT, at=ERASED_AT)
    child = opened.json()["child"]["person"]
    path = f"/referrals/{opened.json()['reference']}/people/links"
    link = {"linked_on": "2023-05-02", "person": child, "known_as": person}
    answer = await referrals_api.post(path, link, at=ERASED_AT)
    refused(answer, 409, "person-forgotten")
    other = await referrals_api.post(path, link | {"known_as": str(UUID(int=7))}, at=ERASED_AT)
    assert other.status_code == 200, other.text


async def test_nobody_is_joined_to_whoever_was_erased_without_being_indexed(
    referrals_api: Api,
) -> None:
    erased = await referrals_api.post("/referrals", CONTACT, at=ERASED_AT)
    gone = erased.json()["child"]["person"]
    path = f"/referrals/{erased.json()['reference']}/people/links"
    link = {"linked_on": "2023-05-02", "person": gone, "known_as": str(UUID(int=8))}
    first = await referrals_api.post(path, link, at=ERASED_AT, key="linked")
    assert first.status_code == 200, first.text
    await referrals_api.post(
        "/erasures",
        {"person": gone, "reason": "data-subject-request"},
        role="administrator",
        at=ERASED_AT,
    )
    opened = await referrals_api.post("/referrals", CONTACT, at=ERASED_AT)
    child = opened.json()["child"]["person"]
    other = f"/referrals/{opened.json()['reference']}/people/links"
    # The erased reference itself, and the one that was linked to it and went with it.
    for known_as in (gone, str(UUID(int=8))):
        joining = {"linked_on": "2023-05-02", "person": child, "known_as": known_as}
        refused(await referrals_api.post(other, joining, at=ERASED_AT), 409, "person-erased")
    again = link | {"known_as": str(UUID(int=9))}
    refused(await referrals_api.post(path, again, at=ERASED_AT), 409, "person-erased")
    repeated = await referrals_api.post(path, link, at=ERASED_AT, key="linked")
    assert repeated.status_code == 200, repeated.text
