"""A placement taken back is taken back at its household too, and the one before has the child."""

from tests.placements.application import PlacementsApi
from tests.placements.care.asking import (
    ELSEWHERE,
    ask,
    at_home,
    become,
    done,
    household,
    see,
    stays,
)

WHY = {"reason": "miskeyed"}
WITHDRAWAL = "corrections/placements/2/withdrawal"


async def moved(api: PlacementsApi, child: str, one: str, other: str) -> None:
    await done(api, child, "placements", started_on="2023-04-03", **at_home(one))
    await done(api, child, "moves", moved_on="2023-05-01", reason="planned", **at_home(other))


async def test_one_household_gives_the_child_back_and_the_other_had_them_all_along(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    one, other, child = await household(api), await household(api), await become(api)
    await moved(api, child, one, other)

    seen = await done(api, child, WITHDRAWAL, **WHY)

    assert [(p["number"], p["ended_on"]) for p in seen["placements"]] == [(1, None)]
    assert (seen["withdrawn_placements"], seen["place"]) == ([2], "placed")
    assert await stays(api, one) == [(child, "2023-04-03", None)]
    assert await stays(api, other) == []
    taken, free = [(await see(api, f"/households/{home}"))["places"] for home in (one, other)]
    assert ((taken["filled"], taken["vacant"]), (free["filled"], free["vacant"])) == (
        (1, 0),
        (0, 1),
    )
    refused = {action["action"]: action["code"] for action in seen["refused_actions"]}
    assert "withdraw-placement" not in refused
    hrefs = {action["action"]: action["href"] for action in seen["allowed_actions"]}
    assert hrefs["withdraw-placement"].endswith("/corrections/placements/{number}/withdrawal")


async def test_said_twice_it_is_withdrawn_once_and_another_time_refused(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    child = await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **ELSEWHERE)
    await done(api, child, "moves", moved_on="2023-05-01", reason="planned", **ELSEWHERE)
    first = await ask(api, child, WITHDRAWAL, WHY, key="withdraw-1")
    again = await ask(api, child, WITHDRAWAL, WHY, key="withdraw-1")
    assert first.status_code == again.status_code == 200, first.text
    assert first.json()["version"] == again.json()["version"] == 5
    refused = await ask(api, child, WITHDRAWAL, WHY)
    assert (refused.status_code, refused.json()["code"]) == (422, "already-withdrawn")
    not_theirs = await ask(api, child, WITHDRAWAL, WHY, role="social-worker")
    assert not_theirs.status_code == 403
    nameless = await ask(api, child, WITHDRAWAL, {})
    assert nameless.status_code == 422


async def test_where_the_place_was_given_away_since_nothing_is_withdrawn(
    placements_api: PlacementsApi,
) -> None:
    """Two children cannot have been in the one place; which of them was, somebody must say."""
    api = placements_api
    one, other = await household(api), await household(api)
    child, next_child = await become(api), await become(api)
    await moved(api, child, one, other)
    await done(api, next_child, "placements", started_on="2023-06-01", **at_home(one))

    refused = await ask(api, child, WITHDRAWAL, WHY)

    assert (refused.status_code, refused.json()["field"]) == (422, "placement")
    assert refused.json()["code"] in {"beyond-terms", "others-beyond-limit"}
    assert (await see(api, f"/care/{child}"))["withdrawn_placements"] == []
    assert (child, "2023-05-01", None) in await stays(api, other)


async def test_ended_and_begun_again_in_one_household_it_is_one_stay(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    await done(api, child, "placements/1/ending", ended_on="2023-05-01", reason="planned")
    await done(api, child, "placements", started_on="2023-05-01", **at_home(home))
    await done(api, child, "ending", ended_on="2023-07-01", reason="returned-home")
    await done(api, child, WITHDRAWAL, **WHY)
    assert await stays(api, home) == [(child, "2023-04-03", "2023-07-01")]


async def test_elsewhere_before_and_at_home_after_frees_the_home(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **ELSEWHERE)
    await done(api, child, "moves", moved_on="2023-05-01", reason="planned", **at_home(home))
    seen = await done(api, child, WITHDRAWAL, **WHY)
    assert seen["placements"][0]["ended_on"] is None
    assert await stays(api, home) == []
