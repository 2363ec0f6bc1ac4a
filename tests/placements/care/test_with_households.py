"""A placement and its household change together, or not at all, also when put right."""

import asyncio

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


async def test_a_place_is_taken_and_given_back(placements_api: PlacementsApi) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    assert await stays(api, home) == [(child, "2023-04-03", None)]
    await done(api, child, "moves", moved_on="2023-05-01", reason="planned", **ELSEWHERE)
    assert await stays(api, home) == [(child, "2023-04-03", "2023-05-01")]
    back = await done(api, child, "moves", moved_on="2023-06-01", reason="planned", **at_home(home))
    assert len(back["placements"]) == 3
    await done(api, child, "ending", ended_on="2023-07-01", reason="returned-home")
    assert await stays(api, home) == [
        (child, "2023-04-03", "2023-05-01"),
        (child, "2023-06-01", "2023-07-01"),
    ]


async def test_what_the_household_refuses_is_not_recorded_on_the_child(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home = await household(api)
    first, second = await become(api), await become(api)
    await done(api, first, "placements", started_on="2023-04-03", **at_home(home))
    body = {"started_on": "2023-04-05", **at_home(home)}
    refused = await ask(api, second, "placements", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "beyond-terms")
    assert refused.json()["field"] == "place"
    assert (await see(api, f"/care/{second}"))["version"] == 1
    unknown = await ask(
        api, second, "placements", {"started_on": "2023-04-05", **at_home("H-2020-99999")}
    )
    assert (unknown.status_code, unknown.json()["code"]) == (422, "no-such-household")
    needs = {"requested_on": "2023-04-03", "needs": ["fostering"]}
    await done(api, second, "placement-requests", **needs)
    match = {"matched_on": "2023-04-03", "provider": "in-house", "household": "H-2020-99999"}
    nowhere = await ask(api, second, "placement-requests/1/match", match)
    assert (nowhere.json()["code"], nowhere.json()["field"]) == ("no-such-household", "household")


async def test_an_emergency_beyond_the_terms_runs_six_days(placements_api: PlacementsApi) -> None:
    api = placements_api
    home = await household(api)
    first, second = await become(api), await become(api)
    await done(api, first, "placements", started_on="2023-04-03", **at_home(home))
    seen = await done(
        api, second, "placements", started_on="2023-04-05", **at_home(home, "emergency")
    )
    clock = next(one for one in seen["clocks"] if one["timescale"] == "placement.outside-terms")
    assert (clock["due"], clock["standing"]) == ("2023-04-17", "late")
    moved = await done(api, second, "moves", moved_on="2023-04-17", reason="planned", **ELSEWHERE)
    clock = next(one for one in moved["clocks"] if one["timescale"] == "placement.outside-terms")
    assert clock["standing"] == "met"


async def test_days_put_right_are_put_right_at_the_household(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home = await household(api)
    first, second = await become(api), await become(api)
    await done(api, first, "placements", started_on="2023-04-03", **at_home(home))
    await done(api, first, "moves", moved_on="2023-05-01", reason="planned", **ELSEWHERE)
    await done(api, second, "placements", started_on="2023-05-01", **at_home(home))

    path = "corrections/placements/1"
    earlier = await done(api, first, path, reason="audit", ended_on="2023-04-28")
    assert earlier["placements"][0]["ended_on"] == "2023-04-28"
    assert (first, "2023-04-03", "2023-04-28") in await stays(api, home)
    overlap = await ask(api, second, path, {"reason": "audit", "started_on": "2023-04-20"})
    assert (overlap.status_code, overlap.json()["field"]) == (422, "started_on")
    assert (second, "2023-05-01", None) in await stays(api, home)
    elsewhere = await done(api, second, path, reason="audit", provider="agency")
    assert elsewhere["placements"][0]["household"] is None
    assert await stays(api, home) == [(first, "2023-04-03", "2023-04-28")]
    there = await done(
        api,
        second,
        path,
        reason="audit",
        provider="in-house",
        place={"household": home, "ground": "within-terms"},
    )
    assert len(there["placements"]) == 1
    assert (second, "2023-05-01", None) in await stays(api, home)


async def test_a_refused_correction_blames_the_day_that_was_sent(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home = await household(api)
    first, second = await become(api), await become(api)
    await done(api, first, "placements", started_on="2023-04-03", **at_home(home))
    await done(api, first, "placements/1/ending", ended_on="2023-05-01", reason="planned")
    await done(api, second, "placements", started_on="2023-05-01", **at_home(home))
    longer = {"reason": "audit", "ended_on": "2023-05-02"}
    refused = await ask(api, first, "corrections/placements/1", longer)
    assert (refused.json()["code"], refused.json()["field"]) == ("others-beyond-limit", "ended_on")


async def test_an_end_of_care_put_right_frees_the_place_on_that_day(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    await done(api, child, "ending", ended_on="2023-07-01", reason="returned-home")
    await done(api, child, "corrections/ending", reason="miskeyed", ended_on="2023-06-30")
    assert await stays(api, home) == [(child, "2023-04-03", "2023-06-30")]


async def test_to_stay_where_one_is_is_no_move(placements_api: PlacementsApi) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    body = {"moved_on": "2023-05-01", "reason": "planned", **at_home(home)}
    refused = await ask(api, child, "moves", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "not-a-move")


async def test_of_many_who_want_one_place_one_has_it(placements_api: PlacementsApi) -> None:
    api = placements_api
    home = await household(api)
    children = [await become(api) for _ in range(8)]
    body = {"started_on": "2023-04-03", **at_home(home)}
    answers = await asyncio.gather(*(ask(api, one, "placements", body) for one in children))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7
    assert len(await stays(api, home)) == 1


async def test_a_placement_said_twice_takes_one_place(placements_api: PlacementsApi) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    body = {"started_on": "2023-04-03", **at_home(home)}
    first = await ask(api, child, "placements", body, key="place-1")
    again = await ask(api, child, "placements", body, key="place-1")
    assert first.json()["version"] == again.json()["version"] == 2
    assert len(await stays(api, home)) == 1


async def test_siblings_known_later_are_told_to_the_household(
    placements_api: PlacementsApi,
) -> None:
    api = placements_api
    home, child = await household(api), await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    group = "0b0b0b0b-0000-4000-8000-00000000000b"
    await done(api, child, "siblings", recorded_on="2023-04-10", sibling_group=group)
    seen = await see(api, f"/households/{home}")
    assert seen["children"][0]["siblings"] == group
    other = await become(api, sibling_group=group)
    together = await ask(
        api, other, "placements", {"started_on": "2023-04-11", **at_home(home, "siblings")}
    )
    assert together.status_code == 201, together.text


async def test_a_refusal_names_what_the_officer_sent(placements_api: PlacementsApi) -> None:
    api = placements_api
    home, child = await household(api, approved_on="2023-05-01"), await become(api)
    early = await ask(api, child, "placements", {"started_on": "2023-04-03", **at_home(home)})
    assert (early.json()["code"], early.json()["field"]) == ("before-approval", "started_on")
    await done(api, child, "placements", started_on="2023-04-03", **ELSEWHERE)
    body = {"moved_on": "2023-04-20", "reason": "planned", **at_home(home)}
    moved = await ask(api, child, "moves", body)
    assert (moved.json()["code"], moved.json()["field"]) == ("before-approval", "moved_on")
    future = await ask(api, child, "moves", body | {"moved_on": "2024-01-01"})
    assert (future.json()["code"], future.json()["field"]) == ("in-the-future", "moved_on")


async def test_of_many_officers_who_move_a_child_one_does(placements_api: PlacementsApi) -> None:
    api = placements_api
    child = await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **ELSEWHERE)
    body = {"moved_on": "2023-05-02", "reason": "planned", **ELSEWHERE}
    answers = await asyncio.gather(*(ask(api, child, "moves", body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 5
    refused = next(answer.json() for answer in answers if answer.status_code != 201)
    assert (refused["code"], refused["field"]) == ("moved-on-first-day", "moved_on")
    assert len((await see(api, f"/care/{child}"))["placements"]) == 2


async def test_a_birth_put_right_is_the_age_at_the_household(
    placements_api: PlacementsApi,
) -> None:
    """Beyond its terms by it, the child is there all the same: it is shown, and not refused."""
    api = placements_api
    home = await household(api, terms={"places": 2, "youngest": 10, "oldest": 16})
    child = await become(api)
    await done(api, child, "placements", started_on="2023-04-03", **at_home(home))
    await done(api, child, "moves", moved_on="2023-04-20", reason="planned", **ELSEWHERE)
    await done(api, child, "moves", moved_on="2023-05-02", reason="planned", **at_home(home))
    person = (await see(api, f"/care/{child}"))["child"]["person"]
    right = {"person": person, "reason": "miskeyed"}
    await done(api, child, "people/correction", **right, date_of_birth="2019-04-10")
    seen = await see(api, f"/households/{home}")
    assert [stay["age"] for stay in seen["children"]] == [3, 4]
    assert [(one["care"], one["limit"]) for one in seen["beyond"]] == [(child, "ages")]
    version = seen["version"]
    await done(api, child, "people/correction", **right, name="Ada Quills")
    assert (await see(api, f"/households/{home}"))["version"] == version
    late = {**right, "date_of_birth": "2023-04-04"}
    refused = await ask(api, child, "people/correction", late)
    assert (refused.json()["code"], refused.json()["field"]) == (
        "born-after-start",
        "date_of_birth",
    )
