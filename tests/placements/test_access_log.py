"""Who saw a child's time in care, or a household, is on record."""

from tests.placements.application import PlacementsApi
from tests.placements.care import asking as care
from tests.placements.households import asking as households
from tests.support.reads import seen


async def test_care_and_households_are_recorded(placements_api: PlacementsApi) -> None:
    household = await care.household(placements_api)
    child = await care.become(placements_api)
    await care.see(placements_api, f"/care/{child}")
    await care.see(placements_api, f"/care/{child}/history")
    await households.see(placements_api, household)
    assert await households.listed(placements_api) == [household]
    listed = await placements_api.get("/care", at=care.NOW)
    assert [one["reference"] for one in listed.json()["items"]] == [child]
    assert await seen(placements_api) == [
        ("see-case", "care", [child]),
        ("see-history", "care", [child]),
        ("see-case", "household", [household]),
        ("list-cases", "household", [household]),
        ("list-cases", "care", [child]),
    ]
