"""The council's year 2022/23, replayed through the public APIs and reported (2023-09 paper).

Received and resolved are different sets: a report that swapped the two would give other figures.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from deploy.replay_generators.complaints_2022_23 import CALENDAR, REPLAY, tell
from deploy.replay_generators.figures import Figures, known_on
from services.command_line.replay_lines import read
from shared.working_days import load_edition
from tests.journeys.installation import (
    COMPLAINTS_ALONE,
    Installation,
    eventually,
    figures,
    temporary_home,
)

pytestmark = pytest.mark.slow

COUNTY = "county-2022"
ANNUAL = ("report", "complaints-annual", "--authority", COUNTY, "--year", "2022/23")
PERSONAL = frozenset({"name", "contact", "date_of_birth", "desired_outcome", "words", "text"})


@dataclass(frozen=True, slots=True)
class Lived:
    """An installation in which the year was lived: cut in the middle once, then sent whole."""

    place: Installation
    sent_before_the_cut: int
    seconds_to_start: float


@pytest.fixture(scope="module")
def lived() -> Iterator[Lived]:
    with temporary_home() as path:
        place = Installation(path=path)
        seconds = place.start("--no-seed", *COMPLAINTS_ALONE)
        try:
            sent = place.replay_and_die(REPLAY, 300)
            place.candour("replay", str(REPLAY))
            yield Lived(place, sent, seconds)
            assert place.interrupt() == 0
        finally:
            if place.supervisor is not None:
                place.kill()
            assert eventually(lambda: not place.running()), place.running()


def _figures_known_on(place: Installation, day: date) -> Figures:
    """The year's figures as the projections knew them on a day."""

    def numerator(indicator: str, label: str) -> int:
        answer = place.get(
            f"{place.projections}/indicators/{indicator}",
            role="reporting-analyst",
            authority=COUNTY,
            period="2022/23",
            known_on=day.isoformat(),
        )
        rows = {row["label"]: row for row in answer.json()["figures"][indicator]}
        return int(rows[label]["numerator"])

    outcomes = place.get(
        f"{place.projections}/indicators/complaints.outcomes",
        role="reporting-analyst",
        authority=COUNTY,
        period="2022/23",
        known_on=day.isoformat(),
    ).json()["figures"]["complaints.outcomes"]
    return Figures(
        received=numerator("complaints.received", "statutory"),
        resolved=next(int(row["denominator"]) for row in outcomes if row["label"] == "fault"),
        in_time=numerator("complaints.stage-1-timeliness", "within-20"),
        fault=numerator("complaints.outcomes", "fault"),
    )


def test_the_report_gives_the_printed_figures(lived: Lived) -> None:
    rows = figures(lived.place.candour(*ANNUAL, "--format", "json"))
    received = rows["complaints.received"]
    assert received["statutory"]["numerator"] == 86
    assert received["corporate"]["numerator"] == 57
    in_time = rows["complaints.stage-1-timeliness"]["within-20"]
    assert (in_time["numerator"], in_time["denominator"]) == (31, 86)
    fault = rows["complaints.outcomes"]["fault"]
    assert (fault["numerator"], fault["denominator"]) == (39, 86)
    young = rows["complaints.who"]["child-or-young-person"]
    assert (young["numerator"], young["denominator"]) == (10, 86)
    assert rows["complaints.compliments"]["all"]["numerator"] == 18


def test_the_year_before_is_no_data_and_never_fourteen(lived: Lived) -> None:
    rows = figures(lived.place.candour(*ANNUAL, "--format", "json"))
    for indicator in ("complaints.received", "complaints.outcomes"):
        for row in rows[indicator].values():
            previous = row["previous"]
            assert isinstance(previous, dict)
            assert (previous["status"], previous["numerator"]) == ("no-data", None)


def test_the_report_is_printed_as_text_and_as_a_table(lived: Lived) -> None:
    assert "31 of 86 (36%)" in lived.place.candour(*ANNUAL, "--format", "text")
    table = lived.place.candour(*ANNUAL, "--format", "csv")
    assert any(
        row.startswith("complaints.stage-1-timeliness,within-20,31,86,")
        for row in table.splitlines()
    )


@pytest.mark.parametrize(
    "day", [date(2022, 4, 30), date(2022, 9, 30), date(2023, 3, 31), date(2023, 4, 30)]
)
def test_what_was_known_on_a_day_is_what_had_been_told_by_then(lived: Lived, day: date) -> None:
    calendar, steps = load_edition(CALENDAR), tell().steps
    expected = known_on(steps, day, calendar)
    assert _figures_known_on(lived.place, day) == expected
    assert expected != known_on(steps, date(2030, 1, 1), calendar)


def test_a_token_gives_the_same_answer_again(lived: Lived) -> None:
    place, url = lived.place, f"{lived.place.projections}/indicators/complaints.outcomes"

    def asked(**more: str) -> dict[str, object]:
        query = {"period": "2022/23", **more}
        answer = place.get(url, role="reporting-analyst", authority=COUNTY, **query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    first = asked(known_on="2022-09-30")
    again = asked(token=str(first["token"]))
    assert again["figures"] == first["figures"]
    assert asked()["figures"] != first["figures"]


def test_the_file_sent_again_after_a_cut_or_whole_changes_nothing(lived: Lived) -> None:
    lines = len(REPLAY.read_text(encoding="utf-8").splitlines())
    assert 300 <= lived.sent_before_the_cut < lines
    before = lived.place.head(), lived.place.candour(*ANNUAL, "--format", "csv")
    lived.place.candour("replay", str(REPLAY))
    assert (lived.place.head(), lived.place.candour(*ANNUAL, "--format", "csv")) == before


def test_the_log_is_as_it_was_written(lived: Lived) -> None:
    assert "as it was written" in lived.place.candour("verify", "--authority", COUNTY)


def test_no_log_line_holds_anything_personal(lived: Lived) -> None:
    logs = lived.place.logs()
    assert "/complaints/{reference}" in logs, "requests are logged by their template"
    told = sorted(_personal_values(REPLAY))
    assert len(told) > 300
    assert [value for value in told if value in logs] == []


def test_the_services_were_ready_in_time(lived: Lived) -> None:
    # Fifteen seconds on a machine of its own; here other tests take half of it.
    assert lived.seconds_to_start < 45


def _personal_values(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as rows:
        for line in read(rows):
            yield from _marked(line.body)


def _marked(body: object) -> Iterator[str]:
    match body:
        case dict():
            for name, value in body.items():
                if name in PERSONAL and isinstance(value, str):
                    yield value
                yield from _marked(value)
        case list():
            for each in body:
                yield from _marked(each)
        case _:
            return


def test_the_report_in_json_is_the_contract_s(lived: Lived) -> None:
    said = json.loads(lived.place.candour(*ANNUAL, "--format", "json"))
    assert (said["report"], said["authority"], said["year"]) == (
        "complaints-annual",
        COUNTY,
        "2022/23",
    )
    assert {"figures", "freshness", "token"} <= set(said)
