"""The demonstration county: the same measures give the same life, told as far as time has come."""

import json
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest

from services.command_line.county.between import names_used
from services.command_line.county.life import EVERY_SERVICE, live
from services.command_line.county.lines import Body
from services.command_line.county.measures import Measures
from services.command_line.replay_lines import read

MEASURES = Measures(scale=0.5, years=1, until=date(2026, 3, 31), seed=7)
SMALLEST = Measures(scale=0.05, years=1, until=date(2026, 3, 31), seed=7)
LONG_AFTER = datetime(2027, 6, 1, tzinfo=UTC)
AT_THE_END = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)


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


@pytest.mark.parametrize("measures", [MEASURES, SMALLEST])
def test_a_county_is_a_replay_that_can_be_read(measures: Measures) -> None:
    rows = [json.dumps(line) for line in live(measures, "demo", LONG_AFTER)]
    lines = list(read(rows))
    assert len(lines) == len(rows)
    assert {line.authority for line in lines} == {"demo"}
    assert {line.service for line in lines} == EVERY_SERVICE
    assert {line.agency is None for line in lines if line.role == "partner-agency"} == {False}


def test_a_county_at_its_last_day_has_work_to_do() -> None:
    lines = live(MEASURES, "demo", AT_THE_END)
    for begun, done in (
        ("/decision", "/stage-1/response"),
        ("/assessments", "/assessments/1/authorisation"),
        ("/exploitation/allocation", "/exploitation/closure"),
        ("/placements", "/ending"),
    ):
        assert len(_ending(lines, begun)) > len(_ending(lines, done)) > 0, begun


def test_an_assessment_is_open_past_its_time_on_the_last_day() -> None:
    lines = live(SMALLEST, "demo", AT_THE_END)
    authorised = {str(line["path"]) for line in _ending(lines, "/authorisation")}
    starts = [
        _body(line)["started_on"]
        for line in _ending(lines, "/assessments")
        if f"{line['path']}/1/authorisation" not in authorised
    ]
    assert min(map(str, starts)) < "2026-01-26"


@pytest.mark.parametrize("gone", ["complaints", "placements", "referrals"])
def test_without_a_service_its_lines_are_left_out_and_whatever_waits_for_them(gone: str) -> None:
    there = EVERY_SERVICE - {gone}
    whole = live(MEASURES, "demo", LONG_AFTER)
    left = live(MEASURES, "demo", LONG_AFTER, there)
    assert {line["service"] for line in left} == there
    assert _unsaved(left) == set()
    own = [line for line in whole if line["service"] == gone]
    assert len(whole) - len(left) >= len(own)
    alone = live(MEASURES, "demo", LONG_AFTER, {gone})
    assert len(alone) > 100
    assert _unsaved(alone) == set()


@pytest.mark.parametrize("measures", [MEASURES, SMALLEST])
def test_no_line_uses_a_name_that_none_before_it_saves(measures: Measures) -> None:
    assert _unsaved(live(measures, "demo", LONG_AFTER)) == set()


def test_a_year_shows_what_is_lawful_beyond_a_limit_and_what_was_put_right() -> None:
    lines = live(MEASURES, "demo", LONG_AFTER)
    said = json.dumps(lines)
    for ground in ("siblings", "exemption", "emergency"):
        assert f'"ground": "{ground}"' in said
    for path in ("/holds", "/exemptions", "/terms-settled", "/address", "/closure", "/moves"):
        assert _ending(lines, path), path
    overridden = [line for line in lines if "override_reason" in _body(line)]
    assert overridden
    assert len(overridden) < len(_ending(lines, "/exploitation/allocation"))
    assert [line for line in lines if "late_reason" in _body(line)]
    assert [line for line in lines if "over_reason" in _body(line)]


def test_a_child_is_referred_again_under_the_same_reference() -> None:
    contacts = _ending(live(MEASURES, "demo", LONG_AFTER), "/referrals")
    people = [str(_body(line)["child"]) for line in contacts if line["method"] == "POST"]
    assert len(set(people)) < len(people)


def test_what_one_service_tells_another_is_looked_for_there() -> None:
    looked = [line for line in live(MEASURES, "demo", LONG_AFTER) if line["method"] == "GET"]
    assert {line["service"] for line in looked} == {"referrals", "placements"}
    assert all(_saves(line) for line in looked)


def _ending(lines: Collection[Body], path: str) -> list[Body]:
    return [line for line in lines if str(line["path"]).partition("?")[0].endswith(path)]


def _body(line: Body) -> Body:
    body = line.get("body")
    return body if isinstance(body, dict) else {}


def _saves(line: Body) -> set[str]:
    save = line.get("save")
    return set(save) if isinstance(save, dict) else set()


def _unsaved(lines: Collection[Body]) -> set[str]:
    """Names that a line uses before any line has saved them."""
    saved: set[str] = set()
    missing: set[str] = set()
    for line in lines:
        missing |= names_used(line) - saved
        saved |= _saves(line)
    return missing
