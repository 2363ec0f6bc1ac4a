"""Write deploy/replays/performance-2023-24-q1.jsonl: block C of the published figures, in the
authority county-2023.

    python -m deploy.replay_generators.performance_2023_24_q1 [--check]

Source of the figures: the 2023-09 scrutiny paper, appendix D.1. What it does not print is drawn
from a fixed seed and is illustrative.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from deploy.replay_generators.quarter.case import Case, Mistake
from deploy.replay_generators.quarter.earlier import Earlier
from deploy.replay_generators.quarter.lines import Body, opening
from deploy.replay_generators.quarter.mistakes import Mistakes
from deploy.replay_generators.quarter.plan import Quarter
from deploy.replay_generators.quarter.published import entered
from deploy.replay_generators.quarter.requests import Requests
from deploy.replay_generators.quarter.telling import Quarterly
from services.command_line.county.cast import Cast
from services.command_line.county.telling import Office, Step
from shared.working_days import load_edition

SEED: Final = 202324
CALENDAR: Final = "england-2026.1"
REPLAY: Final = Path(__file__).parents[1] / "replays" / "performance-2023-24-q1.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The quarter: what was true, what was told wrongly at first, and every step that was told."""

    cases: tuple[Case, ...]
    mistakes: Mapping[str, Mistake]
    steps: tuple[Step, ...]


def tell() -> Told:
    """The whole quarter, the same each time."""
    chance, calendar = Random(SEED), load_edition(CALENDAR)  # noqa: S311 — invented, not secret
    office = Office(chance=chance, calendar=calendar)
    cases = Quarter(office=office).draw()
    cases += Earlier(office=office, cases=cases).draw()
    cases.sort(key=lambda case: case.received_on)
    for number, case in enumerate(cases, start=1):
        case.key = f"r{number:04}"
    mistakes = Mistakes(chance=chance, calendar=calendar, cases=cases).draw()
    steps = Quarterly(office=office, mistakes=mistakes).tell(cases)
    return Told(cases=tuple(cases), mistakes=mistakes, steps=tuple(steps))


def lines(told: Told) -> list[Body]:
    """The replay, in order of the instants at which things were told."""
    chance = Random(SEED + 1)  # noqa: S311 — invented, not secret
    requests = Requests(
        chance=chance,
        cast=Cast(chance=chance, used=set()),
        calendar=load_edition(CALENDAR),
    )
    return [*opening(), *(requests.of(step) for step in told.steps), *entered()]


def main() -> None:
    written = lines(tell())
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in written)
    if "--check" in sys.argv[1:]:
        if text != REPLAY.read_text(encoding="utf-8"):
            sys.exit(f"{REPLAY.name} is not what its generator writes: make replays")
        return
    REPLAY.write_text(text, encoding="utf-8")
    print(f"{len(written)} lines in {REPLAY.name}")


if __name__ == "__main__":
    main()
