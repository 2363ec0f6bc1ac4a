"""Assessments and reviews against brute force: every message read again, for each question."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.projections.application.questions import Question
from services.projections.indicators.windows import year_to_date
from shared.clock import london_end_of_day
from shared.messages.reading import Message
from shared.messages.shapes import FactShape
from tests.projections.asking import counts, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, at, fact
from tests.projections.placements import care, homes
from tests.projections.referrals import authorise, front_door

TIMELY = "referrals.assessments-45-days"
REVIEWS = "care.reviews-on-time"


def told_in_order(chance: random.Random) -> tuple[HandMadeLog, HandMadeLog]:
    """Assessments and reviews of a year, each told late, and some told again otherwise."""
    turns: list[tuple[date, int, date, int]] = []
    for number in range(60):
        on = date(2022, 3, 1) + timedelta(days=chance.randrange(330))
        recorded = on + timedelta(days=chance.randrange(30))
        for turn in range(1, chance.randint(2, 3)):
            turns.append((recorded, number, on, turn))
            on += timedelta(days=chance.randrange(-9, 1))
            recorded += timedelta(days=chance.randrange(1, 60))
    door, kept = front_door(), homes()
    events: dict[int, UUID] = {}
    for recorded, number, on, turn in sorted(turns):
        days, first = chance.randrange(70), chance.random() < 0.6
        events[number] = authorise(
            door,
            f"R-{number % 20}",
            str(on),
            from_start=days,
            from_referral=days + 3 if first else None,
            ordinal=number,
            recorded=at(recorded),
            revision=turn,
            corrects=events.get(number),
        )
        held = fact(
            f"K-{number % 20}",
            "care.reviewed",
            str(on),
            ordinal=number,
            revision=turn,
            sequence=chance.choice(["first", "second", "later"]),
            in_time=chance.choice(["yes", "yes", "no", "not-counted"]),
            late_reason="none",
            in_parts="no",
        )
        care(kept, f"K-{number % 20}", str(on), facts=[held], recorded=at(recorded))
    return door, kept


def happened(
    messages: Iterable[Message], asked: Question, first: date
) -> list[tuple[UUID, FactShape]]:
    """Brute force: the last statement of each fact that was known, from `first` to the end."""
    latest: dict[UUID, tuple[UUID, FactShape]] = {}
    for message in messages:
        if asked.known_on is None or message.time < london_end_of_day(asked.known_on):
            for said in message.data.facts:
                latest[said.fact] = (message.stream, said)
    last = min(asked.period.last, asked.as_at or asked.period.last)
    return [
        (stream, said)
        for stream, said in latest.values()
        if said.on is not None and first <= said.on <= last
    ]


def share(days: list[float], low: float, high: float) -> tuple[int, int]:
    return sum(low <= day <= high for day in days), len(days)


@pytest.mark.parametrize("seed", range(4))
async def test_bands_and_reviews_are_what_brute_force_gives(
    projected: Projected, seed: int
) -> None:
    logs = told_in_order(random.Random(seed))
    for log in logs:
        await projected.read(log, page=random.Random(seed).randint(1, 40))
    assessed, reviewed = ([Message.parse(body) for body in log.bodies] for log in logs)
    compared = 0
    for period in ("2022/23", "2022/23-Q3", "2022-11"):
        for as_at in (None, "2022-11-20"):
            for known_on in (None, "2022-09-30", "2023-01-31"):
                asked = question(period, as_at=as_at, known_on=known_on)
                timely = await counts(projected, TIMELY, asked)
                end = min(asked.through, asked.looked_up_on)
                for prefix, first in (("", asked.period.first), ("ytd:", year_to_date(end))):
                    facts = [said for _, said in happened(assessed, asked, first)]
                    start = [one.numbers["working_days_from_start"] for one in facts]
                    referral = [
                        one.numbers["working_days_from_referral"]
                        for one in facts
                        if one.codes["first"] == "yes"
                    ]
                    for name, days in (("from-start", start), ("from-referral", referral)):
                        for band, low, high in (("within-45", 0, 45), ("46-50", 46, 50)):
                            label = f"{prefix}{name}:{band}"
                            assert timely[label] == share(days, low, high), (asked, label)
                    compared += len(start)
                held = await counts(projected, REVIEWS, asked)
                by_child: dict[UUID, list[bool]] = defaultdict(list)
                for stream, said in happened(reviewed, asked, year_to_date(end)):
                    if said.codes["in_time"] != "not-counted":
                        by_child[stream].append(said.codes["in_time"] == "yes")
                assert held["children:every-review-in-time"] == (
                    sum(all(each) for each in by_child.values()),
                    len(by_child),
                )
    assert compared > 100
