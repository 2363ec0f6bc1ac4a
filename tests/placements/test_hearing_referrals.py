"""A referral tells that a child became looked after: once, and never over what an officer knows."""

from datetime import date
from typing import Final

import pytest

from services.placements.domain.care.refusals import AlreadyInCare
from shared.messages import CaseInMessage, Fact
from tests.placements.application import PlacementsApi
from tests.placements.care.asking import Json, become, done, see
from tests.placements.test_hearing import CHILD, other

REFERRAL: Final = CaseInMessage(kind="referral", reference="R-2023-00001")
DAY_3: Final = date(2023, 4, 3)
DAY_4: Final = date(2023, 4, 4)
DAY_5: Final = date(2023, 4, 5)
MISKEYED: Final = {"reason": "miskeyed"}


def became(on: date, status: str = "section-20") -> Fact:
    return Fact(kind="child.became-looked-after", on=on, codes={"legal_status": status})


async def times(api: PlacementsApi) -> list[Json]:
    """The child's times in care, whole, the latest first."""
    rows = (await see(api, f"/care?person={CHILD}"))["items"]
    return [await see(api, f"/care/{row['reference']}") for row in rows]


async def test_what_an_officer_put_right_stays(placements_api: PlacementsApi) -> None:
    api = placements_api
    async with other(api, "referrals", REFERRAL) as referrals:
        await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
        care = (await times(api))[0]["reference"]
        put_right = await done(api, care, "corrections/start", **MISKEYED, started_on="2023-04-03")
        for day in (DAY_3, DAY_5):
            await referrals.tell("referral-corrected", day, became(day), correction=True)
            seen = (await times(api))[0]
            assert (seen["version"], seen["started_on"]) == (put_right["version"], "2023-04-03")


async def test_a_day_put_right_there_does_not_touch_the_status_put_right_here(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    async with other(api, "referrals", REFERRAL) as referrals:
        await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
        care = (await times(api))[0]["reference"]
        await done(api, care, "corrections/start", **MISKEYED, legal_status="C1")
        await referrals.tell("referral-corrected", DAY_5, became(DAY_5), correction=True)
        (seen,) = await times(api)
        assert (seen["started_on"], seen["legal_statuses"][0]["status"]) == ("2023-04-05", "C1")
        other_status = became(DAY_3, "care-order")
        await referrals.tell("referral-corrected", DAY_5, other_status, correction=True)
        (seen,) = await times(api)
        assert (seen["started_on"], seen["legal_statuses"][0]["status"]) == ("2023-04-03", "C1")


async def test_a_status_put_right_there_is_put_right_here(placements_api: PlacementsApi) -> None:
    api = placements_api
    async with other(api, "referrals", REFERRAL) as referrals:
        await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
        other_status = became(DAY_4, "care-order")
        await referrals.tell("referral-corrected", DAY_5, other_status, correction=True)
    (seen,) = await times(api)
    assert (seen["started_on"], seen["legal_statuses"][0]["status"]) == ("2023-04-04", "C2")


@pytest.mark.parametrize("began", ["2023-04-03", "2023-04-04"])
async def test_whom_an_officer_recorded_first_is_in_care_once(
    placements_api: PlacementsApi, began: str
) -> None:
    api = placements_api
    care = await become(api, started_on=began, child={"person": str(CHILD)})
    async with other(api, "referrals", REFERRAL) as referrals:
        await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
        await referrals.tell("referral-corrected", DAY_5, became(DAY_5), correction=True)
    seen = [(one["reference"], one["version"], one["started_on"]) for one in await times(api)]
    assert seen == [(care, 1, began)]


async def test_a_start_that_an_officer_recorded_later_is_looked_at_by_somebody(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    care = await become(api, started_on="2023-04-05", child={"person": str(CHILD)})
    async with other(api, "referrals", REFERRAL) as referrals:
        with pytest.raises(AlreadyInCare) as refused:
            await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
    assert refused.value.facts["care"] == care
    assert len(await times(api)) == 1


async def test_a_child_who_left_care_comes_into_it_again(placements_api: PlacementsApi) -> None:
    api = placements_api
    care = await become(api, started_on="2023-04-03", child={"person": str(CHILD)})
    await done(api, care, "ending", ended_on="2023-04-05", reason="returned-home")
    async with other(api, "referrals", REFERRAL) as referrals:
        await referrals.tell("assessment-authorised", DAY_4, became(DAY_4))
        assert len(await times(api)) == 1
        await referrals.tell("referral-corrected", DAY_5, became(DAY_5), correction=True)
    assert [one["started_on"] for one in await times(api)] == ["2023-04-05", "2023-04-03"]
