"""The demonstration county: the same measures give the same life, told as far as time has come."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from services.command_line.county.life import live
from services.command_line.county.measures import Measures
from services.command_line.replay_lines import read

MEASURES = Measures(scale=0.5, years=1, until=date(2026, 3, 31), seed=7)
LONG_AFTER = datetime(2027, 6, 1, tzinfo=UTC)


def test_the_same_measures_give_the_same_county() -> None:
    assert live(MEASURES, "demo", LONG_AFTER) == live(MEASURES, "demo", LONG_AFTER)


def test_another_seed_gives_another_county() -> None:
    other = Measures(scale=0.5, years=1, until=date(2026, 3, 31), seed=8)
    assert live(MEASURES, "demo", LONG_AFTER) != live(other, "demo", LONG_AFTER)


@pytest.mark.parametrize("days", [1, 30, 200])
def test_a_county_that_stops_early_is_the_beginning_of_the_whole(days: int) -> None:
    whole = live(MEASURES, "demo", LONG_AFTER)
    early = live(MEASURES, "demo", datetime(2026, 3, 31, tzinfo=UTC) - timedelta(days=days))
    assert len(early) < len(whole)
    assert early == whole[: len(early)]


def test_nothing_is_told_before_its_time() -> None:
    now = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    told = live(MEASURES, "demo", now)
    assert told
    assert all(datetime.fromisoformat(str(line["at"])) < now for line in told)


def test_a_county_is_a_replay_that_can_be_read() -> None:
    rows = [json.dumps(line) for line in live(MEASURES, "demo", LONG_AFTER)]
    lines = list(read(rows))
    assert len(lines) == len(rows)
    assert {line.authority for line in lines} == {"demo"}


def test_a_county_at_its_last_day_has_work_to_do() -> None:
    now = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
    lines = live(MEASURES, "demo", now)
    begun = {str(line["path"]) for line in lines if str(line["path"]).endswith("/decision")}
    done = {str(line["path"]) for line in lines if str(line["path"]).endswith("/stage-1/response")}
    assert len(begun) > len(done) > 0
