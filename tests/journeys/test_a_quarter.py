"""The council's first quarter of 2023/24, replayed through the public APIs and reported.

2023-09 paper, appendix D.1 (block C of the published figures): assessments within 45 days and
re-referrals are computed; what no service records is entered, and marked.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from deploy.replay_generators.performance_2023_24_q1 import CALENDAR, REPLAY, tell
from deploy.replay_generators.quarter.figures import Figures, known_on
from deploy.replay_generators.quarter.published import BEFORE, PAPER, QUARTER, ROWS, Published
from services.command_line.replay_lines import read
from shared.working_days import load_edition
from tests.journeys.installation import Installation, eventually, temporary_home

pytestmark = pytest.mark.slow

COUNTY = "county-2023"
REPORT = ("report", "performance", "--authority", COUNTY, "--period", QUARTER)
FOR_EVER = date(2032, 12, 31)
Row = Mapping[str, object]


@pytest.fixture(scope="module")
def lived() -> Iterator[Installation]:
    with temporary_home() as path:
        place = Installation(path=path)
        place.start("--no-seed", "--only", "referrals", "--only", "projections")
        try:
            place.candour("replay", str(REPLAY))
            yield place
            assert place.interrupt() == 0
        finally:
            if place.supervisor is not None:
                place.kill()
            assert eventually(lambda: not place.running()), place.running()


@dataclass(frozen=True, slots=True)
class Asked:
    """Asks the projections as the county's analyst."""

    place: Installation

    def document(self, path: str, **query: str) -> dict[str, object]:
        url = f"{self.place.projections}{path}"
        answer = self.place.get(
            url, role="reporting-analyst", authority=COUNTY, period=QUARTER, **query
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def rows(self, indicator: str, **query: str) -> Mapping[str | None, Row]:
        figures = self.document(f"/indicators/{indicator}", **query)["figures"]
        assert isinstance(figures, dict)
        return {row["label"]: row for row in figures[indicator]}

    def figures(self, **query: str) -> Figures:
        contacts = self.rows("referrals.contacts", **query)
        again = self.rows("referrals.re-referrals", **query)[None]
        assessed = self.rows("referrals.assessments-45-days", **query)
        open_late = self.rows("referrals.assessments-open-late", **query)
        from_start, first = assessed["from-start:within-45"], assessed["from-referral:within-45"]
        late = open_late["assessment.from-start:open-late"]
        assert contacts["became-referrals"]["numerator"] == again["denominator"]
        return Figures(
            contacts=_whole(contacts["contacts"]["numerator"]),
            referrals=_whole(again["denominator"]),
            re_referrals=_whole(again["numerator"]),
            assessed=_whole(from_start["denominator"]),
            in_time=_whole(from_start["numerator"]),
            first_assessed=_whole(first["denominator"]),
            first_in_time=_whole(first["numerator"]),
            open_late=_whole(late["numerator"]),
        )


@pytest.fixture
def asked(lived: Installation) -> Asked:
    return Asked(lived)


def _whole(number: object) -> int:
    assert isinstance(number, int | float)
    return int(number)


@pytest.fixture(scope="module")
def printed(lived: Installation) -> list[Row]:
    said = json.loads(lived.candour(*REPORT, "--format", "json"))
    assert (said["report"], said["authority"], said["period"]) == ("performance", COUNTY, QUARTER)
    return [row for rows in said["figures"].values() for row in rows]


@pytest.fixture(scope="module")
def table(lived: Installation) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(lived.candour(*REPORT, "--format", "csv")))]


def test_the_report_gives_the_printed_figures(printed: list[Row]) -> None:
    assessed, again, *others = printed
    assert (assessed["numerator"], assessed["denominator"]) == (755, 895)
    assert (assessed["value"], assessed["status"]) == (84.36, "reported")
    assert (again["numerator"], again["denominator"]) == (317, 1367)
    assert (again["value"], again["status"]) == (23.19, "reported")
    assert {row["status"] for row in others} == {"entered"}


@pytest.mark.parametrize("order", range(len(ROWS)))
def test_each_row_has_its_published_columns(printed: list[Row], order: int) -> None:
    row, published = printed[order], ROWS[order]
    previous = row["previous"]
    assert isinstance(previous, dict)
    assert row["label"] == published.label
    assert (row["period"], row["value"]) == (published.period, published.value)
    assert (previous["period"], previous["value"]) == (
        published.previous_period,
        published.previous,
    )
    assert (row["trend"], row["target"]) == (published.trend, published.target)
    assert (row["status_recorded"], row["quartile"]) == (published.status, published.quartile)
    assert (row["neighbours"], row["appraised_from"]) == (published.neighbours, PAPER)
    if published.counts is not None:
        assert (row["numerator"], row["denominator"]) == published.counts
        assert row["entered_from"] == PAPER


