"""Caseloads and places against brute force, for many days and as known on others."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from services.projections.application.questions import Question
from services.projections.application.tokens import Token
from shared.clock import london_end_of_day
from shared.messages.reading import Message
from shared.messages.shapes import FactShape
from tests.projections.asking import ask, cells, counts, listed, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, Json, at, clock, fact
from tests.projections.placements import homes
from tests.projections.referrals import front_door
from tests.projections.test_oracle_of_duties import DAYS, KNOWN, duties, recorded


def load_log(chance: random.Random) -> HandMadeLog:
    """Exploitation cases referred, allocated, closed, and opened again, each told late."""
    log, told = front_door("2020-01-06"), list[tuple[date, str, Json]]()
    for number in range(24):
        case, on = f"N-{number}", date(2022, 4, 1) + timedelta(days=chance.randrange(90))
        when = on
        for turn in range(chance.randint(1, 7)):
            kind, codes, numbers = "exploitation.allocated", {"worker": ""}, {"ceiling": 3.0}
            if turn == 0:
                kind, codes, numbers = "exploitation.referred", {"source": "police"}, {}
            elif chance.random() < 0.3:
                kind, codes, numbers = "exploitation.closed", {"reason": "safe"}, {}
            elif chance.random() < 0.2:
                kind, codes, numbers = "exploitation.reopened", {"reason": "again"}, {}
            else:
                codes = {"worker": f"w-{chance.randrange(4)}", "over_ceiling": "no"}
                numbers = {"ceiling": float(chance.randint(2, 6))}
            said = fact(case, kind, str(on), ordinal=turn, told=codes, numbers=numbers)
            when = max(when, on) + timedelta(days=chance.randrange(20))
            told.append((when, case, said))
            on += timedelta(days=chance.randint(1, 40))
    for when, case, said in sorted(told, key=lambda one: one[0]):
        log.record(case, on=str(said["on"]), recorded=at(when), kind="referral", facts=[said])
    return log


def in_order(log: HandMadeLog, asked: Question) -> list[tuple[str, FactShape]]:
    """What had happened and was known, by its day and then as it was first told."""
    messages = [Message.parse(body) for body in log.bodies]
    known = [
        (message.data.case.reference, said)
        for message in messages
        if asked.known_on is None or message.time < london_end_of_day(asked.known_on)
        for said in message.data.facts
        if said.on is not None and said.on <= asked.standing_on
    ]
    return sorted(known, key=lambda one: str(one[1].on))


@pytest.mark.parametrize("seed", range(2))
async def test_the_load_of_practitioners_is_what_brute_force_gives(
    projected: Projected, seed: int
) -> None:
    log = load_log(random.Random(seed))
    await projected.read(log, page=11)
    over = 0
    for as_at in DAYS:
        for known_on in KNOWN:
            asked = question("2022/23", as_at=as_at, known_on=known_on)
            holder, opened, ceiling = dict[str, str](), dict[str, bool](), 0.0
            for case, said in in_order(log, asked):
                opened[case] = said.kind != "exploitation.closed"
                if said.kind == "exploitation.allocated":
                    holder[case] = str(said.codes["worker"])
                    ceiling = said.numbers["ceiling"]
            now = [case for case, is_open in opened.items() if is_open]
            loads = Counter(holder[case] for case in now if case in holder)
            owned = sum(loads.values())
            above = sum(load for load in loads.values() if ceiling and load > ceiling)
            found = await cells(projected, "cse.caseload", asked)
            assert found["open"].numerator == len(now), asked
            if owned:
                cell = found["over-ceiling"]
                assert (cell.numerator, cell.denominator) == (above, owned), asked
                assert found["average"].value == round(owned / len(loads), 1)
                for worker, load in loads.items():
                    assert found[f"worker:{worker}"].numerator == load
            over += above
    assert over > 20


def home_log(chance: random.Random) -> HandMadeLog:
    """Households approved, with their places told again and again, and some closed."""
    log = homes("2020-01-06")
    told: list[tuple[date, str, list[Json]]] = []
    for number in range(12):
        home, on = f"N-{number}", date(2022, 4, 1) + timedelta(days=chance.randrange(90))
        told.append((on, home, [fact(home, "household.approved", str(on))]))
        for turn in range(4):
            filled, held = chance.randrange(3), chance.randrange(2)
            state = {
                "approved": 3.0,
                "filled": filled,
                "on_hold": held,
                "vacant": 3 - filled - held,
            }
            said = fact(home, "household.places", str(on), ordinal=turn, numbers=state)
            told.append((on + timedelta(days=chance.randrange(60)), home, [said]))
            on += timedelta(days=chance.randint(1, 60))
        if number % 3 == 0:
            told.append((on, home, [fact(home, "household.closed", str(on))]))
    for when, home, said_then in sorted(told, key=lambda one: one[0]):
        on_day = str(said_then[0]["on"])
        log.record(home, on=on_day, recorded=at(when), kind="household", facts=said_then)
    return log


async def test_places_are_the_sums_of_what_each_household_last_said(projected: Projected) -> None:
    log = home_log(random.Random(5))
    await projected.read(log)
    for as_at in DAYS:
        for known_on in KNOWN:
            asked = question("2022/23", as_at=as_at, known_on=known_on)
            approved, closed, latest = set[str](), set[str](), dict[str, FactShape]()
            for case, one in in_order(log, asked):
                match one.kind:
                    case "household.approved":
                        approved.add(case)
                    case "household.closed":
                        closed.add(case)
                    case _:
                        latest[case] = one
            homes_now = approved - closed
            found = await counts(projected, "fostering.vacancies", asked)
            assert found["households"] == (len(homes_now), None), asked
            for label in ("approved", "filled", "on_hold", "vacant"):
                places = sum(latest[home].numbers[label] for home in homes_now if home in latest)
                row = found.get(label.replace("_", "-"), (0, None))
                assert row[0] == places, (asked, label)
            side = await listed(
                projected, "fostering.vacancies", asked, "households", numerator=True
            )
            assert side == len(homes_now)


async def test_a_token_gives_the_same_again_for_each_kind_of_measure(projected: Projected) -> None:
    chance, log = random.Random(9), homes("2020-01-06")
    known = list(duties(chance, ("placement.visit", "placement.plan")))
    recorded(log, "care", known[: len(known) // 2])
    door = load_log(chance)
    half = HandMadeLog(service="referrals", bodies=door.bodies[:30])
    await projected.read(log)
    await projected.read(half)
    codes = ("care.visits", "cse.caseload", "care.three-placements", "fostering.vacancies")
    before = {code: await ask(projected, code) for code in codes}
    log.record(
        "N-0", on="2022-06-01", kind="care", facts=[fact("N-0", "care.started", "2022-06-01")]
    )
    home = [fact("H", "household.approved", "2022-06-01")]
    log.record("H", on="2022-06-01", kind="household", facts=home)
    visit = clock("N-0", "placement.visit", "2022-06-01", "2022-06-08", ordinal=9)
    log.record("N-0", on="2022-06-01", kind="care", clocks=[visit])
    await projected.read(log)
    await projected.read(door)
    for code in codes:
        token = Token(
            standpoint=before[code].standpoint,
            definitions={code: before[code].indicator.version},
            known_on=None,
        )
        assert (await ask(projected, code, token=token)).cells == before[code].cells, code
        assert (await ask(projected, code)).cells != before[code].cells, code
