"""Somebody in the index is found however they are written down, and nobody else is."""

from typing import Any

import pytest

from tests.referrals.http import Api
from tests.referrals.people.indexing import AT, TOBIAS, added, matches, search


async def test_however_they_are_written_down(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    variants: list[tuple[dict[str, Any], list[str]]] = [
        ({"name": "tobias ohare larkspur"}, ["name"]),
        ({"name": "LARKSPUR, Tobias O Hare"}, ["name"]),
        ({"name": "Tobias Larkspur"}, ["name-parts"]),
        ({"name": "Tobiás O\u2019Hare"}, ["name-parts"]),
        ({"date_of_birth": "2008-03-02"}, ["date-of-birth"]),
        ({"date_of_birth": "2008-02-03"}, ["date-of-birth-swapped"]),
        ({"name": "Tobias Kerr", "date_of_birth": "2008-03-02"}, ["one-name", "date-of-birth"]),
        ({"identifiers": [{"kind": "nhs-number", "value": "9434765919"}]}, ["identifier"]),
    ]
    for known, agreed in variants:
        found = (await search(referrals_api, **known))["candidates"]
        assert [(one["person"], one["matched"]) for one in found] == [(person, agreed)], known


async def test_who_only_shares_a_little_is_no_candidate(referrals_api: Api) -> None:
    await added(referrals_api, TOBIAS)

    assert await matches(referrals_api, name="Tobias Kerr") == []
    assert await matches(referrals_api, name="Nell Kerr", date_of_birth="2008-03-02") == []
    assert await matches(referrals_api, name="Tobias", date_of_birth="2008-03-03") == []


async def test_the_likeliest_come_first(referrals_api: Api) -> None:
    await added(referrals_api, TOBIAS)
    await added(referrals_api, {"name": "Tobias Larkspur", "date_of_birth": "2011-07-09"})

    known = {"name": "Tobias Larkspur", "date_of_birth": "2008-03-02"}
    assert await matches(referrals_api, **known) == [["name"], ["name-parts", "date-of-birth"]]


async def test_an_unborn_child_is_found_by_the_day_expected(referrals_api: Api) -> None:
    unborn = {"name": "Unborn of Nell Larkspur", "expected_on": "2023-09-01"}
    await added(referrals_api, unborn)

    known = {"name": "Larkspur", "expected_on": "2023-09-01"}
    assert await matches(referrals_api, **known) == [["one-name", "expected-on"]]


async def test_another_authority_finds_nobody(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    elsewhere = referrals_api.in_authority("city-test")

    assert await matches(elsewhere, name=TOBIAS["name"]) == []
    assert (await elsewhere.get(f"/people/{person}")).status_code == 404


@pytest.mark.parametrize("known", [{}, {"name": "--"}])
async def test_something_must_be_known(referrals_api: Api, known: dict[str, Any]) -> None:
    answer = await referrals_api.post("/people/search", known, at=AT)
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing-to-search-by")


async def test_a_partner_does_not_search(referrals_api: Api) -> None:
    answer = await referrals_api.post(
        "/people/search", {"name": "Tobias"}, role="partner-agency", agency="police", at=AT
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")
