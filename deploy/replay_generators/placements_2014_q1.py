"""Write deploy/replays/placements-2014-q1.jsonl: block G of the published figures, in the authority
county-2014.

    python -m deploy.replay_generators.placements_2014_q1 [--check]

Source of the two counts: the 2014-11 scrutiny paper, lines 3555 to 3561. Everything else is drawn
from a fixed seed and is illustrative. The paper says nothing of plans, visits and reviews there, so
none is told, and their time limits run late in this authority.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from deploy.replay_generators.in_care.households import EXEMPTED, EXEMPTING, Home, homes
from deploy.replay_generators.in_care.lateness import COMPLETE_FROM, GO_LIVE, Lateness
from deploy.replay_generators.in_care.mistakes import HOME_MISTAKEN, Key, Mistakes
from deploy.replay_generators.in_care.quarter import Quarter
from deploy.replay_generators.in_care.redefinition import Redefinition
from deploy.replay_generators.in_care.requests import Body, Requests, at
from deploy.replay_generators.in_care.telling import Telling
from deploy.replay_generators.in_care.truth import Child, Stay
from services.command_line.county.cast import Cast
from services.command_line.county.lines import in_order

SEED: Final = 201406
REPLAY: Final = Path(__file__).parents[1] / "replays" / "placements-2014-q1.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was true, and the stays that were told otherwise at first."""

    children: tuple[Child, ...]
    wrong: dict[Key, Stay]


def tell() -> Told:
    """The whole of it, the same each time."""
    children = Quarter(chance=Random(SEED)).draw()  # noqa: S311 -- invented, not secret
    chance = Random(SEED + 1)  # noqa: S311 -- invented, not secret
    return Told(children=children, wrong=Mistakes(chance=chance, children=children).draw())


def lines(told: Told) -> list[Body]:
    """The replay, in order of the instants at which things were told."""
    chance = Random(SEED + 2)  # noqa: S311 -- invented, not secret
    requests = Requests(chance=chance, cast=Cast(chance=chance, used=set()))
    lateness = Lateness(chance=chance)
    lateness.draw(told.children)
    rewriting = Redefinition(chance=chance, requests=requests)
    every_home = (*homes(), Home(name=HOME_MISTAKEN, places=1))
    return in_order(
        [
            *requests.opening(GO_LIVE),
            *(requests.approval(home, at(GO_LIVE, 8, 30)) for home in every_home),
            requests.coverage(at(GO_LIVE, 18), COMPLETE_FROM),
            requests.exemption(EXEMPTING, EXEMPTED),
            *(
                line
                for child in told.children
                for line in Telling(
                    chance=chance,
                    child=child,
                    wrong=told.wrong,
                    requests=requests,
                    lateness=lateness,
                ).lines()
            ),
            *rewriting.addresses(told.children),
            *rewriting.mistakes(told.children, told.wrong),
        ]
    )


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
