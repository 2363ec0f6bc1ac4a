"""Children's figures against brute force: every message read again, for each question."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

import pytest

from services.projections.application.questions import Question
from services.projections.indicators.windows import rolling_year, year_to_date
from shared.clock import london_end_of_day
from shared.messages.reading import Message
from shared.messages.shapes import FactShape
from tests.projections.asking import counts, question
from tests.projections.children import invented_children
from tests.projections.conftest import Projected


def standing_facts(
    messages: Iterable[Message], asked: Question
) -> dict[UUID, dict[str, list[FactShape]]]:
    """Brute force: what had happened by the day and was known, by case and kind, in its order."""
    latest: dict[UUID, tuple[UUID, FactShape]] = {}
    for message in messages:
        if asked.known_on is not None and message.time >= london_end_of_day(asked.known_on):
            continue
        for said in message.data.facts:
            latest[said.fact] = (message.stream, said)
    cases: dict[UUID, dict[str, list[FactShape]]] = defaultdict(lambda: defaultdict(list))
    for stream, said in latest.values():
        if said.change != "withdrawn" and said.on is not None and said.on <= asked.standing_on:
            cases[stream][said.kind].append(said)
    for kinds in cases.values():
        for facts in kinds.values():
            facts.sort(key=lambda one: str(one.on))
    return cases


def days(facts: list[FactShape]) -> list[date]:
    return [one.on for one in facts if one.on is not None]


def moved_often(case: dict[str, list[FactShape]], first: date) -> bool:
    ends: list[date | None] = [*days(case["placement.ended"])]
    stays = 0
    for number, began in enumerate(case["placement.started"]):
        assert began.on is not None
        ended = ends[number] if number < len(ends) else None
        if began.codes["counts"] == "yes" and (began.on >= first or ended is None or ended > first):
            stays += 1
    return stays >= 3


@pytest.mark.parametrize("seed", range(5))
async def test_three_placements_are_what_brute_force_gives(projected: Projected, seed: int) -> None:
    log = invented_children(seed)
    await projected.read(log, page=random.Random(seed).randint(1, 60))
    messages = [Message.parse(body) for body in log.bodies]
    compared = 0
    for period in ("2022/23", "2022/23-Q2", "2022-11"):
        for as_at in (None, "2022-08-15", "2022-11-20"):
            for known_on in (None, "2022-09-30", "2023-01-31"):
                asked = question(period, as_at=as_at, known_on=known_on)
                facts = standing_facts(messages, asked)
                looked_after = [
                    case
                    for case in facts.values()
                    if case["care.started"]
                    and not case["care.ended"]
                    and case["care.started"][0].codes["legal_status"] != "V4"
                ]
                found = await counts(projected, "care.three-placements", asked)
                for label, first in (
                    ("year-to-date", year_to_date(asked.standing_on)),
                    ("rolling-12-months", rolling_year(asked.standing_on)),
                ):
                    often = [case for case in looked_after if moved_often(case, first)]
                    assert found[label] == (len(often), len(looked_after)), (asked, label)
                    compared += len(often)
    assert compared > 20
