"""A definition is changed and many addresses are rewritten: nobody moved, and the figure says so.

The 2014-11 paper (lines 3555 to 3561) saw its moves inflated by it. Here the quarter is told up to
the eve of the rewriting and asked, and again once all of it was told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from deploy.replay_generators.in_care.figures import Figures, counted
from deploy.replay_generators.in_care.truth import QUARTER_FIRST, QUARTER_LAST, YEAR_FIRST
from deploy.replay_generators.placements_2014_q1 import REPLAY
from services.command_line.replay_lines import Line, names_in, read
from tests.journeys.installation import Installation, eventually, temporary_home

pytestmark = pytest.mark.slow

COUNTY = "county-2014"
QUARTER = "2014/15-Q1"
EVE = "2014-07-12"
"""A Saturday: all of June had been told, and the rewriting began on the Monday."""
NOW = date(2032, 12, 31)
ANALYST = "reporting-analyst"
INDICATOR = "care.three-placements"
YEAR_TO_DATE, ROLLING = "year-to-date", "rolling-12-months"
PERSONAL = frozenset({"name", "date_of_birth", "address", "postcode", "contact"})

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Eve:
    """What was answered before anything was rewritten."""

    rows: Mapping[str, Row]
    behind: frozenset[str]
    corrections: int


@dataclass(frozen=True, slots=True)
class Lived:
    place: Installation
    lines: list[Line]
    eve: Eve


def _rows(place: Installation, indicator: str, **query: str) -> Mapping[str, Row]:
    answer = place.get(
        f"{place.projections}/indicators/{indicator}", role=ANALYST, authority=COUNTY, **query
    )
    assert answer.status_code == 200, answer.text
    return {str(row["label"]): row for row in answer.json()["figures"][indicator]}


def _behind(place: Installation, label: str, **query: str) -> frozenset[str]:
    answer = place.get(
        f"{place.projections}/indicators/{INDICATOR}/cases",
        role=ANALYST,
        authority=COUNTY,
        period=QUARTER,
        label=label,
        limit="200",
        **query,
    )
    assert answer.status_code == 200, answer.text
    return frozenset(str(case["reference"]) for case in answer.json()["items"])


def _share(row: Row) -> tuple[object, object]:
    assert row["status"] == "reported", row
    return row["numerator"], row["denominator"]


def _corrections(place: Installation) -> Counter[str]:
    rows = _rows(place, "all.corrections", period="2014/15")
    return Counter({label: int(str(row["numerator"])) for label, row in rows.items()})


def _messages(place: Installation) -> Iterator[Mapping[str, object]]:
    """Every message of the county's children, in the order of the log."""
    after = "0"
    while True:
        page = place.get(
            f"{place.address('placements')}/messages", role="service", authority="*", after=after
        )
        assert page.status_code == 200, page.text
        if not page.json():
            return
        yield from (
            message
            for message in page.json()
            if message["authority"] == COUNTY and message["data"]["case"]["kind"] == "care"
        )
        after = page.headers["Candour-Next"]


def _written(folder: Path, name: str, lines: list[Line]) -> str:
    """Those lines of the replay as a file of their own."""
    rows = REPLAY.read_text(encoding="utf-8").splitlines(keepends=True)
    file = folder / name
    file.write_text("".join(rows[line.number - 1] for line in lines), encoding="utf-8")
    return str(file)


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
    with REPLAY.open(encoding="utf-8") as file:
        lines = list(read(file))
    with temporary_home() as path:
        place = Installation(path=path)
        place.start("--no-seed", "--only", "placements", "--only", "projections")
        try:
            before = [line for line in lines if line.at < EVE]
            place.candour("replay", _written(path.parent, "eve.jsonl", before))
            eve = Eve(
                rows=_rows(place, INDICATOR, period=QUARTER),
                behind=_behind(place, YEAR_TO_DATE),
                corrections=_corrections(place).total(),
            )
            place.candour("replay", str(REPLAY))
            yield Lived(place, lines, eve)
            assert place.interrupt() == 0
        finally:
            if place.supervisor is not None:
                place.kill()
            assert eventually(lambda: not place.running()), place.running()


@pytest.mark.parametrize("label", [YEAR_TO_DATE, ROLLING])
def test_sixty_of_four_hundred_before_the_rewriting_and_after(lived: Lived, label: str) -> None:
    assert lived.eve.corrections == 0
    assert _share(lived.eve.rows[label]) == (60, 400)
    assert _share(_rows(lived.place, INDICATOR, period=QUARTER)[label]) == (60, 400)


def test_they_are_the_same_sixty_children(lived: Lived) -> None:
    now = _behind(lived.place, YEAR_TO_DATE)
    assert len(now) == 60
    assert now == lived.eve.behind == _behind(lived.place, ROLLING)


@pytest.mark.parametrize(
    "known_on", [date(2014, 6, 30), date(2014, 7, 4), date(2014, 7, 11), date(2014, 7, 31)]
)
def test_what_was_known_on_a_day_is_what_had_been_told_by_then(
    lived: Lived, known_on: date
) -> None:
    rows = _rows(lived.place, INDICATOR, period=QUARTER, known_on=known_on.isoformat())
    for label, first in ((YEAR_TO_DATE, QUARTER_FIRST), (ROLLING, YEAR_FIRST)):
        expected = counted(lived.lines, first, QUARTER_LAST, known_on)
        assert _share(rows[label]) == (expected.often_moved, expected.looked_after)
        assert (_share(rows[label]) == (60, 400)) == (known_on >= date(2014, 7, 11))


