"""Sixteen officers at once, each asking for whatever comes to mind, over two processes.

What each asks is drawn from a seed, so that a failing crowd can be called together again; who is
first is the machine's to say.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final
from uuid import UUID, uuid5

import asyncpg

from tests.placements.application import PlacementsApi
from tests.placements.households.asking import NOW, Json, approve
from tests.placements.households.lawful_days import Event

OFFICERS: Final = 16
ASKED_BY_EACH: Final = 9
GROUNDS: Final = ("within-terms", "within-terms", "siblings", "exemption", "emergency")
FAMILIES: Final = (
    UUID("7e0a3a86-6c5d-4a39-9c40-9a3e7d3f0001"),
    UUID("7e0a3a86-6c5d-4a39-9c40-9a3e7d3f0002"),
)
EVENTS: Final = """
select stream_id, type, occurred_on, payload::text from events
where stream_kind = 'household' order by stream_id, version
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Households and children, by reference."""

    households: Sequence[str]
    children: Sequence[str]
    answers: Counter[str] = field(default_factory=Counter)


async def a_town(api: PlacementsApi) -> Town:
    """One household for two, one without terms, one for a single young child; twelve children."""
    households = [
        await approve(api, terms={"places": 2, "sibling_places": 3}),
        await approve(api, terms=None, no_terms=True),
        await approve(api, terms={"places": 1, "oldest": 11}),
    ]
    families = (*(FAMILIES[:1] * 4), *(FAMILIES[1:] * 4), *((None,) * 4))
    children = [
        await _child(api, number, family) for number, family in enumerate(families, start=1)
    ]
    return Town(households=households, children=children)


async def _child(api: PlacementsApi, number: int, family: UUID | None) -> str:
    body = {
        "started_on": "2023-04-10",
        "child": {
            "person": str(uuid5(FAMILIES[0], str(number))),
            "date_of_birth": f"{2008 + number}-02-03",
        },
        "legal_status": "C2",
        "sibling_group": None if family is None else str(family),
    }
    answer = await api.post("/care", body, at=NOW)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["reference"])


async def crowd(processes: Sequence[PlacementsApi], town: Town, seed: int) -> None:
    """Everybody asks at once, each one question after another."""
    officers = [
        _officer(processes[number % len(processes)], town, Random(seed * 1_000 + number))
        for number in range(OFFICERS)
    ]
    await asyncio.gather(*officers)


async def _officer(api: PlacementsApi, town: Town, draw: Random) -> None:
    for turn in range(ASKED_BY_EACH):
        path, body = _question(town, draw) if turn else _everybody_comes(town, draw)
        answer = await api.post(path, body, at=NOW)
        assert answer.status_code < 500, answer.text
        done = answer.status_code in {200, 201}
        town.answers["done" if done else str(answer.json()["code"])] += 1


def _everybody_comes(town: Town, draw: Random) -> tuple[str, Json]:
    """The first that each asks: a place within the terms, on one day, while all do the same."""
    place = {"household": draw.choice(town.households), "ground": "within-terms"}
    body: Json = {"provider": "in-house", "type": "U6", "place": place, "started_on": "2023-05-01"}
    return f"/care/{draw.choice(town.children)}/placements", body


def _question(town: Town, draw: Random) -> tuple[str, Json]:
    child, household = draw.choice(town.children), draw.choice(town.households)
    number = draw.randint(1, 2)
    where: Json = {
        "provider": "in-house",
        "type": "U6",
        "place": {"household": household, "ground": draw.choice(GROUNDS)},
    }
    questions: list[tuple[int, str, Json]] = [
        (8, f"/care/{child}/placements", where | {"started_on": _day(draw)}),
        (3, f"/care/{child}/moves", where | {"moved_on": _day(draw), "reason": "better-match"}),
        (
            2,
            f"/care/{child}/placements/{number}/ending",
            {"ended_on": _day(draw), "reason": "better-match"},
        ),
        (
            4,
            f"/care/{child}/corrections/placements/{number}",
            {"reason": "late-news", draw.choice(("started_on", "ended_on")): _day(draw)},
        ),
        (
            2,
            f"/care/{child}/corrections/placements/{number}",
            {"reason": "miskeyed", "place": where["place"]},
        ),
        (1, f"/care/{child}/siblings", {"recorded_on": _day(draw), "sibling_group": _family(draw)}),
        (
            1,
            f"/care/{child}/placements/{number}/terms-settled",
            {"settled_on": _day(draw)},
        ),
        (2, f"/households/{household}/exemptions", {"granted_on": _day(draw), "care": child}),
        (1, f"/households/{household}/exemptions/ending", {"ended_on": _day(draw), "care": child}),
        (
            1,
            f"/households/{household}/terms",
            {"effective_on": _day(draw), "terms": {"places": draw.randint(1, 4)}},
        ),
    ]
    weights = [weight for weight, _, _ in questions]
    _, path, body = draw.choices(questions, weights)[0]
    return path, body


def _day(draw: Random) -> str:
    return f"2023-05-{draw.randint(1, 28):02d}"


def _family(draw: Random) -> str:
    return str(draw.choice(FAMILIES))


async def histories(api: PlacementsApi) -> dict[str, list[Event]]:
    """The stored events of each household, in the order recorded, straight from the table."""
    connection = await asyncpg.connect(api.database.superuser_dsn)
    try:
        await connection.execute(f"set search_path to {api.database.schema}")
        rows = await connection.fetch(EVENTS)
    finally:
        await connection.close()
    found: dict[str, list[Event]] = {}
    for row in rows:
        event = (row["type"], row["occurred_on"], json.loads(row["payload"]))
        found.setdefault(str(row["stream_id"]), []).append(event)
    return found
