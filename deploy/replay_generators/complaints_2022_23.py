"""Write deploy/replays/complaints-2022-23.jsonl: block A of the published figures, as far as
Stage 1 goes, in the authority county-2022.

    python -m deploy.replay_generators.complaints_2022_23 [--check]

Source of the figures: the 2023-09 scrutiny paper, appendix A. What it does not print is drawn from
a fixed seed and is illustrative.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from deploy.replay_generators.cast import Cast
from deploy.replay_generators.contacts import Contacts
from deploy.replay_generators.mistakes import Mistakes
from deploy.replay_generators.requests import Body, Requests, in_order
from deploy.replay_generators.telling import Office, Step
from deploy.replay_generators.year_plan import Complaint, Year
from shared.working_days import load_edition

SEED: Final = 202223
AUTHORITY: Final = "county-2022"
CALENDAR: Final = "england-2026.1"
REPLAY: Final = Path(__file__).parents[1] / "replays" / "complaints-2022-23.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The year: what was true of the statutory complaints, and every step that was told."""

    complaints: tuple[Complaint, ...]
    steps: tuple[Step, ...]


def tell() -> Told:
    """The whole year, the same each time."""
    chance, calendar = Random(SEED), load_edition(CALENDAR)  # noqa: S311 — invented, not secret
    year = Year(chance=chance, calendar=calendar)
    complaints = year.draw()
    mistakes = Mistakes(chance=chance, calendar=calendar, complaints=complaints).draw()
    office = Office(chance=chance, calendar=calendar)
    contacts = Contacts(year=year, office=office)
    steps = [
        *(step for each in complaints for step in office.statutory(each, mistakes.get(each.key))),
        *contacts.corporate(),
        *contacts.elsewhere(),
        *contacts.withdrawn(),
        *contacts.compliments(),
    ]
    return Told(
        complaints=complaints, steps=tuple(sorted(steps, key=lambda step: (step.at, step.case)))
    )


def lines(told: Told) -> list[Body]:
    """The replay, in order of the instants at which things were told."""
    chance = Random(SEED + 1)  # noqa: S311 — invented, not secret
    requests = Requests(
        chance=chance,
        cast=Cast(chance=chance, used=set()),
        authority=AUTHORITY,
        young=frozenset(each.key for each in told.complaints if each.young),
    )
    return in_order([*requests.opening(), *(requests.of(step) for step in told.steps)])


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
