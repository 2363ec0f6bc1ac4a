"""Figures against brute force: every message read again from the first, for each question."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.projections.application.questions import Question
from shared.clock import london_end_of_day
from shared.messages.reading import Message
from shared.messages.shapes import FactShape
from tests.projections.asking import counts, question
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, at, fact

TIMELINESS = "complaints.stage-1-timeliness"
RECEIVED = "complaints.received"
ROUTES = ("statutory", "statutory", "statutory", "corporate", "informal")


def invented_year(seed: int) -> HandMadeLog:
    """Complaints received, answered, moved between teams and corrected, each recorded late."""
    chance = random.Random(seed)
    told: list[tuple[date, str, str, tuple[str, str, str]]] = []
    for number in range(40):
        case, team = f"C-{number}", chance.choice(["north", "south"])
        received = date(2022, 3, 1) + timedelta(days=chance.randrange(330))
        route = chance.choice(ROUTES)
        recorded = received + timedelta(days=chance.randrange(12))
        told.append((recorded, case, "receive", (str(received), team, route)))
        if route == "statutory" and chance.random() < 0.8:
            for turn in ("answer", "correct")[: chance.randint(1, 2)]:
                answered = received + timedelta(days=1 + chance.randrange(80))
                recorded = max(recorded, answered) + timedelta(days=chance.randrange(20))
                team = chance.choice(["north", "south"])
                told.append((recorded, case, turn, (str(received), str(answered), team)))
        elif chance.random() < 0.3:
            recorded += timedelta(days=chance.randrange(20))
            told.append((recorded, case, "withdraw", (str(received), team, route)))
    log = HandMadeLog()
    set_up(log)
    events: dict[str, UUID] = {}
    for recorded, case, turn, (first, second, third) in sorted(
        told, key=lambda one: (one[0], one[1])
    ):
        match turn:
            case "receive":
                receive(log, case, first, recorded=at(recorded), team=second, route=third)
            case "answer":
                events[case] = answer(log, case, first, second, recorded=at(recorded), team=third)
            case "correct":
                answer(
                    log,
                    case,
                    first,
                    second,
                    recorded=at(recorded),
                    team=third,
                    revision=2,
                    corrects=events[case],
                )
            case _:
                log.record(
                    case,
                    on=first,
                    recorded=at(recorded),
                    team=second,
                    facts=[
                        fact(
                            case,
                            "complaint.contact",
                            first,
                            revision=2,
                            change="withdrawn",
                            route=third,
                        )
                    ],
                )
    return log


def standing_facts(messages: Iterable[Message], asked: Question) -> list[FactShape]:
    """Brute force: the last statement of each fact that was known, of cases of the team.

    As at a day the team is that of the latest change of team that had happened by then.
    """
    latest: dict[UUID, tuple[UUID, FactShape]] = {}
    last_told: dict[UUID, str | None] = {}
    teams: dict[UUID, str | None] = {}
    for message in messages:
        if asked.known_on is not None and message.time >= london_end_of_day(asked.known_on):
            continue
        team = message.data.case.team
        happened = message.data.corrects is not None or message.occurred_on <= (
            asked.as_at or date.max
        )
        if message.stream not in last_told or (team != last_told[message.stream] and happened):
            teams[message.stream] = team
        last_told[message.stream] = team
        for said in message.data.facts:
            latest[said.fact] = (message.stream, said)
    last = min(asked.period.last, asked.as_at or asked.period.last)
    return [
        said
        for stream, said in latest.values()
        if said.change != "withdrawn"
        and said.on is not None
        and asked.period.first <= said.on <= last
        and asked.team in {None, teams[stream]}
    ]


@pytest.mark.parametrize("seed", range(6))
async def test_every_figure_is_what_brute_force_gives(projected: Projected, seed: int) -> None:
    log = invented_year(seed)
    await projected.read(log, page=random.Random(seed).randint(1, 60))
    messages = [Message.parse(body) for body in log.bodies]
    compared = 0
    for period in ("2022/23", "2022/23-Q2", "2022-11"):
        for team in (None, "south"):
            for as_at in (None, "2022-08-15", "2022-11-20"):
                for known_on in (None, "2022-07-31", "2022-11-20", "2023-01-31"):
                    asked = question(period, team=team, as_at=as_at, known_on=known_on)
                    if asked.through < asked.period.first:
                        continue
                    facts = standing_facts(messages, asked)
                    routes = [
                        one.codes["route"] for one in facts if one.kind == "complaint.contact"
                    ]
                    received = await counts(projected, RECEIVED, asked)
                    for route in ("statutory", "corporate", "informal"):
                        assert received[route] == (routes.count(route), None), asked
                    days = [
                        one.numbers["working_days"]
                        for one in facts
                        if one.kind == "complaint.resolved"
                    ]
                    timely = await counts(projected, TIMELINESS, asked)
                    assert timely["within-20"] == (sum(day <= 20 for day in days), len(days))
                    assert timely["21-40"] == (sum(20 < day <= 40 for day in days), len(days))
                    compared += len(days)
    assert compared > 100
