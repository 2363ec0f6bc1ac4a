"""Anything is killed, at any time, while clients tell two replays; nothing is lost or done twice.

`make faults ROUNDS=20` does the same for longer, and kills more often.
"""

import json
import logging
import os
import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from services.command_line.replay_lines import Line
from tests.faults.diary import Diary
from tests.faults.place import Place, place_of
from tests.faults.settling import wrong_after
from tests.faults.strikes import OF_READERS, OF_RELAYS, OF_SERVICES, SECONDS_BETWEEN_LOOKS, Strikes
from tests.faults.telling import Clients, every, replay, told_to

told = logging.getLogger("faults")
pytestmark = pytest.mark.slow

ROUNDS: Final = int(os.environ.get("CANDOUR_FAULT_ROUNDS", "1"))
KILLS_A_ROUND: Final = int(os.environ.get("CANDOUR_FAULT_KILLS", "22"))
MOST_TELLINGS: Final = 10
LOGS: Final = ("complaints", "placements")
REPORTS: Final = {
    "complaints": ("complaints-annual", {"year": "2022/23"}),
    "placements": ("performance", {"period": "2014/15-Q1"}),
}
LINES: Final[Mapping[str, tuple[Line, ...]]] = {
    "complaints": every(replay("complaints-2022-23"), 3, always="~"),
    "placements": every(replay("placements-2014-q1"), 6, always="home-"),
}
POINTS: Final = {
    "complaints": OF_SERVICES,
    "placements": OF_SERVICES,
    "complaints-worker": OF_RELAYS,
    "placements-worker": OF_RELAYS,
    "projections-worker": OF_READERS,
}


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with place_of(("complaints", "placements", "projections"), CANDOUR_WAIT_SECONDS="1") as made:
        yield made


def _tell(place: Place, diary: Diary, name: str) -> list[tuple[Clients, threading.Thread]]:
    """Both replays at once, each to an authority of its own."""
    telling = []
    for source, lines in LINES.items():
        clients = Clients(addresses=place.addresses, tokens=place.tokens, diary=diary)
        own = told_to(lines, f"{source}-{name}")
        telling.append((clients, clients.telling(own)))
    return telling


def _finish(telling: list[tuple[Clients, threading.Thread]]) -> None:
    for clients, thread in telling:
        clients.finish(thread)


def _figures(place: Place, name: str) -> Mapping[str, str]:
    """The figures of each report, as they are written."""
    found = {}
    for source, (report, query) in REPORTS.items():
        answer = place.get(
            *("projections", f"/reports/{report}"),
            role="reporting-analyst",
            authority=f"{source}-{name}",
            **query,
        )
        found[source] = json.dumps(answer["figures"])
    return found


def test_nothing_is_lost_whatever_is_killed(place: Place) -> None:
    diary, killed = Diary(), Counter[str]()
    _finish(_tell(place, diary, "undisturbed"))
    assert wrong_after(place, diary, LOGS) == []
    undisturbed = _figures(place, "undisturbed")
    assert diary.unknowns == 0

    for number in range(1, ROUNDS + 1):
        strikes = Strikes(
            place=place,
            points=POINTS,
            blows={
                "postgres": place.postgres.kill_and_come_back,
                "broker": place.kill_broker,
                "backend": place.postgres.kill_a_backend,
            },
            wanted=KILLS_A_ROUND,
            dice=random.Random(number),
        )
        telling, told_again = _tell(place, diary, f"round-{number}"), 0
        pause = threading.Event()
        while (alive := any(thread.is_alive() for _, thread in telling)) or not strikes.is_over():
            if not alive:
                # Told to the end before enough were killed: the same again, of another authority.
                _finish(telling)
                told_again += 1
                assert told_again < MOST_TELLINGS, strikes.unreached
                telling = _tell(place, diary, f"round-{number}-and-{told_again}")
            strikes.look()
            pause.wait(SECONDS_BETWEEN_LOOKS)
        strikes.calm()
        _finish(telling)
        assert place.defects == [], place.defects[0]
        assert wrong_after(place, diary, LOGS) == []
        assert _figures(place, f"round-{number}") == undisturbed
        assert strikes.done.total() >= 20
        assert strikes.unreached == set()
        killed += strikes.done
        told.warning("round %d: %s, killed %s", number, diary.counts(), dict(strikes.done))
    told.warning("%d kills: %s", killed.total(), dict(killed))
    assert killed.keys() >= {"broker", "postgres"}
    assert diary.unknowns > 0
