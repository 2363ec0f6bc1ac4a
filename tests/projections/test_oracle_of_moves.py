"""Placements of children who come back, are taken back and put in another order, by brute force.

The oracle pairs a placement with its end by number, and times in care by the child.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.projections.application.questions import Question
from services.projections.indicators.windows import rolling_year, year_to_date
from shared.clock import london_end_of_day
from shared.messages.reading import Message
from shared.messages.shapes import FactShape
from tests.projections.asking import ask, counts, listed, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, Json, at, fact, stream
from tests.projections.placements import care, child, homes, left, stay, take_in

MOVES = "care.three-placements"
CHILDREN = 40
TIMES_IN_CARE = {stream(f"K-{number}"): f"K-{number}" for number in range(3 * CHILDREN)}
Facts = Mapping[UUID, FactShape]


@dataclass
class Told:
    """What one message says of a case, and when."""

    case: str
    on: date
    recorded: date
    facts: list[Json]


def later(day: date, chance: random.Random, days: int) -> date:
    return day + timedelta(days=chance.randint(1, days))


def a_time_in_care(case: str, start: date, chance: random.Random) -> Iterator[Told]:
    """Placements with days between them; now and then one is taken back, or put before all."""
    on, placed = start + timedelta(days=3), chance.randint(1, 6)
    for number in range(1, placed + 1):
        ended = later(on, chance, 40)
        again = later(ended, chance, 30)
        counting = chance.choice(["yes", "yes", "yes", "no"])
        begun = stay(case, number, str(on), counts=counting)
        over = left(case, number, str(ended))
        yield Told(case, on, on, [begun])
        if number == placed and chance.random() < 0.7:
            return
        yield Told(case, ended, ended, [over])
        if chance.random() < 0.2:
            back = {"revision": 2, "change": "withdrawn"}
            yield Told(case, again, again, [{**begun, **back}, {**over, **back}])
        elif number > 1 and chance.random() < 0.3:
            first = {"revision": 2, "change": "corrected", "on": str(start)}
            yield Told(case, again, again, [{**begun, **first}, {**over, **first}])
            start += timedelta(days=1)
        on = later(ended, chance, 6)
    yield Told(case, on, on, [fact(case, "care.ended", str(on), reason="home")])


def invented(seed: int) -> HandMadeLog:
    chance, told = random.Random(seed), list[Told]()
    log = homes("2020-01-06")
    for number in range(CHILDREN):
        start, team = date(2022, 2, 1) + timedelta(days=chance.randrange(200)), 0
        while team < 3:
            case = f"K-{number + CHILDREN * team}"
            who = child(f"CHILD-{number}") if number % 5 else ()
            take_in(log, case, str(start), people=who, recorded="2022-01-10")
            spells = list(a_time_in_care(case, start, chance))
            told += spells
            if spells[-1].facts[0]["kind"] != "care.ended":
                break
            start, team = later(spells[-1].on, chance, 20), team + 1
    for one in sorted(told, key=lambda one: one.recorded):
        team_name = f"team-{int(one.case[2:]) % 2}"
        care(log, one.case, str(one.on), facts=one.facts, recorded=at(one.recorded), team=team_name)
    return log


def standing(messages: Iterable[Message], asked: Question) -> Facts:
    """Fact by fact what had happened by the day and was known."""
    latest: dict[UUID, FactShape] = {}
    for message in messages:
        if asked.known_on is None or message.time < london_end_of_day(asked.known_on):
            latest |= {said.fact: said for said in message.data.facts}
    return {
        key: said
        for key, said in latest.items()
        if said.change != "withdrawn" and said.on is not None and said.on <= asked.standing_on
    }


def the(facts: Facts, case: str, kind: str, number: int = 1) -> FactShape | None:
    return facts.get(UUID(str(fact(case, kind, "2022-01-01", ordinal=number)["fact"])))


def stays(facts: Facts, case: str, first: date) -> int:
    found = 0
    for number in range(1, 8):
        began = the(facts, case, "placement.started", number)
        ended = the(facts, case, "placement.ended", number)
        if began is None or began.on is None or began.codes["counts"] == "no":
            continue
        if began.on >= first or ended is None or (ended.on is not None and ended.on > first):
            found += 1
    return found


def child_of(case: str) -> str:
    number = int(case[2:])
    return f"CHILD-{number % CHILDREN}" if number % 5 else case


@pytest.mark.parametrize("seed", range(4))
async def test_each_child_is_counted_once_with_their_own_placements(
    projected: Projected, seed: int
) -> None:
    log = invented(seed)
    await projected.read(log, page=random.Random(seed).randint(1, 60))
    messages = [Message.parse(body) for body in log.bodies]
    came_back = 0
    for as_at in (None, "2022-08-15", "2022-11-20", "2023-02-01"):
        for known_on in (None, "2022-09-30", "2023-01-31"):
            asked = question("2022/23", as_at=as_at, known_on=known_on)
            facts = standing(messages, asked)
            cases = [one for one in TIMES_IN_CARE.values() if the(facts, one, "care.started")]
            now = {child_of(one) for one in cases if not the(facts, one, "care.ended")}
            found = await counts(projected, MOVES, asked)
            for label, first in (
                ("year-to-date", year_to_date(asked.standing_on)),
                ("rolling-12-months", rolling_year(asked.standing_on)),
            ):
                moves = Counter[str]()
                for case in cases:
                    moves[child_of(case)] += stays(facts, case, first)
                often = {one for one in now if moves[one] >= 3}
                assert found[label] == (len(often), len(now)), (as_at, known_on, label)
                came_back += sum(
                    max(stays(facts, case, first) for case in cases if child_of(case) == one) < 3
                    for one in often
                )
    assert came_back > 0


async def test_the_list_behind_has_each_child_once_also_for_a_team(projected: Projected) -> None:
    await projected.read(invented(1))
    for team in (None, "team-0", "team-1"):
        asked = question("2022/23", as_at="2022-11-20", team=team)
        answer = await ask(projected, MOVES, asked)
        for cell in answer.cells:
            for figure, side in ((cell.numerator, True), (cell.denominator, False)):
                assert await listed(projected, MOVES, asked, cell.label, numerator=side) == figure
        again = await ask(projected, MOVES, asked)
        assert again.cells == answer.cells
