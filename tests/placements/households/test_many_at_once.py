"""No sequence of commands from many connections at once places children beyond what is lawful.

An auditor reads the stored events of every household and counts each day anew; what each child's
own case says is compared with what the households say. That the auditor would find what two
unchecked officers do is shown beside it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import httpx
import pytest

from services.placements.domain.households.decide import HOUSEHOLDS
from services.placements.domain.households.household import Terms
from tests.placements.application import PlacementsApi
from tests.placements.households.a_household import CAME, approved, fill, here, k
from tests.placements.households.as_stored import as_stored
from tests.placements.households.asking import NOW, see
from tests.placements.households.crowd import Town, a_town, crowd, histories
from tests.placements.households.lawful_days import unlawful_placings
from tests.support.real_service import real_service

Lived = tuple[str, int, str, str, str | None]
"""Care reference, placement number, household, first day, last day."""


@pytest.mark.parametrize("seed", [1, 2])
async def test_whoever_asks_at_once_nobody_is_placed_unlawfully(
    placements_api: PlacementsApi, seed: int
) -> None:
    town = await a_town(placements_api)
    async with two_processes(placements_api) as processes:
        await crowd(processes, town, seed)

    told = await histories(placements_api)
    assert len(told) == len(town.households)
    assert [unlawful_placings(events) for events in told.values()] == [[] for _ in told]
    assert await as_cases_say(placements_api, town) == await as_households_say(placements_api, town)
    filled = sum(kind == "place-filled" for events in told.values() for kind, _, _ in events)
    assert filled >= 5, town.answers
    assert town.answers["beyond-terms"] + town.answers["beyond-usual-limit"] > 0, town.answers


@asynccontextmanager
async def two_processes(api: PlacementsApi) -> AsyncIterator[tuple[PlacementsApi, PlacementsApi]]:
    """Clients of two processes behind real sockets, over the databases of `api`."""
    async with (
        real_service("placements", api.settings) as first,
        real_service("placements", api.settings) as second,
        httpx.AsyncClient(base_url=first.url, trust_env=False, timeout=60) as to_first,
        httpx.AsyncClient(base_url=second.url, trust_env=False, timeout=60) as to_second,
    ):
        yield replace(api, client=to_first), replace(api, client=to_second)


async def as_households_say(api: PlacementsApi, town: Town) -> set[Lived]:
    lived: set[Lived] = set()
    for reference in town.households:
        for stay in (await see(api, reference))["children"]:
            lived.add((stay["care"], stay["placement"], reference, stay["from_on"], stay["to_on"]))
    return lived


async def as_cases_say(api: PlacementsApi, town: Town) -> set[Lived]:
    lived: set[Lived] = set()
    for care in town.children:
        answer = await api.get(f"/care/{care}", at=NOW)
        assert answer.status_code == 200, answer.text
        for placement in answer.json()["placements"]:
            lived.add(
                (
                    care,
                    placement["number"],
                    placement["household"],
                    placement["started_on"],
                    placement["ended_on"],
                )
            )
    return lived


def test_the_auditor_finds_what_two_do_who_decide_on_one_state() -> None:
    """Both were right when they looked: without the version that they saw, both are recorded."""
    empty = approved(Terms(places=1))
    one = HOUSEHOLDS.decide(fill(1), empty.state, here())
    two = HOUSEHOLDS.decide(fill(2), empty.state, here())
    both = map(as_stored, (*empty.history, *one, *two))
    found = unlawful_placings(both)
    assert {(number, care, limit) for number, (_, care, limit) in found} == {
        (3, k(2), "the places")
    }
    assert min(on for _, (on, _, _) in found) == CAME >= date(2023, 5, 1)
