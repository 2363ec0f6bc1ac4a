"""Duties with clocks against brute force, for many days, as known on others, for both teams."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from services.projections.application.questions import Question
from tests.projections.asking import counts, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, Json, at, clock
from tests.projections.placements import homes
from tests.projections.referrals import front_door

CELLS = ("in-time", "late", "not-yet-due")
DAYS = (None, "2022-04-01", "2022-07-15", "2022-09-30", "2022-10-01", "2023-02-10")
KNOWN = (None, "2022-09-30", "2023-01-31")
TEAMS = ("red", "blue")


@dataclass(frozen=True)
class Duty:
    """A clock as its case tells of it: how it ended, and when both were recorded."""

    case: str
    timescale: str
    start: date
    due: date
    told: date
    ended: date | None
    cancelled: bool
    ended_told: date

    @property
    def team(self) -> str:
        return TEAMS[int(self.case.split("-")[1]) % 2]

    def cell(self, day: date, known: date | None) -> tuple[str, date | None] | None:
        """Its cell on the day, and the day it was done; None where it is no duty then."""
        if known is not None and self.told > known:
            return None
        is_known = self.ended is not None and (known is None or self.ended_told <= known)
        if is_known and self.ended is not None and self.ended <= day:
            if self.cancelled:
                return None
            return ("in-time" if self.ended <= self.due else "late", self.ended)
        if self.start > day:
            return None
        return ("late" if self.due < day else "not-yet-due", None)


def duties(chance: random.Random, timescales: Iterable[str]) -> Iterator[Duty]:
    for number in range(30):
        for timescale in timescales:
            start = date(2022, 3, 20) + timedelta(days=chance.randrange(330))
            due = start + timedelta(days=chance.randint(1, 20))
            ended = start + timedelta(days=chance.randrange(35)) if chance.random() < 0.8 else None
            told = start + timedelta(days=chance.randrange(20))
            ended_told = max(told, ended or told) + timedelta(days=chance.randrange(25))
            cancelled = chance.random() < 0.15
            yield Duty(f"N-{number}", timescale, start, due, told, ended, cancelled, ended_told)


def recorded(log: HandMadeLog, kind: str, known: Iterable[Duty]) -> None:
    told: list[tuple[date, int, Duty, Json]] = []
    for one in known:
        start, due = str(one.start), str(one.due)
        began = clock(one.case, one.timescale, start, due)
        told.append((one.told, len(told), one, began))
        if one.ended is not None and one.cancelled:
            over = clock(
                one.case,
                one.timescale,
                start,
                due,
                revision=2,
                change="cancelled",
                state="cancelled",
            )
            told.append((one.ended_told, len(told), one, over))
        elif one.ended is not None:
            done = str(one.ended)
            over = clock(
                one.case,
                one.timescale,
                start,
                due,
                stopped=done,
                taken=1,
                revision=2,
                change="stopped",
            )
            told.append((one.ended_told, len(told), one, over))
    for when, _, one, said in sorted(told, key=lambda each: each[:2]):
        on = one.start if said["revision"] == 1 else one.ended
        log.record(one.case, on=str(on), recorded=at(when), kind=kind, team=one.team, clocks=[said])


def expected(known: list[Duty], asked: Question, counted_on: str) -> Counter[str]:
    day = asked.looked_up_on
    found = Counter[str]()
    for one in known:
        stands = one.cell(day, asked.known_on)
        if stands is None or asked.team not in {None, one.team}:
            continue
        cell, done = stands
        due = one.due if one.due <= day else None
        of_period = {"started": one.start, "due": due, "stopped": done}[counted_on]
        if of_period is not None and asked.period.first <= of_period <= asked.through:
            found[cell] += 1
    return found


@pytest.mark.parametrize("seed", range(2))
async def test_visits_and_plans_are_what_brute_force_gives(projected: Projected, seed: int) -> None:
    log = homes("2020-01-06")
    known = list(duties(random.Random(seed), ("placement.visit", "placement.plan")))
    recorded(log, "care", known)
    await projected.read(log, page=17)
    compared = Counter[str]()
    for code, timescale, counted_on in (
        ("care.visits", "placement.visit", "due"),
        ("care.placement-plans", "placement.plan", "started"),
    ):
        own = [one for one in known if one.timescale == timescale]
        for period in ("2022/23", "2022/23-Q2"):
            for as_at in DAYS:
                for known_on in KNOWN:
                    for team in (None, *TEAMS):
                        asked = question(period, as_at=as_at, known_on=known_on, team=team)
                        if asked.looked_up_on < asked.period.first:
                            continue
                        want = expected(own, asked, counted_on)
                        found = await counts(projected, code, asked)
                        whole = sum(want.values())
                        said = {cell: (want[cell], whole) for cell in CELLS}
                        assert {cell: found[cell] for cell in CELLS} == said, (asked, code)
                        compared += want
    assert min(compared.values()) > 20


@pytest.mark.parametrize("seed", range(1))
async def test_decisions_and_open_late_are_what_brute_force_gives(
    projected: Projected, seed: int
) -> None:
    log = front_door("2020-01-06")
    scales = ("referral.decision", "assessment.from-start", "assessment.from-referral")
    known = list(duties(random.Random(seed), scales))
    recorded(log, "referral", known)
    await projected.read(log, page=23)
    late = 0
    for as_at in DAYS:
        for known_on in KNOWN:
            for team in (None, *TEAMS):
                asked = question("2022/23-Q2", as_at=as_at, known_on=known_on, team=team)
                if asked.looked_up_on < asked.period.first:
                    continue
                decided = [one for one in known if one.timescale == scales[0]]
                want = expected(decided, asked, "stopped")
                found = await counts(projected, "referrals.decision-1-day", asked)
                assert found["decision"] == (want["in-time"], sum(want.values())), asked
                opened = await counts(projected, "referrals.assessments-open-late", asked)
                for scale in scales[1:]:
                    stand = [
                        one.cell(asked.standing_on, asked.known_on)
                        for one in known
                        if one.timescale == scale and team in {None, one.team}
                    ]
                    still = [cell[0] for cell in stand if cell is not None and cell[1] is None]
                    for label, cell in (("open-late", "late"), ("open-in-time", "not-yet-due")):
                        told = opened.get(f"{scale}:{label}", (0, 0))
                        assert told == (still.count(cell), len(still)), (asked, scale)
                    late += still.count("late")
    assert late > 20