@pytest.mark.parametrize(
    ("as_at", "first_of_twelve"),
    [(date(2014, 5, 31), date(2013, 6, 1)), (date(2014, 4, 30), date(2013, 5, 1))],
)
def test_the_two_windows_are_not_one(lived: Lived, as_at: date, first_of_twelve: date) -> None:
    """Of earlier days; the twelve months begin before anything was recorded, as was declared."""
    rows = _rows(lived.place, INDICATOR, period=QUARTER, as_at=as_at.isoformat())
    year_to_date = counted(lived.lines, QUARTER_FIRST, as_at, NOW)
    rolling = counted(lived.lines, first_of_twelve, as_at, NOW)
    assert _share(rows[YEAR_TO_DATE]) == (year_to_date.often_moved, year_to_date.looked_after)
    assert _share(rows[ROLLING]) == (rolling.often_moved, rolling.looked_after)
    assert _share(rows[YEAR_TO_DATE]) != _share(rows[ROLLING])


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2014, 5, 31), QUARTER_LAST])
@pytest.mark.parametrize("known_on", [QUARTER_LAST, None])
def test_the_children_looked_after_are_those_of_the_day(
    lived: Lived, day: date, known_on: date | None
) -> None:
    asked = {"known_on": known_on.isoformat()} if known_on else {}
    period = "2013/14" if day < QUARTER_FIRST else QUARTER
    rows = _rows(lived.place, "care.children", period=period, as_at=day.isoformat(), **asked)
    expected: Figures = counted(lived.lines, QUARTER_FIRST, day, known_on or NOW)
    assert rows["children"]["numerator"] == expected.children
    assert rows["unaccompanied:no"]["numerator"] == expected.children
    breaks = sum(
        int(str(rows[f"legal-status:{status}"]["numerator"]))
        for status in ("V3", "V4")
        if f"legal-status:{status}" in rows
    )
    assert expected.children - breaks == expected.looked_after


def test_corrections_are_counted_as_corrections(lived: Lived) -> None:
    paths = [line.path for line in lived.lines if "/corrections/" in line.path]
    addresses = sum(path.endswith("/address") for path in paths)
    found = _corrections(lived.place)
    assert found["address-corrected"] == addresses == 290
    assert found["placement-corrected"] == len(paths) - addresses
    # Where a child lived with carers of ours, the household is put right with it.
    assert found["place-corrected"] > 0
    assert found["place-withdrawn"] == 1


def test_no_correction_is_a_placement(lived: Lived) -> None:
    placed: set[object] = set()
    corrected = 0
    for message in _messages(lived.place):
        data = message["data"]
        assert isinstance(data, dict)
        starts = [fact for fact in data["facts"] if fact["kind"] == "placement.started"]
        if str(message["type"]).startswith("candour.placements.address-corrected."):
            assert data["facts"] == data["clocks"] == []
            assert data["corrects"] is not None
        if str(message["type"]).startswith("candour.placements.placement-corrected."):
            assert data["corrects"] is not None
            assert {fact["change"] for fact in data["facts"]} <= {"corrected"}
            assert {fact["fact"] for fact in starts} <= placed
            corrected += len(starts)
        placed |= {fact["fact"] for fact in starts}
    told = sum(
        line.path.endswith("}/moves") or line.path.endswith("}/placements") for line in lived.lines
    )
    assert len(placed) == told
    assert corrected > 50


def test_sent_again_it_changes_nothing(lived: Lived) -> None:
    """The households and some of the children whose records were rewritten; the rest was once."""
    rewritten = {
        name
        for line in lived.lines
        if "/corrections/" in line.path
        for name in names_in(line)
        if name.startswith("k")
    }
    some = frozenset(sorted(rewritten)[::8])
    again = [
        line
        for line in lived.lines
        if all(name in some or name.startswith("home-") for name in {*names_in(line), *line.save})
        and line.path != "/coverage"
    ]
    assert sum("/corrections/" in line.path for line in again) > 30
    place = lived.place

    def stands() -> tuple[object, ...]:
        log = place.get(f"{place.address('placements')}/log", role="auditor", authority=COUNTY)
        return log.json()["position"], _rows(place, INDICATOR, period=QUARTER)

    before = stands()
    place.candour("replay", _written(place.path.parent, "again.jsonl", again))
    assert stands() == before


def test_no_log_line_holds_a_name_or_an_address(lived: Lived) -> None:
    logs = lived.place.logs()
    assert "/care/{reference}/corrections/placements/{number}/address" in logs
    told = sorted({value for line in lived.lines for value in _personal(line.body)})
    assert len(told) > 1000
    assert [value for value in told if value in logs] == []


def _personal(body: object) -> Iterator[str]:
    match body:
        case dict():
            for name, value in body.items():
                if name in PERSONAL and isinstance(value, str):
                    yield value
                yield from _personal(value)
        case list():
            for each in body:
                yield from _personal(each)
        case _:
            return


def test_the_log_is_as_it_was_written(lived: Lived) -> None:
    assert "as it was written" in lived.place.candour("verify", "--authority", COUNTY)
