"""The list of referrals and its filters."""

import pytest

from tests.referrals.api.asking import (
    LATER,
    Referral,
    accepted,
    closed,
    opened,
    refused,
    with_register,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def listed(county: Api, *, at: str = LATER, **params: str) -> list[str]:
    answer = await county.get("/referrals", at=at, params=params)
    assert answer.status_code == 200, answer.text
    return [row["reference"] for row in answer.json()["items"]]


async def three(county: Api) -> tuple[Referral, Referral, Referral]:
    """A contact from a school, a referral, and a closed case."""
    return (
        await opened(county, source="school", kind="support"),
        await accepted(county),
        await closed(county),
    )


async def test_every_filter_holds(county: Api) -> None:
    await with_register(county)
    contact, referral, shut = await three(county)
    await referral.do("allocation", {"allocated_on": "2023-04-12", "team": "cse", "worker": "w-2"})
    assert await listed(county, place="contact") == [contact.reference]
    assert await listed(county, source="school") == [contact.reference]
    assert await listed(county, kind="support") == [contact.reference]
    assert await listed(county, place="closed") == [shut.reference]
    assert await listed(county, team="cse") == [referral.reference]
    assert await listed(county, worker="w-2") == [referral.reference]
    assert set(await listed(county, unowned="true")) == {contact.reference, shut.reference}
    assert set(await listed(county, open_only="true")) == {contact.reference, referral.reference}
    assert set(await listed(county, response="social-work")) == {
        referral.reference,
        shut.reference,
    }
    assert await listed(county, re_referral="yes") == []
    child = (await contact.see())["child"]["person"]
    assert await listed(county, person=child) == [contact.reference]


async def test_a_contact_is_due_soon_in_time_and_late(county: Api) -> None:
    contact = await opened(county, at="2023-04-06T10:00:00Z")
    # Due on Tuesday 11 April; Thursday 6 April is the working day before it.
    for day, standing in (("06", "due_soon"), ("11", "due_soon"), ("12", "late")):
        at = f"2023-04-{day}T12:00:00Z"
        for asked in ("in_time", "due_soon", "late"):
            expected = [contact.reference] if asked == standing else []
            assert await listed(county, at=at, standing=asked) == expected, (day, asked)


async def test_pages_are_whole(county: Api) -> None:
    every = {(await opened(county)).reference for _ in range(5)}
    seen: list[str] = []
    params = {"limit": "2"}
    while True:
        page = (await county.get("/referrals", at=LATER, params=params)).json()
        seen += [row["reference"] for row in page["items"]]
        if page["next"] is None:
            break
        params = {"limit": "2", "cursor": page["next"]}
    assert len(seen) == len(every)
    assert set(seen) == every


async def test_a_misspelt_filter_is_refused(county: Api) -> None:
    answer = await county.get("/referrals", at=LATER, params={"plaec": "contact"})
    assert answer.status_code == 422
    refused(await county.get("/referrals", role="partner-agency", at=LATER), 403, "role-may-not")


async def test_the_code_lists_are_published(county: Api) -> None:
    answer = await county.get("/reference/exploitation-outcomes")
    assert {one["code"] for one in answer.json()["codes"]} == {
        "prevention-early-help",
        "allocated-to-team",
        "joint-investigation",
        "no-action",
        "trial",
        "prosecution",
    }


async def test_an_assessment_is_due_soon_ten_working_days_before(county: Api) -> None:
    referral = await accepted(county)
    await referral.do("acknowledgement", {"acknowledged_on": "2023-04-11"})
    await referral.do("outcome-told", {"told_on": "2023-04-11"})
    # Due on Thursday 15 June: 1 June is ten working days before it, 31 May eleven.
    for day, standing in (("05-31", "in_time"), ("06-01", "due_soon"), ("06-16", "late")):
        at = f"2023-{day}T12:00:00Z"
        assert await listed(county, at=at, standing=standing) == [referral.reference], day
        seen = await county.get(referral.path, at=at)
        clocks = {one["timescale"]: one["standing"] for one in seen.json()["clocks"]}
        assert clocks["assessment.from-referral"] == standing
