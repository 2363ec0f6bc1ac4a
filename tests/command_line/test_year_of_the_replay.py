"""The invented year against the printed one (2023-09 paper, lines 754 to 1041), counted one by one.

The same figures are asked of the whole system in tests/journeys.
"""

import json
from datetime import date
from itertools import pairwise

import pytest

from deploy.replay_generators.complaints_2022_23 import CALENDAR, REPLAY, Told, lines, tell
from deploy.replay_generators.figures import Figures, known_on
from deploy.replay_generators.year_plan import received_in_year, resolved_in_year
from services.command_line.replay_lines import Line, read
from shared.working_days import load_edition

FOR_EVER = date(2032, 12, 31)


@pytest.fixture(scope="module")
def told() -> Told:
    return tell()


@pytest.fixture(scope="module")
def replay() -> list[Line]:
    with REPLAY.open(encoding="utf-8") as file:
        return list(read(file))


def test_the_committed_file_is_what_the_generator_writes(told: Told) -> None:
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(told))
    assert REPLAY.read_text(encoding="utf-8") == written


def test_the_year_is_the_printed_one(told: Told) -> None:
    assert known_on(told.steps, FOR_EVER, load_edition(CALENDAR)) == Figures(
        received=86, resolved=86, in_time=31, fault=39
    )


def test_the_file_gives_away_whoever_swaps_received_and_resolved(told: Told) -> None:
    before = [each for each in told.complaints if not received_in_year(each)]
    assert len(before) == 14
    assert sum(not each.is_late for each in before) >= 5
    assert sum(each.fault for each in before) >= 5
    received = [each for each in told.complaints if received_in_year(each)]
    assert sum(not each.is_late for each in received) != 31
    assert sum(each.fault for each in received) != 39
    assert sum(not resolved_in_year(each) for each in received) == 14


def test_ten_of_the_received_are_from_children_or_young_people(told: Told) -> None:
    assert sum(each.young for each in told.complaints if received_in_year(each)) == 10
    assert sum(each.young for each in told.complaints if resolved_in_year(each)) != 10


def test_all_that_overran_but_three_are_excused(told: Told) -> None:
    late = [each for each in told.complaints if resolved_in_year(each) and each.is_late]
    assert len(late) == 55
    assert sum(each.excuse is None for each in late) == 3


@pytest.mark.parametrize("day", [date(2022, 4, 30), date(2022, 9, 30), date(2023, 3, 31)])
def test_what_was_known_in_the_year_differs_from_what_is_known_now(told: Told, day: date) -> None:
    calendar = load_edition(CALENDAR)
    assert known_on(told.steps, day, calendar) != known_on(told.steps, FOR_EVER, calendar)


def test_corporate_complaints_and_compliments_are_as_many_as_printed(replay: list[Line]) -> None:
    year = "2022-04-01", "2023-03-31"
    received = {
        line.key.split(":")[1]: str(line.body["received_on"])
        for line in replay
        if isinstance(line.body, dict) and "received_on" in line.body and line.save
    }
    corporate = [
        line.key.split(":")[1]
        for line in replay
        if isinstance(line.body, dict) and line.body.get("route") == "corporate"
    ]
    assert sum(year[0] <= received[case] <= year[1] for case in corporate) == 57
    compliments = [line for line in replay if line.path == "/compliments"]
    days = [str(line.body["received_on"]) for line in compliments if isinstance(line.body, dict)]
    assert sum(year[0] <= day <= year[1] for day in days) == 18


def test_the_file_is_in_the_order_of_its_instants(replay: list[Line]) -> None:
    assert all(earlier.at <= later.at for earlier, later in pairwise(replay))
