"""An invented year of children: at the front door, in care, in foster homes."""

import random
from datetime import date, timedelta

from tests.projections.messages import HandMadeLog, Json, at, fact
from tests.projections.placements import care, homes, household, left, places, stay, take_in
from tests.projections.referrals import authorise, contact, decide, front_door, start
from tests.projections.test_exploitation_figures import allocate, refer

FIRST = date(2022, 2, 1)


def day_after(day: date, chance: random.Random, days: int) -> date:
    return day + timedelta(days=chance.randrange(days))


def invented_children(seed: int) -> HandMadeLog:
    """Children taken in, moved and sent home, each told late, and some of it corrected."""
    chance = random.Random(seed)
    told: list[tuple[date, int, str, str, list[Json]]] = []
    for child in range(25):
        case, on = f"K-{child}", day_after(FIRST, chance, 300)
        status = chance.choice(["V2", "C2", "V4"])
        began = [fact(case, "care.started", str(on), legal_status=status, unaccompanied="no")]
        recorded = day_after(on, chance, 10)
        told.append((recorded, len(told), case, str(on), began))
        for number in range(1, chance.randint(2, 8)):
            facts = [stay(case, number, str(on), counts=chance.choice(["yes"] * 5 + ["no"]))]
            if number > 1:
                facts.insert(0, left(case, number - 1, str(on)))
            recorded = max(recorded, day_after(on, chance, 25))
            told.append((recorded, len(told), case, str(on), facts))
            if chance.random() < 0.3:
                again = {**facts[-1]} | {"revision": 2, "change": "corrected"}
                recorded = day_after(recorded, chance, 30)
                told.append((recorded, len(told), case, str(on), [again]))
            on = day_after(on, chance, 45)
        if chance.random() < 0.15:
            ended = fact(case, "care.ended", str(on), reason="home")
            recorded = max(recorded, day_after(on, chance, 10))
            told.append((recorded, len(told), case, str(on), [ended]))
    log = homes("2020-01-06")
    for recorded, _, case, on_day, facts_told in sorted(told, key=lambda one: one[:2]):
        care(log, case, on_day, facts=facts_told, recorded=at(recorded))
    return log


def everything(seed: int) -> tuple[HandMadeLog, HandMadeLog]:
    """A year of both services with something in every indicator that they record."""
    chance = random.Random(seed)
    door, kept = front_door(), invented_children(seed)
    for number in range(12):
        case, on = f"R-{number}", str(day_after(date(2022, 4, 1), chance, 100))
        response = chance.choice(["social-work", "social-work", "early-help"])
        contact(door, case, on, response=response, re_referral=chance.choice(["yes", "no"]))
        decide(door, case, on, str(date.fromisoformat(on) + timedelta(days=3)))
        start(door, case, on, on)
        late = chance.choice(["none", "family"])
        authorise(door, case, "2022-09-05", from_start=chance.randrange(70), reason=late)
        if number % 2:
            refer(door, case, on, *chance.sample(["online", "gang", "party"], 2))
            allocate(door, case, "2022-08-01", f"w-{number % 3}")
            outcomes = ("trial", "allocated-to-team")
            decided = fact(case, "exploitation.decided", "2022-08-08", outcome=outcomes)
            door.record(case, on="2022-08-08", kind="referral", facts=[decided])
    for number in range(6):
        case, on = f"K-{number}", str(day_after(date(2022, 5, 1), chance, 90))
        in_time = chance.choice(["yes", "no"])
        reviews = [
            fact(
                case,
                "care.reviewed",
                day,
                ordinal=n,
                in_time=in_time,
                late_reason="other",
                sequence="later",
            )
            for n, day in enumerate((on, "2022-08-20"), 1)
        ]
        care(kept, case, "2022-08-20", facts=reviews)
        home = [fact(f"H-{number}", "household.approved", on)]
        household(kept, f"H-{number}", on, *home, places(f"H-{number}", on, 1, {"vacant": 1}))
    take_in(kept, "LATE", "2022-09-01")
    return door, kept
