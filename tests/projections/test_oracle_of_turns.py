"""Clocks that are moved, stopped, cancelled, reopened and corrected at random, by brute force.

Here every row is judged, by the words of the decision on "as at a day"; the figures read most
clocks from one row alone.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

import pytest

from services.projections.application.questions import Question
from tests.projections.asking import counts, listed, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, at, clock
from tests.projections.referrals import DECISION, FROM_START, front_door

DAYS = (None, "2022-05-02", "2022-06-20", "2022-09-01")
KNOWN = (None, "2022-05-20", "2022-07-15", "2022-10-01")
TURNS = ("moved", "paused", "resumed", "stopped", "cancelled", "reopened", "corrected")


@dataclass(frozen=True)
class Told:
    """One row of a clock."""

    change: str
    state: str
    start: date
    due: date
    original_due: date
    stopped: date | None
    effective: date
    recorded: date

    @property
    def spell(self) -> str:
        return self.state if self.state in {"stopped", "cancelled"} else "open"


def history(chance: random.Random) -> list[Told]:
    start = date(2022, 4, 1) + timedelta(days=chance.randrange(90))
    due = start + timedelta(days=chance.randint(1, 40))
    recorded = start + timedelta(days=chance.randrange(10))
    rows = [Told("started", "running", start, due, due, None, start, recorded)]
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3, 5))):
        rows.append(_turned(chance, rows[-1]))
    return rows


def _turned(chance: random.Random, last: Told) -> Told:
    change = chance.choice(TURNS)
    on = last.start + timedelta(days=chance.randrange(60))
    recorded = max(last.recorded, on) + timedelta(days=chance.randrange(25))
    now = replace(last, change=change, effective=on, recorded=recorded)
    match change:
        case "moved" | "resumed":
            later = last.due + timedelta(days=chance.randint(1, 30))
            return replace(now, due=later, state="running", stopped=None)
        case "paused" | "cancelled":
            return replace(now, state=change, stopped=None)
        case "reopened":
            return replace(now, state="running", stopped=None)
        case "stopped":
            return replace(now, state="stopped", stopped=on)
        case _ if last.state == "stopped":
            return replace(now, stopped=on, effective=date.min)
        case _:
            shift = timedelta(days=chance.randint(-9, 9))
            moved = replace(now, start=last.start + shift, due=last.due + shift)
            return replace(moved, original_due=last.original_due + shift, effective=date.min)


def stood(rows: Sequence[Told], day: date) -> tuple[str, date] | None:
    """ "open" and the due date, or "in-time" or "late" and the day of the stop."""
    latest = rows[-1]
    spells = [list(spell) for _, spell in groupby(rows, key=lambda row: row.spell)]
    on_day = spells[0]
    for spell in spells[1:]:
        stop = spell[-1].stopped
        if (spell[0].effective if stop is None else stop) <= day:
            on_day = spell
    due = latest.due
    for number, row in enumerate(rows):
        if row.change in {"moved", "resumed"} and row.effective > day:
            before = rows[number - 1]
            due = before.due if before.start == latest.start else latest.original_due
            break
    last = on_day[-1]
    if last.stopped is not None and last.stopped <= day:
        return ("in-time" if last.stopped <= due else "late", last.stopped)
    if last.spell == "cancelled" or latest.start > day:
        return None
    return ("open", due)


def recorded(log: HandMadeLog, clocks: dict[str, list[Told]]) -> None:
    told = [
        (row.recorded, number, case, row)
        for case, rows in clocks.items()
        for number, row in enumerate(rows)
    ]
    first: dict[str, UUID] = {}
    for when, number, case, row in sorted(told, key=lambda one: (one[0], one[2], one[1])):
        said = clock(
            case,
            DECISION if case.startswith("D-") else FROM_START,
            str(row.start),
            str(row.due),
            stopped=str(row.stopped) if row.stopped else None,
            taken=1 if row.stopped else None,
            revision=number + 1,
            change=row.change,
            state=row.state,
        )
        event = log.record(
            case,
            on=str(row.recorded if row.effective == date.min else row.effective),
            recorded=at(when),
            kind="referral",
            clocks=[{**said, "original_due": str(row.original_due)}],
            corrects=first[case] if row.effective == date.min else None,
        )
        first.setdefault(case, event)


def known_of(clocks: dict[str, list[Told]], asked: Question) -> list[list[Told]]:
    upto = asked.known_on or date.max
    known = ([row for row in rows if row.recorded <= upto] for rows in clocks.values())
    return [rows for rows in known if rows]


def decided(clocks: dict[str, list[Told]], asked: Question) -> Counter[str]:
    found = Counter[str]()
    for rows in known_of(clocks, asked):
        on_day = stood(rows, asked.looked_up_on)
        if on_day is None or on_day[0] == "open":
            continue
        if asked.period.first <= on_day[1] <= asked.through:
            found[on_day[0]] += 1
    return found


def assessed(clocks: dict[str, list[Told]], asked: Question) -> Counter[str]:
    found = Counter[str]()
    day = asked.standing_on
    for rows in known_of(clocks, asked):
        match stood(rows, day):
            case ("open", due):
                found["open-late" if due < day else "open-in-time"] += 1
            case (how, stopped) if asked.period.first <= stopped <= asked.through:
                found[f"answered-{how}"] += 1
            case _:
                continue
    return found


@pytest.mark.parametrize("seed", range(4))
async def test_a_clock_stood_as_its_spells_say(projected: Projected, seed: int) -> None:
    chance = random.Random(seed)
    decisions = {f"D-{number}": history(chance) for number in range(60)}
    assessments = {f"A-{number}": history(chance) for number in range(60)}
    log = front_door()
    recorded(log, decisions | assessments)
    await projected.read(log, page=chance.randint(1, 50))
    compared = Counter[str]()
    for period in ("2022/23", "2022/23-Q1", "2022-06"):
        for as_at in DAYS:
            for known_on in KNOWN:
                asked = question(period, as_at=as_at, known_on=known_on)
                if asked.through < asked.period.first:
                    continue
                want = decided(decisions, asked)
                found = await counts(projected, "referrals.decision-1-day", asked)
                assert found["decision"] == (want["in-time"], want.total()), asked
                if as_at == DAYS[1] or as_at == known_on:
                    code = "referrals.decision-1-day"
                    behind = await listed(projected, code, asked, "decision", numerator=False)
                    assert behind == want.total(), asked
                stands = assessed(assessments, asked)
                cells = await counts(projected, "referrals.assessments-open-late", asked)
                said = {
                    cell: cells[f"{FROM_START}:{cell}"][0]
                    for cell in ("answered-in-time", "answered-late", "open-in-time", "open-late")
                }
                assert said == {cell: stands[cell] for cell in said}, asked
                compared += want + stands
    assert min(compared[cell] for cell in ("in-time", "late", "open-late", "answered-late")) > 20
