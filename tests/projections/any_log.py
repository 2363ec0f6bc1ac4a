"""A log of cases at random, with everything that a fold can meet; the same number, the same log."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import orjson

from tests.projections.messages import HandMadeLog, Json, at, clock, fact

BEGUN: Final = date(2022, 4, 11)
TIMESCALES: Final = ("x.one", "x.two")
KINDS: Final = ("x.said", "x.done")
PEOPLE: Final = tuple(f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))


class AnyLog(HandMadeLog):
    """Grows by messages at random over the cases A0, A1, …; `bodies` are those of the log."""

    def __init__(self, seed: int, cases: int, service: str = "complaints") -> None:
        super().__init__(service=service)
        self._chance = random.Random(seed)
        self._cases = cases
        self._revisions: dict[tuple[str, str], int] = {}
        self._minute = 0

    def grow(self, messages: int) -> "AnyLog":
        for _ in range(messages):
            self._record()
        return self

    def spoil(self, position: int) -> bytes:
        """Makes a message unreadable; answers what it was."""
        sound = self.bodies[position - 1]
        spoilt = orjson.loads(sound)
        spoilt["data"]["facts"] = "none"
        self.bodies[position - 1] = orjson.dumps(spoilt)
        return sound

    def _record(self) -> None:
        chance = self._chance
        case = f"A{chance.randrange(self._cases)}"
        self._minute += chance.randrange(3)
        day = (BEGUN + timedelta(days=self._minute // 600)).isoformat()
        self.record(
            case,
            on=day,
            recorded=at(BEGUN) + timedelta(minutes=self._minute),
            team=chance.choice(["north", "south", None]),
            clocks=[self._clock(case, one) for one in TIMESCALES if chance.random() < 0.5],
            facts=[self._fact(case, one, day) for one in KINDS if chance.random() < 0.5],
            people=[self._person(one) for one in PEOPLE if chance.random() < 0.4],
            restricted=chance.random() < 0.05,
            allow=["w-1"] if chance.random() < 0.05 else [],
        )

    def _clock(self, case: str, timescale: str) -> Json:
        revision = self._next(case, timescale)
        stopped = "2022-04-20" if self._chance.random() < 0.4 else None
        return clock(
            case,
            timescale,
            "2022-04-11",
            "2022-04-27",
            stopped=stopped,
            taken=7 if stopped else None,
            revision=revision,
            change="started" if revision == 1 else "moved",
        )

    def _fact(self, case: str, kind: str, day: str) -> Json:
        revision = self._next(case, kind)
        withdrawn = revision > 1 and self._chance.random() < 0.3
        return fact(
            case,
            kind,
            day,
            revision=revision,
            change="withdrawn" if withdrawn else "stated",
            numbers={"working_days": self._chance.randrange(30)},
            outcome=self._chance.choice(["upheld", "not-upheld"]),
        )

    def _person(self, person: str) -> Mapping[str, object]:
        age = self._chance.choice([7, 8, None])
        return {"person": person, "part": "child", "age": age, "sex": "female"}

    def _next(self, case: str, thing: str) -> int:
        revision = self._revisions.get((case, thing), 0) + 1
        self._revisions[case, thing] = revision
        return revision
