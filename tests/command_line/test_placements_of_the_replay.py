"""Block G as it is told (2014-11 paper, lines 3555 to 3561), counted one by one in two ways: over
what was drawn, and over the requests of the committed file.

The same figures are asked of the whole system in tests/journeys.
"""

import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from deploy.replay_generators.in_care.figures import Figures, counted
from deploy.replay_generators.in_care.households import homes
from deploy.replay_generators.in_care.truth import (
    MANY,
    QUARTER_FIRST,
    QUARTER_LAST,
    SHORT_BREAKS,
    YEAR_FIRST,
    Child,
)
from deploy.replay_generators.placements_2014_q1 import REPLAY, Told, lines, tell
from services.command_line.replay_lines import Line, read

FOR_EVER = date(2032, 12, 31)
PRINTED = 60, 400
WINDOWS = pytest.mark.parametrize("first", [QUARTER_FIRST, YEAR_FIRST])


@pytest.fixture(scope="module")
def told() -> Told:
    return tell()


@pytest.fixture(scope="module")
def replay() -> list[Line]:
    with REPLAY.open(encoding="utf-8") as file:
        return list(read(file))


def _looked_after(told: Told, day: date) -> list[Child]:
    return [
        child
        for child in told.children
        if child.looked_after_on(day) and child.status_on(day) not in SHORT_BREAKS
    ]


def _printed(figures: Figures) -> tuple[int, int]:
    return figures.often_moved, figures.looked_after


def test_the_committed_file_is_what_the_generator_writes(told: Told) -> None:
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(told))
    assert REPLAY.read_text(encoding="utf-8") == written


@WINDOWS
def test_sixty_of_four_hundred_were_often_moved(told: Told, first: date) -> None:
    here = _looked_after(told, QUARTER_LAST)
    often = [child for child in here if child.stays_within(first, QUARTER_LAST) >= MANY]
    assert (len(often), len(here)) == PRINTED


@WINDOWS
def test_the_requests_tell_what_was_true(replay: list[Line], first: date) -> None:
    assert _printed(counted(replay, first, QUARTER_LAST, FOR_EVER)) == PRINTED


@pytest.mark.parametrize(
    "day", [date(2013, 9, 30), date(2014, 3, 31), date(2014, 5, 31), date(2014, 8, 31)]
)
def test_both_counts_agree_at_the_end_of_other_months(
    told: Told, replay: list[Line], day: date
) -> None:
    first = day - timedelta(days=364)
    here = _looked_after(told, day)
    often = sum(child.stays_within(first, day) >= MANY for child in here)
    assert _printed(counted(replay, first, day, FOR_EVER)) == (often, len(here))
    assert (often, len(here)) != PRINTED


@WINDOWS
def test_what_was_known_on_the_last_day_differs_and_was_right_before_the_rewriting(
    replay: list[Line], first: date
) -> None:
    known = {
        day: counted(replay, first, QUARTER_LAST, day)
        for day in (QUARTER_LAST, date(2014, 7, 11), FOR_EVER)
    }
    assert _printed(known[QUARTER_LAST]) == (58, 402)
    assert known[date(2014, 7, 11)] == known[FOR_EVER]
    assert next(line.at for line in replay if "/corrections/" in line.path) > "2014-07-12"


@WINDOWS
def test_whoever_counts_a_rewritten_address_as_a_move_finds_many_more(
    told: Told, replay: list[Line], first: date
) -> None:
    rewritten = Counter(
        line.path.split("}")[0].removeprefix("/care/{")
        for line in replay
        if line.path.endswith("/address")
    )
    assert len(rewritten) == 250
    here = _looked_after(told, QUARTER_LAST)
    inflated = sum(
        child.stays_within(first, QUARTER_LAST) + rewritten[child.key] >= MANY for child in here
    )
    assert inflated > PRINTED[0] + 50


def test_the_children_give_away_whoever_counts_carelessly(told: Told) -> None:
    """A stay that ended on the first day, who left on the last, who came after, short breaks."""
    here = _looked_after(told, QUARTER_LAST)

    def often(children: list[Child], first: date = QUARTER_FIRST) -> int:
        return sum(child.stays_within(first, QUARTER_LAST) >= MANY for child in children)

    assert often(here, YEAR_FIRST - timedelta(days=1)) == PRINTED[0] + 6
    left = [child for child in told.children if child.left_on and child.left_on <= QUARTER_LAST]
    assert often(left) == 8
    assert any(child.left_on == QUARTER_LAST for child in left)
    assert any(child.left_on == QUARTER_LAST + timedelta(days=1) for child in here)
    assert any(child.started_on == QUARTER_LAST for child in here)
    assert any(child.started_on == QUARTER_LAST + timedelta(days=1) for child in told.children)
    breaks = [
        child
        for child in told.children
        if child.looked_after_on(QUARTER_LAST) and child.status_on(QUARTER_LAST) in SHORT_BREAKS
    ]
    assert all(len(child.stays) >= MANY for child in breaks)
    assert len(breaks) == 12
    assert sum(len(child.statuses) == 2 for child in here) == 4
    twice = [child for child in here if child.stays_within(YEAR_FIRST, QUARTER_LAST) == MANY - 1]
    assert len(twice) > 90


def test_the_last_day_of_the_window_counts(told: Told) -> None:
    here = _looked_after(told, QUARTER_LAST)
    day_before = QUARTER_LAST - timedelta(days=1)
    only_then = [
        child
        for child in here
        if child.stays_within(QUARTER_FIRST, QUARTER_LAST)
        >= MANY
        > child.stays_within(QUARTER_FIRST, day_before)
    ]
    assert only_then


def test_every_wrong_record_is_put_right(told: Told, replay: list[Line]) -> None:
    righted = {
        (line.key.split(":")[1], int(line.path.split("/")[-1]) - 1)
        for line in replay
        if "/corrections/placements/" in line.path and not line.path.endswith("/address")
    }
    assert set(told.wrong) <= righted
    assert len(told.wrong) == 59


def test_no_household_ever_holds_more_than_its_grounds_allow(told: Told) -> None:
    """On each day on which somebody comes, all but those with a ground are within the places."""
    places = {home.name: home.places or 3 for home in homes()}
    stays = [
        (stay.household, stay.started_on, child.end_of(number) or FOR_EVER, stay.ground)
        for child in told.children
        for number, stay in enumerate(child.stays)
        if stay.household is not None
    ]
    for household, day, _, _ in stays:
        there = [
            ground
            for other, start, end, ground in stays
            if other == household and start <= day < end
        ]
        assert there.count("within-terms") <= places[household]
    grounds = Counter(ground for _, _, _, ground in stays)
    assert (grounds["siblings"], grounds["exemption"], grounds["emergency"]) == (3, 1, 1)


def test_the_file_is_in_the_order_of_its_instants(replay: list[Line]) -> None:
    assert all(earlier.at <= later.at for earlier, later in pairwise(replay))