def test_the_report_is_printed_as_text(lived: Installation) -> None:
    text = lived.candour(*REPORT, "--format", "text")
    assessed, _, rest = text.partition("Re-referrals within 12 months")
    for words in (
        f"Previous {BEFORE}   80.92% *",
        f"Latest {QUARTER}     755 of 895 (84.36%)",
        "Trend                 increase (+3.44), better",
        "Target                >90.3%",
        "Status                amber",
        "Quartile, neighbours  3, 85.6%",
    ):
        assert words in assessed
    assert "317 of 1367 (23.19%)" in rest
    assert "no change (-0.31)" in rest
    assert "293 of 387 (75.71%) *" in rest


@pytest.mark.parametrize("published", ROWS, ids=lambda row: f"{row.indicator}:{row.label}")
def test_the_report_is_printed_as_a_table(
    table: list[dict[str, str]], published: Published
) -> None:
    (row,) = [
        row
        for row in table
        if (row["id"], row["label"] or None) == (published.indicator, published.label)
    ]
    assert float(row["latest_value"]) == published.value
    assert float(row["previous_value"]) == published.previous
    assert (row["trend"], row["target"]) == (published.trend, published.target)
    assert (row["status"], row["quartile"]) == (published.status, str(published.quartile))
    assert float(row["neighbours"]) == published.neighbours


def test_the_whole_quarter_is_as_it_was_counted(asked: Asked) -> None:
    calendar = load_edition(CALENDAR)
    assert asked.figures() == known_on(tell().steps, FOR_EVER, calendar)


@pytest.mark.parametrize(
    "day", [date(2023, 4, 28), date(2023, 6, 30), date(2023, 7, 14), date(2023, 8, 1)]
)
def test_what_was_known_on_a_day_is_what_had_been_told_by_then(asked: Asked, day: date) -> None:
    calendar, steps = load_edition(CALENDAR), tell().steps
    expected = known_on(steps, day, calendar)
    assert asked.figures(known_on=day.isoformat()) == expected
    assert expected != known_on(steps, FOR_EVER, calendar)


def test_before_the_corrections_the_report_said_something_else(asked: Asked) -> None:
    expected = known_on(tell().steps, date(2023, 7, 14), load_edition(CALENDAR))
    report = asked.document("/reports/performance", known_on="2023-07-14")["figures"]
    assert isinstance(report, dict)
    (assessed,) = report["referrals.assessments-45-days"]
    assert (assessed["numerator"], assessed["denominator"]) == (expected.in_time, expected.assessed)
    assert (assessed["numerator"], assessed["denominator"]) != (755, 895)
    assert (assessed["target"], assessed["status_recorded"]) == (None, None), "said in September"


def test_a_token_gives_the_same_answer_again(asked: Asked) -> None:
    first = asked.document("/reports/performance", known_on="2023-07-14")
    again = asked.document("/reports/performance", token=str(first["token"]))
    assert again["figures"] == first["figures"]
    assert asked.document("/reports/performance")["figures"] != first["figures"]


def test_the_file_sent_again_changes_nothing(lived: Installation) -> None:
    before = _head(lived), lived.candour(*REPORT, "--format", "csv")
    lived.candour("replay", str(REPLAY))
    assert (_head(lived), lived.candour(*REPORT, "--format", "csv")) == before


def test_no_log_line_holds_anything_personal(lived: Installation) -> None:
    logs = lived.logs()
    assert "/referrals/{reference}" in logs, "requests are logged by their template"
    with REPLAY.open(encoding="utf-8") as rows:
        children = [_child(line.body) for line in read(rows) if line.path == "/referrals"]
    names = {str(child["name"]) for child in children}
    assert len(names) > 1800
    assert [name for name in names if name in logs] == []


def _child(body: object) -> Row:
    assert isinstance(body, dict)
    child = body["child"]
    assert isinstance(child, dict)
    return child


def _head(place: Installation) -> int:
    """The position of the last event in the log of referrals."""
    url = f"http://127.0.0.1:{place.port_base + 1}/log"
    answer = place.get(url, role="auditor", authority=COUNTY)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["position"])
