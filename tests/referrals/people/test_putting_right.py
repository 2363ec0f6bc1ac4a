"""What is held is put right, and the person is found by what is right from then on."""

from typing import Any

from tests.referrals.http import Api
from tests.referrals.people.indexing import AT, TOBIAS, added, matches


async def post(api: Api, person: str, noun: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await api.post(f"/people/{person}/{noun}", body, role="service-manager", at=AT)
    found: dict[str, Any] = answer.json()
    return found | {"status": answer.status_code}


async def test_a_corrected_name_is_found_and_the_wrong_one_no_longer(referrals_api: Api) -> None:
    person = await added(referrals_api, {"name": "Tobias Larkspurr"})
    view = await post(
        referrals_api, person, "correction", {"reason": "miskeyed", "name": "Tobias Larkspur"}
    )

    assert (view["status"], view["name"], view["version"]) == (200, "Tobias Larkspur", 2)
    assert await matches(referrals_api, name="Tobias Larkspur") == [["name"]]
    assert await matches(referrals_api, name="Tobias Larkspurr") == []


async def test_a_child_who_was_expected_is_born(referrals_api: Api) -> None:
    person = await added(referrals_api, {"name": "Unborn Larkspur", "expected_on": "2023-04-20"})
    born = {"reason": "born", "name": "Ivy Larkspur", "date_of_birth": "2023-04-02"}
    view = await post(referrals_api, person, "correction", born)

    assert (view["date_of_birth"], view["expected_on"]) == ("2023-04-02", None)


async def test_an_identifier_is_withdrawn_and_given_to_the_one_whose_it_is(
    referrals_api: Api,
) -> None:
    wrong = await added(referrals_api, TOBIAS)
    right = await added(referrals_api, {"name": "Nell Kerr"})
    number = TOBIAS["identifiers"][0]

    taken = await post(referrals_api, right, "identifiers", number)
    assert (taken["status"], taken["code"]) == (409, "identifier-taken")
    gone = await post(
        referrals_api, wrong, "identifiers/withdrawal", {**number, "reason": "another-persons"}
    )
    assert gone["identifiers"] == []
    given = await post(referrals_api, right, "identifiers", number)
    assert given["identifiers"] == [{"kind": "nhs-number", "value": "9434765919"}]
    again = await post(referrals_api, right, "identifiers", number)
    assert (again["status"], again["code"]) == (422, "identifier-already-held")


async def test_addresses_are_a_dated_history(referrals_api: Api) -> None:
    person = await added(referrals_api, {"name": "Nell Kerr"})
    view: dict[str, Any] = {}
    for from_on, lines in (
        ("2022-05-01", "4 Mill Row"),
        ("2020-01-01", "9 Quay Street"),
        ("2022-05-01", "4 Mill Rise"),
    ):
        view = await post(referrals_api, person, "addresses", {"from_on": from_on, "lines": lines})

    assert [(one["from_on"], one["to"], one["lines"]) for one in view["addresses"]] == [
        ("2020-01-01", "2022-05-01", "9 Quay Street"),
        ("2022-05-01", None, "4 Mill Rise"),
    ]
    same = await post(
        referrals_api, person, "addresses", {"from_on": "2022-05-01", "lines": "4 Mill Rise"}
    )
    assert (same["status"], same["code"]) == (422, "nothing-to-change")
    ahead = await post(
        referrals_api, person, "addresses", {"from_on": "2023-04-04", "lines": "1 New Road"}
    )
    assert (ahead["status"], ahead["code"]) == (422, "in-the-future")


async def test_the_cases_of_a_person(referrals_api: Api) -> None:
    person = await added(referrals_api, {"name": "Nell Kerr"})
    opened = await referrals_api.post(
        "/referrals",
        {
            "received_on": "2023-04-03",
            "source": "health",
            "kind": "support",
            "category": "low-income",
            "child": {"person": person, "name": "Nell Kerr"},
        },
        at=AT,
    )
    assert opened.status_code == 201, opened.text

    answer = await referrals_api.get(f"/people/{person}/cases", at=AT)
    assert answer.json() == [{"kind": "referral", "reference": opened.json()["reference"]}]
