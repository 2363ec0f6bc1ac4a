"""Sections of the page over answers: which rows, which headline, and where each number leads."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from services.projections.application.appraisals import Rating, Target
from services.projections.application.periods import Period
from services.projections.application.questions import (
    Answer,
    Cell,
    CellStatus,
    Question,
    Standpoint,
)
from services.projections.indicators import indicator
from services.projections.indicators.declaration import ValueUnit
from services.projections.pages.sections import Headline
from services.projections.pages.time_limits import section_of_clocks
from services.projections.pages.timeliness import SHOWN, section_of, shown_here
from services.projections.pages.wording import appraised_in_words

TODAY = date(2023, 9, 1)
ASSESSMENTS = "referrals.assessments-45-days"


def share(label: str | None, counted: int, of: int) -> Cell:
    return Cell(
        label=label,
        numerator=counted,
        denominator=of,
        value=round(100 * counted / of, 2) if of else None,
        unit=ValueUnit.PERCENT,
        status=CellStatus.REPORTED if of else CellStatus.NOT_APPLICABLE,
        reason=None if of else "denominator-is-nought",
    )


def answer(code: str, *cells: Cell) -> Answer:
    question = Question(
        authority="demo",
        period=Period.parse("2023/24-Q1"),
        as_at=date(2023, 6, 30),
        today=TODAY,
    )
    standpoint = Standpoint(sources={}, today=TODAY)
    defined = indicator(code)
    return Answer(indicator=defined, question=question, cells=cells, standpoint=standpoint)


def test_the_two_bases_of_an_assessment_are_two_sections() -> None:
    told = answer(
        ASSESSMENTS,
        share("from-start:within-45", 755, 895),
        share("from-start:same-day", 20, 895),
        share("from-referral:within-45", 600, 700),
        share("ytd:from-start:within-45", 900, 1_000),
    )
    start, referral = (section_of(one, told) for one in SHOWN if one.code == ASSESSMENTS)
    assert start.headline == Headline(
        value="84.36%", label="Within 45 working days", part="755 of 895"
    )
    assert referral.headline == Headline(
        value="85.71%", label="Within 45 working days", part="600 of 700"
    )
    assert start.table is not None
    assert [row.head for row in start.table.rows] == ["Within 45 working days", "Same day"]
    (chart,) = start.charts
    assert [(bar.label, bar.value) for bar in chart.bars] == [("Same day", "2.23% (20 of 895)")]
    assert start.name != referral.name


def test_a_number_leads_to_its_cases_with_the_whole_question() -> None:
    told = answer(ASSESSMENTS, share("from-start:within-45", 755, 895))
    (shown,) = (one for one in SHOWN if one.rows == "from-start:")
    table = section_of(shown, told).table
    assert table is not None
    counted, of, _ = table.rows[0].cells
    address = urlsplit(counted.leads_to or "")
    assert address.path == f"/indicators/{ASSESSMENTS}/cases"
    assert parse_qs(address.query) == {
        "authority": ["demo"],
        "period": ["2023/24-Q1"],
        "as_at": ["2023-06-30"],
        "label": ["from-start:within-45"],
        "side": ["numerator"],
    }
    assert "side=denominator" in (of.leads_to or "")


def test_an_only_row_leads_to_its_cases_without_a_label() -> None:
    (shown,) = (one for one in SHOWN if one.code == "referrals.re-referrals")
    section = section_of(shown, answer(shown.code, share(None, 317, 1_367)))
    assert section.headline == Headline(
        value="23.19%", label="Within 12 months of an earlier one", part="317 of 1,367"
    )
    assert section.table is not None
    query = parse_qs(urlsplit(section.table.rows[0].cells[0].leads_to or "").query)
    assert (query["side"], "label" in query) == (["numerator"], False)


@pytest.mark.parametrize(
    ("target", "rating", "value", "said"),
    [
        (">90.3", Rating.AMBER, 84.36, "Target >90.3%, not met. Status amber"),
        (">84.36", None, 84.36, "Target >84.36%, met"),
        (None, Rating.RED, 84.36, "Status red"),
        (">90.3", None, None, "Target >90.3%"),
        (None, None, 84.36, None),
    ],
)
def test_what_an_analyst_said_in_words(
    target: str | None, rating: Rating | None, value: float | None, said: str | None
) -> None:
    cell = replace(share("within-45", 755, 895), value=value)
    aim = Target.parse(target) if target else None
    assert appraised_in_words(cell, aim, rating) == said


def test_an_entered_figure_has_no_cases_behind_it() -> None:
    entered = Cell(
        label="in-time",
        numerator=9,
        denominator=10,
        value=90.0,
        unit=ValueUnit.PERCENT,
        status=CellStatus.ENTERED,
        said_where="Annual report",
    )
    (shown,) = (one for one in SHOWN if one.code == "care.visits")
    section = section_of(shown, answer("care.visits", entered))
    assert section.table is not None
    assert [cell.leads_to for cell in section.table.rows[0].cells] == [None, None, None]
    assert len(section.charts[0].bars) == 1


def test_where_there_is_no_figure_the_reason_is_said_once() -> None:
    (shown,) = (one for one in SHOWN if one.code == "care.visits")
    nothing = answer("care.visits", share("in-time", 0, 0), share("late", 0, 0))
    section = section_of(shown, nothing)
    assert (section.table, section.charts, section.headline) == (None, (), None)
    assert section.without == "Not applicable (denominator is nought)"


def test_every_timescale_has_its_four_cells_whatever_the_service() -> None:
    told = answer(
        "all.clocks",
        share("complaint.stage-1:answered-in-time", 3, 4),
        share("complaint.stage-1:answered-late", 1, 4),
        share("complaint.stage-1:average-over", 1, 1),
        share("something.new:open-late", 2, 2),
    )
    section = section_of_clocks(told)
    assert section.table is not None
    assert [(row.head, [cell.text for cell in row.cells]) for row in section.table.rows] == [
        ("Complaint: stage 1", ["3", "1", "0", "0"]),
        ("Something: new", ["0", "0", "0", "2"]),
    ]
    assert [cell.warns for cell in section.table.rows[0].cells] == [False, True, False, False]
    answered, open_ones = section.charts
    assert [bar.value for bar in answered.bars] == ["3 in time, 1 late", "0 in time, 0 late"]
    assert open_ones.title == "Open on 30 June 2023"


def test_without_clocks_nothing_is_drawn() -> None:
    section = section_of_clocks(answer("all.clocks"))
    assert (section.table, section.charts) == (None, ())
    assert section.without is not None


def test_every_section_of_the_page_is_in_the_catalogue_under_its_own_name() -> None:
    names = [section_of(shown, answer(shown.code)).name for shown, _ in shown_here()]
    assert len(set(names)) == len(names) == len(SHOWN)
