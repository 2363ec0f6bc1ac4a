"""What is drawn and said, without a browser: widths, words, periods, states."""

from datetime import date

import pytest

from services.projections.application.questions import Cell, CellStatus
from services.projections.indicators.declaration import ValueUnit
from services.projections.pages.charts import Chart, Tone, count_bars, in_time_and_late, share_bar
from services.projections.pages.choosing import choose, periods_offered
from services.projections.pages.health import lag_in_words, state_in_words
from services.projections.pages.wording import (
    cell_in_words,
    in_words,
    number_in_words,
    over_in_words,
    part_in_words,
    row_in_words,
    time_limit_in_words,
)
from shared.deadlines.units import Unit
from shared.runner import SourceState

TODAY = date(2023, 4, 1)


def test_the_two_parts_of_a_bar_fill_it_and_do_not_overlap() -> None:
    in_time, late = in_time_and_late("Stage 1", 1, 2).parts
    assert (in_time.start, in_time.width, in_time.tone) == (0.0, 33.33, Tone.IN_TIME)
    assert (late.start, late.width, late.tone) == (33.33, 66.67, Tone.LATE)


def test_a_bar_of_nothing_has_no_parts_and_still_says_so() -> None:
    assert in_time_and_late("Stage 1", 0, 0).parts == ()
    assert in_time_and_late("Stage 1", 0, 0).value == "0 in time, 0 late"
    assert share_bar("All", None, "No data").parts == ()
    assert [part.tone for part in in_time_and_late("Stage 1", 3, 0).parts] == [Tone.IN_TIME]


def test_the_largest_count_is_as_long_as_the_chart() -> None:
    bars = count_bars([("north", 4), ("south", 1), ("east", 0)], Tone.LATE)
    assert [[part.width for part in bar.parts] for bar in bars] == [[100.0], [25.0], []]


def test_bars_stand_below_each_other() -> None:
    chart = Chart(name="c", title="", told="", bars=count_bars([("a", 1), ("b", 2)], Tone.SHARE))
    first, second = chart.placed
    assert first.label_y < first.bar_y < first.value_y < second.label_y
    assert second.value_y < chart.height


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("within-20", "Within 20 working days"),
        ("11-20", "11 to 20 working days"),
        ("over-65", "Over 65 working days"),
        ("first:in-time", "First: in time"),
        ("not-excused", "Not excused"),
        (None, "All"),
    ],
)
def test_rows_in_words(label: str | None, said: str) -> None:
    assert row_in_words(label, "working days") == said


def test_codes_and_numbers_in_words() -> None:
    assert in_words("complaint.stage-1") == "Complaint: stage 1"
    assert time_limit_in_words("complaint.stage-1") == "Complaint: stage 1"
    assert time_limit_in_words("care.review-first") == "Care: first review"
    assert [number_in_words(one) for one in (84.36, 50.0, 0, 66.7, 1367)] == [
        "84.36", "50", "0", "66.7", "1,367",
    ]  # fmt: skip
    assert over_in_words(1, Unit.WORKING_DAYS) == "1 working day"
    assert over_in_words(2, Unit.ELAPSED_HOURS) == "2 elapsed hours"


def test_a_cell_without_a_number_says_why_and_never_nought() -> None:
    none = Cell(
        label=None, unit=ValueUnit.PERCENT, status=CellStatus.NO_DATA, reason="nothing-recorded"
    )
    assert cell_in_words(none) == "No data (nothing recorded)"
    assert part_in_words(none) == ""
    share = Cell(
        label=None,
        numerator=755,
        denominator=895,
        value=84.36,
        unit=ValueUnit.PERCENT,
        status=CellStatus.REPORTED,
    )
    assert (cell_in_words(share), part_in_words(share)) == ("84.36%", "755 of 895")


def test_the_financial_year_turns_on_the_first_of_april() -> None:
    assert choose(None, None, None, today=date(2023, 3, 31)).period_written == "2022/23"
    assert choose(None, None, None, today=TODAY).period_written == "2023/24"
    assert periods_offered(TODAY)[:4] == ("2023/24", "2023/24-Q1", "2022/23", "2022/23-Q4")
    assert "2023/24-Q2" not in periods_offered(date(2023, 6, 30))
    assert "2023/24-Q2" in periods_offered(date(2023, 7, 1))


def test_a_day_that_is_looked_at_brings_its_own_year() -> None:
    assert choose(None, "2022-03-31", None, today=TODAY).period_written == "2021/22"
    assert choose("2022/23", "2022-03-31", None, today=TODAY).period_written == "2022/23"


def test_empty_fields_were_left_alone_and_another_period_is_offered_too() -> None:
    choice = choose("2016/17-Q2", "", " ", today=TODAY)
    assert (choice.as_at, choice.known_on, choice.faults) == (None, None, ())
    assert choice.offered[0] == "2016/17-Q2"


@pytest.mark.parametrize(
    ("period", "as_at", "known_on", "field"),
    [
        ("2022/24", None, None, "period"),
        (None, "2023-04-02", None, "as_at"),
        (None, "20230331", None, "as_at"),
        (None, "31/03/2023", None, "as_at"),
        (None, None, "2023-04-02", "known_on"),
        (None, None, "1950-03-31", "known_on"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field(
    period: str | None, as_at: str | None, known_on: str | None, field: str
) -> None:
    faults = choose(period, as_at, known_on, today=TODAY).faults
    assert [fault.field for fault in faults] == [field]


def test_today_may_be_asked_about() -> None:
    assert choose(None, "2023-04-01", "2023-04-01", today=TODAY).faults == ()


@pytest.mark.parametrize(
    ("halted", "seconds", "parked", "skipped", "said"),
    [
        (None, 0.0, 0, 0, "Up to date"),
        (None, 59.9, 0, 0, "Up to date"),
        (None, 60.0, 0, 9, "Behind"),
        (None, 0.0, 2, 1, "Some messages parked"),
        (None, 0.0, 0, 1, "Some messages skipped"),
        (None, None, 0, 0, "Never read to the end"),
        ("another-log", 0.0, 2, 0, "Halted: another log"),
    ],
)
def test_the_worst_of_a_service_is_said(
    halted: str | None, seconds: float | None, parked: int, skipped: int, said: str
) -> None:
    state = SourceState(
        source="complaints",
        log_id=None,
        position=1,
        event_id=None,
        head=1,
        behind=0,
        seconds_behind=seconds,
        recorded_at=None,
        parked=parked,
        parked_cases=parked,
        skipped=skipped,
        halted=halted,
    )
    assert state_in_words(state) == said


def test_lag_is_said_in_the_unit_that_fits() -> None:
    assert [lag_in_words(one) for one in (None, 0.4, 59, 60, 3_599, 7_300)] == [
        "Not known", "None", "59 s", "1 min", "59 min", "2 h",
    ]  # fmt: skip
