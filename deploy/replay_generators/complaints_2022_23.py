"""Write deploy/replays/complaints-2022-23.jsonl: block A of the published figures, as far as
Stage 1 goes, in the authority county-2022.

    python -m deploy.replay_generators.complaints_2022_23 [--check]

Source of the figures: the 2023-09 scrutiny paper, appendix A. What it does not print is drawn from
a fixed seed and is illustrative.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from deploy.replay_generators.mistakes import Mistakes
from deploy.replay_generators.year_plan import Year
from services.command_line.county.cast import Cast
from services.command_line.county.complaint import Complaint
from services.command_line.county.contacts import Contacts
from services.command_line.county.lines import Body, in_order, opening
from services.command_line.county.requests import Requests
from services.command_line.county.telling import Office, Step
from shared.working_days import load_edition

SEED: Final = 202223
AUTHORITY: Final = "county-2022"
CALENDAR: Final = "england-2026.1"
REPLAY: Final = Path(__file__).parents[1] / "replays" / "complaints-2022-23.jsonl"

WENT_LIVE_ON: Final = date(2022, 2, 28)

Range = tuple[int, date, date]
"""How many, and the first and last day on which they came in."""

CORPORATE: Final[tuple[Range, ...]] = (
    (3, date(2022, 3, 7), date(2022, 3, 25)),
    (57, date(2022, 4, 4), date(2023, 3, 17)),
)
ELSEWHERE: Final[tuple[Range, ...]] = ((26, date(2022, 4, 4), date(2023, 3, 20)),)
WITHDRAWN: Final[tuple[Range, ...]] = ((4, date(2022, 4, 11), date(2023, 3, 3)),)
COMPLIMENTS: Final[tuple[Range, ...]] = (
    (1, date(2022, 3, 7), date(2022, 3, 28)),
    (18, date(2022, 4, 4), date(2023, 3, 30)),
    (1, date(2023, 4, 4), date(2023, 4, 20)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The year: what was true of the statutory complaints, and every step that was told."""

    complaints: tuple[Complaint, ...]
    steps: tuple[Step, ...]


def tell() -> Told:
    """The whole year, the same each time."""
    chance, calendar = Random(SEED), load_edition(CALENDAR)  # noqa: S311 — invented, not secret
    office = Office(chance=chance, calendar=calendar)
    complaints = Year(office=office).draw()
    mistakes = Mistakes(chance=chance, calendar=calendar, complaints=complaints).draw()
    contacts = Contacts(office=office)
    steps = [
        *(step for each in complaints for step in office.statutory(each, mistakes.get(each.key))),
        *contacts.corporate(_days(office, CORPORATE)),
        *contacts.elsewhere(_days(office, ELSEWHERE)),
        *contacts.withdrawn(_days(office, WITHDRAWN)),
        *contacts.compliments(_days(office, COMPLIMENTS)),
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
    return in_order(
        [*opening(AUTHORITY, WENT_LIVE_ON), *(requests.of(step) for step in told.steps)]
    )


def _days(office: Office, ranges: tuple[Range, ...]) -> list[date]:
    return [office.day_in(first, last) for many, first, last in ranges for _ in range(many)]


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
