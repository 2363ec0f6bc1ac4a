"""What the service looks up for a rule: earlier referrals of the child, a practitioner's cases."""

import asyncio
from typing import Final

import pytest

from tests.referrals.api.asking import (
    EXPLOITED,
    PRACTITIONER,
    SOCIAL_WORK,
    STARTED,
    accepted,
    messages,
    opened,
    refused,
    with_register,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

ZINNIA: Final = "aaaaaaaa-0000-4000-8000-00000000000a"
INDEX: Final = "bbbbbbbb-0000-4000-8000-00000000000b"
CHILD: Final = {"person": ZINNIA, "name": "Zinnia Quillfeather"}


async def test_a_referral_twelve_months_later_to_the_day_is_a_further_one(county: Api) -> None:
    first = await accepted(county, child=CHILD, received_on="2022-04-06")
    second = await accepted(county, child=CHILD)
    decision = (await second.see())["decision"]
    assert decision["re_referral"] == {"reference": first.reference, "received_on": "2022-04-06"}
    facts = {fact["kind"]: fact for fact in (await messages(county))[-1]["data"]["facts"]}
    assert facts["referral.received"]["codes"]["re_referral"] == "yes"
    rows = await county.get("/referrals", at="2023-09-29T09:00:00Z", params={"re_referral": "yes"})
    assert [row["reference"] for row in rows.json()["items"]] == [second.reference]


async def test_a_day_more_and_a_contact_that_became_none_do_not_count(county: Api) -> None:
    await accepted(county, child=CHILD, received_on="2022-04-05")
    contact = await opened(county, child=CHILD, received_on="2023-01-09")
    await contact.do(
        "decision",
        {"decided_on": "2023-01-09", "response": "early-help", "reason": "other"},
    )
    second = await accepted(county, child=CHILD)
    assert (await second.see())["decision"]["re_referral"] is None


async def test_a_later_one_follows_what_becomes_of_the_earlier_one(county: Api) -> None:
    first = await opened(county, child=CHILD, received_on="2022-04-07")
    second = await accepted(county, child=CHILD)
    await second.do("assessments", STARTED)
    await first.do("decision", SOCIAL_WORK, key="decided-late")
    found = (await second.see())["decision"]["re_referral"]
    assert found == {"reference": first.reference, "received_on": "2022-04-07"}
    before = (await second.see())["version"]
    await first.do("decision", SOCIAL_WORK, key="decided-late")
    assert (await second.see())["version"] == before
    await first.do("correction", {"reason": "miskeyed", "received_on": "2022-04-05"})
    assert (await second.see())["decision"]["re_referral"] is None
    await first.do("correction", {"reason": "miskeyed", "received_on": "2022-04-06"})
    assert (await second.see())["decision"]["re_referral"]["received_on"] == "2022-04-06"
    unmade = {"response": "early-help", "decision_reason": "needs-below-threshold"}
    await first.do("correction", {"reason": "miskeyed", **unmade})
    assert (await second.see())["decision"]["re_referral"] is None
    again = {"reason": "audit", "earlier_again": True}
    refused(await second.ask("correction", again), 422, "nothing-to-change", "reason")


async def test_a_link_on_the_earlier_one_finds_the_later_one(county: Api) -> None:
    first = await accepted(county, child=CHILD, received_on="2023-01-09")
    second = await accepted(county)
    child = (await second.see())["child"]["person"]
    link = {"linked_on": "2023-04-12", "known_as": INDEX}
    await second.do("people/links", link | {"person": child})
    assert (await second.see())["decision"]["re_referral"] is None
    await first.do("people/links", link | {"person": ZINNIA})
    found = (await second.see())["decision"]["re_referral"]
    assert found["reference"] == first.reference
    told = [one["data"] for one in await messages(county)]
    facts = [fact for data in told for fact in data.get("facts") or []]
    last = [fact for fact in facts if fact["kind"] == "referral.received"][-1]
    assert (last["codes"]["re_referral"], last["change"]) == ("yes", "corrected")


async def test_another_authority_and_the_referrer_do_not_count(county: Api) -> None:
    elsewhere = county.in_authority(f"{county.authority}-elsewhere")
    await accepted(elsewhere, child=CHILD, received_on="2023-01-09")
    parent = {"person": ZINNIA, "name": "Zinnia Quillfeather"}
    await accepted(county, received_on="2023-01-09", referrer=parent)
    second = await accepted(county, child=CHILD)
    assert (await second.see())["decision"]["re_referral"] is None


async def test_a_link_made_later_finds_the_earlier_one(county: Api) -> None:
    first = await accepted(county, child=CHILD, received_on="2023-01-09")
    second = await accepted(county)
    child = (await second.see())["child"]["person"]
    await first.do("people/links", {"linked_on": "2023-04-12", "person": ZINNIA, "known_as": INDEX})
    linked = await second.do(
        "people/links", {"linked_on": "2023-04-12", "person": child, "known_as": INDEX}
    )
    assert linked["decision"]["re_referral"]["reference"] == first.reference
    assert linked["child"]["known_as"] == [INDEX]


async def test_a_former_system_may_hold_the_earlier_one(county: Api) -> None:
    case = await opened(county)
    former = {"reference": "FW/88-1", "received_on": "2022-12-01"}
    decided = await case.do("decision", SOCIAL_WORK | {"former": former})
    assert decided["decision"]["re_referral"] == former


async def test_allocations_at_one_moment_do_not_pass_the_ceiling_unnoticed(county: Api) -> None:
    await with_register(county)
    cases = [await opened(county) for _ in range(14)]
    for case in cases:
        await case.do("exploitation", EXPLOITED)
    answers = await asyncio.gather(
        *(case.ask("exploitation/allocation", PRACTITIONER) for case in cases)
    )
    given = [answer.json() for answer in answers if answer.status_code == 200]
    counted = sorted(one["exploitation"]["allocations"][0]["cases"] for one in given)
    assert counted == list(range(1, 11))
    for answer in answers:
        if answer.status_code != 200:
            problem = refused(answer, 422, "over-ceiling", "override_reason")
            assert problem["facts"] == {"cases": 11, "ceiling": 10}


async def test_the_eleventh_case_of_a_practitioner_needs_a_reason(county: Api) -> None:
    await with_register(county)
    cases = [await opened(county) for _ in range(10)]
    for number, case in enumerate(cases, start=1):
        await case.do("exploitation", EXPLOITED)
        given = await case.do("exploitation/allocation", PRACTITIONER)
        assert given["exploitation"]["allocations"][0]["cases"] == number
    last = await opened(county)
    await last.do("exploitation", EXPLOITED)
    answer = await last.ask("exploitation/allocation", PRACTITIONER)
    problem = refused(answer, 422, "over-ceiling", "override_reason")
    assert problem["facts"] == {"cases": 11, "ceiling": 10}
    override = PRACTITIONER | {"override_reason": "sibling"}
    over = await last.do("exploitation/allocation", override)
    assert over["exploitation"]["allocations"][0]["over_ceiling"] is True
    await cases[0].do("exploitation/closure", {"closed_on": "2023-05-02", "reason": "risk-reduced"})
    other = await opened(county)
    await other.do("exploitation", EXPLOITED)
    # Ten are open: nine within the ceiling, and the one beyond it.
    refused(
        await other.ask("exploitation/allocation", PRACTITIONER),
        422,
        "over-ceiling",
        "override_reason",
    )
    mine = await county.get(
        "/referrals",
        at="2023-09-29T09:00:00Z",
        params={"exploitation_worker": "w-2", "limit": 50},
    )
    assert len(mine.json()["items"]) == 10
